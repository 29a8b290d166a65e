import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Previewing } from "../../api/generated";
import { BackIcon, ForwardIcon } from "../../design/icons";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { IconButton } from "../../parts/IconButton";
import { Select } from "../../parts/Select";
import { useSettled } from "../../shell/useAnswer";
import { forms } from "../api";
import { type FormDocument, pageWith, type Question, type QuestionPage } from "../document";
import { ORIGINAL, TONGUES } from "../languages/translating";
import { FRONT } from "../selection";
import { useWords } from "../words";
import styles from "./Builder.module.css";
import { editIn, exchange, mark, questionAt, show, spotAt } from "./frame";
import type { Hands } from "./hands";
import own from "./Preview.module.css";

interface PreviewProps {
  formId: string;
  hands: Hands;
  onTrial: () => void;
}

const SETTLED_MS = 250;
/** In which the words around every form are there. */
const AROUND: readonly string[] = ["easy", "en"];

/** The page exactly as applicants see it: pressed to select, edited where it stands. */
export function Preview({ formId, hands, onTrial }: PreviewProps) {
  const w = useWords();
  const [width, setWidth] = useState<"phone" | "pc">("phone");
  const [wanted, setTongue] = useState<string>(ORIGINAL);
  const { document, chosen } = hands;
  const tongue = isShownIn(document, wanted) ? wanted : ORIGINAL;
  const page = pageWith(document, chosen) ?? document.pages[0] ?? null;
  const isFront = chosen === FRONT;
  const isEmpty = page !== null && page.questions.length === 0 && page.text === "";
  return (
    <section aria-label={w.preview} className={styles.preview}>
      <div className={styles.tools}>
        {page !== null && <Pages hands={hands} page={isFront ? null : page} />}
        <span className={styles.space} />
        <Tongues chosen={tongue} document={document} onChange={setTongue} />
        <fieldset aria-label={w.width} className={styles.widths}>
          {(["phone", "pc"] as const).map((one) => (
            <Button aria-pressed={width === one} key={one} look="quiet" onPress={() => setWidth(one)} small>
              {w[one]}
            </Button>
          ))}
        </fieldset>
        <Button isDisabled={page === null} onPress={onTrial} small>
          {w.tryOut}
        </Button>
      </div>
      {tongue !== ORIGINAL && <p className={own.note}>{w.notTranslated}</p>}
      {isEmpty && (
        <EmptyState compact title={w.emptyPage}>
          {w.emptyPageText}
        </EmptyState>
      )}
      {page === null ? (
        <EmptyState title={w.noPages}>{w.emptyPageText}</EmptyState>
      ) : (
        <div className={styles.stage} data-width={width}>
          <Frame formId={formId} hands={hands} pageId={isFront ? FRONT : page.id} tongue={tongue} />
        </div>
      )}
    </section>
  );
}

const isShownIn = (document: FormDocument, tongue: string) =>
  AROUND.includes(tongue) || tongue in document.translations;

interface TonguesProps {
  document: FormDocument;
  chosen: string;
  onChange: (tongue: string) => void;
}

/** In which language the page is shown: Japanese, the two that stand around every form, and those it was put into. */
function Tongues({ document, chosen, onChange }: TonguesProps) {
  const w = useWords();
  const offered = TONGUES.filter(([one]) => isShownIn(document, one));
  return (
    <span className={own.tongues}>
      <Select
        choices={[{ id: ORIGINAL, label: "日本語" }, ...offered.map(([id, label]) => ({ id, label }))]}
        hideLabel
        label={w.shownIn}
        onChange={onChange}
        value={chosen}
      />
    </span>
  );
}

/** Which page is shown, and the one before and after it; null: the one in front of the form. */
function Pages({ hands: { document, choose }, page }: { hands: Hands; page: QuestionPage | null }) {
  const w = useWords();
  const at = page === null ? -1 : document.pages.indexOf(page);
  const before = at === 0 ? FRONT : document.pages[at - 1]?.id;
  const after = document.pages[at + 1]?.id;
  return (
    <fieldset aria-label={w.pageShown} className={styles.pages}>
      <IconButton
        isDisabled={before === undefined}
        label={w.pageBefore}
        onPress={() => before && choose(before)}
        small
      >
        <BackIcon size={18} />
      </IconButton>
      <span className={styles.pageName}>
        {page === null ? w.front : `${at + 1} / ${document.pages.length} ${page.title}`}
      </span>
      <IconButton
        isDisabled={after === undefined}
        label={w.pageAfter}
        onPress={() => after && choose(after)}
        small
      >
        <ForwardIcon size={18} />
      </IconButton>
    </fieldset>
  );
}

interface FrameProps {
  formId: string;
  hands: Hands;
  pageId: string;
  tongue: string;
}

