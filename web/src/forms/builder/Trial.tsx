import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { PreviewedPage } from "../../api/generated";
import { isoDayOf } from "../../i18n/time";
import { Button } from "../../parts/Button";
import { useAnswer } from "../../shell/useAnswer";
import { forms } from "../api";
import { holds } from "../conditions";
import type { FormDocument } from "../document";
import { useWords } from "../words";
import styles from "./Builder.module.css";
import { afterAct, exchange, typedIn } from "./frame";

interface TrialProps {
  formId: string;
  document: FormDocument;
  onClose: () => void;
}

type Typed = Readonly<Record<string, readonly string[]>>;

interface Place {
  readonly page: string;
  readonly typed: Typed;
  readonly isChecked: boolean;
  /** Where 次へ was pressed: it leads on if nothing is to be mended. */
  readonly isLeaving: boolean;
}

type Lead =
  | { readonly is: "page"; readonly id: string }
  | { readonly is: "end"; readonly text: string | null };

/** Where a page that was left leads; null while one stays on it. */
function leadsTo({ path, faults, ended }: PreviewedPage, { page, isLeaving }: Place): Lead | null {
  if (!isLeaving || faults > 0) return null;
  const id = path[path.indexOf(page) + 1];
  return id === undefined ? { is: "end", text: ended } : { is: "page", id };
}

/** 試す: filled in as by an applicant, with everything but a record. */
export function Trial({ formId, document, onClose }: TrialProps) {
  const w = useWords();
  const first = document.pages[0]?.id ?? "";
  const begun: Place = { page: first, typed: membersAtFirst(document), isChecked: false, isLeaving: false };
  const [place, setPlace] = useState<Place>(begun);
  const [end, setEnd] = useState<string | null>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const [html, setHtml] = useState<string | null>(null);
  const answer = useAnswer(
    useCallback(
      (signal: AbortSignal) =>
        forms.preview(
          formId,
          { document, page_id: place.page, typed: place.typed, is_checked: place.isChecked },
          signal,
        ),
      [formId, document, place],
    ),
  );
  const { value, phase } = answer;
  const at = useRef(place);
  at.current = place;

  useEffect(() => {
    if (phase !== "known") return;
    const next = leadsTo(value, at.current);
    if (next?.is === "end") setEnd(next.text ?? w.tryDone);
    else if (next?.is === "page")
      setPlace((now) => ({ ...now, page: next.id, isChecked: false, isLeaving: false }));
    else if (!exchange(frame.current?.contentDocument ?? null, value.html)) setHtml(value.html);
    else if (at.current.isLeaving) frame.current?.contentDocument?.documentElement.scrollTo(0, 0);
  }, [phase, value, w]);

  const turn = useCallback((isLeaving: boolean, back = false) => {
    const typed = { ...at.current.typed, ...typedIn(frame.current?.contentDocument ?? null) };
    setPlace((now) => ({
      page: now.page,
      typed,
      isChecked: isLeaving || now.isChecked,
      isLeaving: isLeaving && !back,
    }));
  }, []);
  const act = useCallback((button: string) => {
    const typed = { ...at.current.typed, ...typedIn(frame.current?.contentDocument ?? null) };
    setPlace((now) => ({ ...now, typed: afterAct(typed, button), isLeaving: false }));
  }, []);
  const goBack = useCallback(() => {
    const typed = { ...at.current.typed, ...typedIn(frame.current?.contentDocument ?? null) };
    const path = value?.path ?? [];
    const before = path[path.indexOf(at.current.page) - 1] ?? at.current.page;
    setPlace({ page: before, typed, isChecked: false, isLeaving: false });
  }, [value]);
  const acts = useRef({ turn, goBack, act });
  acts.current = { turn, goBack, act };

  const loaded = useCallback(() => {
    const inside = frame.current?.contentDocument;
    if (!inside?.body) return;
    inside.addEventListener("click", (event) => {
      const target = event.target as Element | null;
      const link = target?.closest("a");
      if (link) {
        event.preventDefault();
        follow(inside, link);
        return;
      }
      const button = target?.closest("button");
      if (!button) return;
      event.preventDefault();
      if (button.value === "back") acts.current.goBack();
      else if (button.value.includes(":")) acts.current.act(button.value);
      else acts.current.turn(button.value === "next");
    });
    inside.addEventListener("submit", (event) => event.preventDefault());
    // Questions appear as soon as they depend on what was chosen.
    inside.addEventListener("change", (event) => {
      const field = event.target as HTMLInputElement | null;
      if (field?.type === "radio" || field?.type === "checkbox" || field?.tagName === "SELECT")
        acts.current.turn(false);
    });
  }, []);

  const again = () => {
    setEnd(null);
    setPlace(begun);
  };
  return (
    <section aria-label={w.tryOut} className={styles.trial}>
      <div className={styles.tools}>
        <p className={styles.hint}>{w.tryLead}</p>
        <span className={styles.space} />
        <Button look="quiet" onPress={again} small>
          {w.tryAgain}
        </Button>
        <Button onPress={onClose} small>
          {w.leaveTry}
        </Button>
      </div>
      <div className={styles.trialColumns}>
        <Path document={document} here={place.page} values={value?.values ?? {}} />
        <div className={styles.stage} data-width="phone">
          {end !== null && (
            <p className={styles.ended} role="status">
              {end}
            </p>
          )}
          {html !== null && (
            <iframe
              className={styles.frame}
              hidden={end !== null}
              onLoad={loaded}
              ref={frame}
              sandbox="allow-same-origin"
              srcDoc={html}
              title={w.tryOut}
            />
          )}
        </div>
      </div>
    </section>
  );
}

/** A link in the frame leads to a field of it, and nowhere else. */
function follow(inside: Document, link: Element) {
  const href = link.getAttribute("href") ?? "";
  if (href.startsWith("#")) inside.getElementById(href.slice(1))?.focus();
}

/** As many members as there must be: what an applicant begins with. */
function membersAtFirst(document: FormDocument): Typed {
  const groups = document.pages
    .flatMap(({ questions }) => questions)
    .flatMap((one) => (one.kind === "group" ? [one] : []));
  return Object.fromEntries(groups.map(({ id, least }) => [id, [String(least)]]));
}

interface PathProps {
  document: FormDocument;
  here: string;
  values: Parameters<typeof holds>[1];
}

/** Which pages and questions these answers lead to. */
function Path({ document, here, values }: PathProps) {
  const w = useWords();
  const today = isoDayOf(Date.now());
  const off = useMemo(
    () =>
      new Set(
        document.pages.flatMap((page) => [
          ...(holds(page.show_if, values, today) ? [] : [page.id]),
          ...page.questions.filter((one) => !holds(one.show_if, values, today)).map(({ id }) => id),
        ]),
      ),
    [document, values, today],
  );
  return (
    <ol aria-label={w.outline} className={styles.path}>
      {document.pages.map((page, at) => (
        <li aria-current={page.id === here ? "step" : undefined} key={page.id}>
          <span data-off={off.has(page.id) || undefined}>
            {w.page(String(at + 1))} {page.title}
          </span>
          <ul>
            {page.questions.map((one) => (
              <li data-off={off.has(page.id) || off.has(one.id) || undefined} key={one.id}>
                {one.label}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
