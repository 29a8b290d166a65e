import { useEffect, useRef } from "react";
import type { FormView } from "../api/generated";
import { RedoIcon, UndoIcon } from "../design/icons";
import { clockOf } from "../i18n/time";
import { Count, Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { isComposing } from "../parts/composing";
import { cx } from "../parts/cx";
import { IconButton } from "../parts/IconButton";
import { Link } from "../shell/Link";
import { PageHead } from "../shell/PageHead";
import { navigate } from "../shell/route";
import type { Saving } from "./draftSaver";
import styles from "./Forms.module.css";
import { formPath, type SectionId } from "./paths";
import { Together } from "./Together";
import type { Draft } from "./useDraft";
import { type FormWords, useWords } from "./words";

interface FormHeadProps {
  view: FormView;
  draft: Draft;
  here: SectionId;
  open: readonly SectionId[];
}

/** Above everything of a form: which it is, whether it is saved, and its pages. */
export function FormHead({ view, draft, here, open }: FormHeadProps) {
  const w = useWords();
  const mayEdit = view.form.rights.includes("edit");
  const nav = useRef<HTMLElement>(null);
  // On a phone the pages do not all stand beside each other: the one that is open does.
  useEffect(() => {
    void here;
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [here]);
  const errors = draft.faults.filter(({ is_error }) => is_error).length;
  return (
    <>
      <PageHead onBack={() => navigate("/forms")} title={draft.document.title.trim() || w.untitled}>
        <span className={styles.wide}>
          <Tag tone={view.form.status === "open" ? "done" : "plain"}>{w.statuses[view.form.status]}</Tag>
        </span>
        {mayEdit && <Together draft={draft} formId={view.form.id} />}
        {mayEdit && <Saved saving={draft.saving} />}
        {mayEdit && here === "build" && <Steps draft={draft} />}
        {here !== "check" && open.includes("check") && (
          <span className={styles.wide}>
            <Button look="primary" onPress={() => navigate(formPath(view.form.id, "check"))} small>
              {w.publish}
            </Button>
          </span>
        )}
      </PageHead>
      <nav aria-label={w.sectionsOf} className={styles.sections} ref={nav}>
        {open.map((one) => (
          <Link
            aria-current={one === here ? "page" : undefined}
            className={cx(styles.section, "ring-inside", one === here && styles.sectionHere)}
            key={one}
            to={formPath(view.form.id, one)}
          >
            {w.sections[one]}
            {one === "check" && <Count label={w.errors(errors)} n={errors} />}
          </Link>
        ))}
      </nav>
      <Conflict draft={draft} />
    </>
  );
}

function Saved({ saving }: { saving: Saving }) {
  const w = useWords();
  const isWrong = saving.state === "refused" || saving.state === "unreachable" || saving.state === "conflict";
  return (
    <span className={cx(styles.saved, isWrong && styles.savedWrong)} role={isWrong ? "alert" : "status"}>
      {savedWords(saving, w)}
    </span>
  );
}

function savedWords(saving: Saving, w: FormWords): string {
  switch (saving.state) {
    case "saved":
      return w.savedAt(clockOf(saving.at));
    case "waiting":
    case "saving":
      return w.saving;
    case "unreachable":
      return w.unreachable;
    case "refused":
      return saving.why;
    case "conflict":
      return w.notSaved;
  }
}

function Steps({ draft: { undo, redo, canUndo, canRedo } }: { draft: Draft }) {
  const w = useWords();
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const way = event.defaultPrevented || isComposing(event) ? null : wayOf(event);
      if (way === null) return;
      event.preventDefault();
      (way === "undo" ? undo : redo)();
    }
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [undo, redo]);
  return (
    <span className={styles.steps}>
      <IconButton isDisabled={!canUndo} keys="Ctrl + Z" label={w.undo} onPress={undo} small>
        <UndoIcon />
      </IconButton>
      <IconButton isDisabled={!canRedo} keys="Ctrl + Shift + Z" label={w.redo} onPress={redo} small>
        <RedoIcon />
      </IconButton>
    </span>
  );
}

function wayOf(event: KeyboardEvent): "undo" | "redo" | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (key === "y" && !event.shiftKey) return "redo";
  if (key !== "z") return null;
  return event.shiftKey ? "redo" : "undo";
}

/** Somebody else changed the draft: theirs or mine, and neither is lost silently. */
function Conflict({ draft }: { draft: Draft }) {
  const w = useWords();
  const { saving, loadTheirs } = draft;
  if (saving.state !== "conflict") return null;
  return (
    <div className={styles.conflict} role="alert">
      <p>
        <strong>{w.conflict(saving.name)}</strong> {w.conflictText}
      </p>
      <Button onPress={() => void loadTheirs().catch(() => null)} small>
        {w.loadTheirs}
      </Button>
    </div>
  );
}