function Frame({ formId, hands, pageId, tongue }: FrameProps) {
  const w = useWords();
  const frame = useRef<HTMLIFrameElement>(null);
  const [first, setFirst] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const isEditing = useRef(false);
  const [round, setRound] = useState(0);
  const latest = useRef(hands);
  // Words are edited where they stand in Japanese; in other languages on the page of languages.
  latest.current = tongue === ORIGINAL ? hands : { ...hands, mayEdit: false };
  const { document, chosen } = hands;
  const shown = useSettled(
    useMemo(() => ({ document: withEverything(document, pageId), pageId }), [document, pageId]),
    SETTLED_MS,
  );
  const conditional = useMemo(() => conditionalOn(document, pageId), [document, pageId]);
  const marks = useRef({ chosen, conditional });
  marks.current = { chosen, conditional };
  /** What was selected and did not stand in the page yet. */
  const toShow = useRef<string | null>(chosen);
  const redraw = useCallback(() => {
    const inside = frame.current?.contentDocument ?? null;
    mark(inside, marks.current.chosen, marks.current.conditional);
    if (toShow.current !== null && show(inside, toShow.current)) toShow.current = null;
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: after words were edited in place, the page is fetched again.
  useEffect(() => {
    const giveUp = new AbortController();
    const asked = {
      document: shown.document,
      page_id: shown.pageId,
      tongue: tongue as NonNullable<Previewing["tongue"]>,
    };
    forms.preview(formId, asked, giveUp.signal).then(
      ({ html }) => {
        if (giveUp.signal.aborted) return;
        setFailed(false);
        if (isEditing.current) return; // what is typed into stays as it is; the page follows when one has left it
        if (exchange(frame.current?.contentDocument ?? null, html)) redraw();
        else setFirst(html);
      },
      () => {
        if (!giveUp.signal.aborted) setFailed(true);
      },
    );
    return () => giveUp.abort();
  }, [formId, shown, round, redraw, tongue]);

  useEffect(() => {
    toShow.current = isEditing.current ? null : chosen;
  }, [chosen]);
  useEffect(() => {
    void [chosen, conditional];
    redraw();
  }, [chosen, conditional, redraw]);

  const loaded = useCallback(() => {
    const inside = frame.current?.contentDocument;
    if (!inside?.body) return;
    redraw();
    inside.addEventListener("click", (event) => {
      const target = event.target;
      // Buttons and links of the page lead nowhere here.
      if (target !== null && "closest" in target && (target as Element).closest("a, button") !== null)
        event.preventDefault();
      pressed(target, latest.current, isEditing, () => setRound((n) => n + 1));
    });
    inside.addEventListener("submit", (event) => event.preventDefault());
    inside.addEventListener("keydown", (event) => forwardSteps(event));
  }, [redraw]);

  return (
    <>
      {failed && (
        <p className={styles.failed} role="alert">
          {w.previewFailed}
        </p>
      )}
      {first !== null && (
        <iframe
          className={styles.frame}
          onLoad={loaded}
          ref={frame}
          sandbox="allow-same-origin"
          srcDoc={first}
          title={w.preview}
        />
      )}
    </>
  );
}

/** A press selects; on words it also lets them be edited where they stand. */
function pressed(
  target: EventTarget | null,
  hands: Hands,
  isEditing: { current: boolean },
  onDone: () => void,
): void {
  const id = questionAt(target);
  const isFront = hands.chosen === FRONT;
  const page = isFront ? undefined : (pageWith(hands.document, hands.chosen) ?? hands.document.pages[0]);
  const spot = spotAt(target);
  if (id !== null) hands.choose(id);
  else if (spot !== null && page !== undefined) hands.choose(page.id);
  if (spot === null || !hands.mayEdit) return;
  isEditing.current = true;
  editIn(
    spot,
    (text) => {
      if (spot.question !== null) hands.change({ is: "question", id: spot.question, set: { label: text } });
      else if (page !== undefined) hands.change({ is: "page", id: page.id, set: { title: text } });
      else hands.change({ is: "about", set: { title: text } });
    },
    () => {
      isEditing.current = false;
      onDone();
    },
  );
}

/** Ctrl+Z in the frame steps back in the form: the frame's own keys end at its edge. */
function forwardSteps(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  if (!["z", "y"].includes(event.key.toLowerCase())) return;
  event.preventDefault();
  const { key, ctrlKey, metaKey, shiftKey } = event;
  window.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, metaKey, shiftKey, cancelable: true }));
}

/** A page with all its questions, also those that depend on an answer: one builds what one sees. */
function withEverything(document: FormDocument, pageId: string): FormDocument {
  const pages = document.pages.map((page) =>
    page.id === pageId ? { ...page, questions: page.questions.map(alwaysShown) } : page,
  );
  return { ...document, pages };
}

function alwaysShown(question: Question): Question {
  if (question.kind !== "group") return { ...question, show_if: null };
  return {
    ...question,
    show_if: null,
    questions: question.questions.map((one) => ({ ...one, show_if: null })),
  };
}

function conditionalOn(document: FormDocument, pageId: string): ReadonlySet<string> {
  const questions = document.pages.find(({ id }) => id === pageId)?.questions ?? [];
  const every = questions.flatMap((one): readonly Question[] =>
    one.kind === "group" ? [one, ...one.questions] : [one],
  );
  return new Set(every.filter((one) => one.show_if !== null).map(({ id }) => id));
}
