import { useCallback, useEffect, useRef, useState } from "react";
import type { FormView } from "../api/generated";
import { forms } from "./api";
import type { FormDocument, FormFault } from "./document";
import { DraftSaver, type Saving } from "./draftSaver";
import { begun, type Change, changed, type History, redone, undone } from "./model";

export interface Draft {
  readonly document: FormDocument;
  readonly faults: readonly FormFault[];
  readonly revision: number;
  readonly saving: Saving;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly change: (change: Change) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** My own state, after somebody else's was loaded over it. */
  readonly mine: FormDocument | null;
  readonly loadTheirs: () => Promise<void>;
  readonly dropMine: () => void;
  /** Show what somebody else saved, where nothing of one's own waits to be saved. False: it was not shown. */
  readonly follow: (revision: number) => Promise<boolean>;
  readonly flush: () => void;
}

/** What could not be saved before its screen went: it is offered as a copy when the form is opened again. */
const kept = new Map<string, FormDocument>();

/** A form's draft as it is built on this screen: every change is a step back, and saves itself. */
export function useDraft(view: FormView): Draft {
  const formId = view.form.id;
  const [history, setHistory] = useState<History>(() => begun(view.draft));
  const [faults, setFaults] = useState(view.faults);
  const [saving, setSaving] = useState<Saving>({ state: "saved", at: view.form.changed_at });
  const [mine, setMine] = useState<FormDocument | null>(() => kept.get(formId) ?? null);
  const latest = useRef(history);
  // The view is where the draft begins; afterwards the draft knows better.
  const [saver] = useState(
    () =>
      new DraftSaver(
        view.revision,
        view.form.changed_at,
        (revision, document) => forms.saveDraft(formId, { revision, document }),
        (next, saved) => {
          setSaving(next);
          if (saved !== null) setFaults(saved.faults);
        },
      ),
  );
  useEffect(() => {
    saver.resume();
    kept.delete(formId);
    return () => {
      if (saver.isStuck) kept.set(formId, latest.current.now);
      saver.stop();
    };
  }, [formId, saver]);
  useWarning(saver);

  const step = useCallback(
    (next: History) => {
      if (next === latest.current) return;
      latest.current = next;
      setHistory(next);
      saver.want(next.now);
    },
    [saver],
  );
  const change = useCallback((wanted: Change) => step(changed(latest.current, wanted, Date.now())), [step]);
  const loadTheirs = useCallback(async () => {
    const theirs = await forms.one(formId);
    const own = latest.current.now;
    latest.current = begun(theirs.draft);
    setHistory(latest.current);
    setFaults(theirs.faults);
    setMine(own);
    saver.restart(theirs.revision, theirs.form.changed_at);
  }, [formId, saver]);
  const follow = useCallback(
    async (revision: number) => {
      const isBehind = () => !saver.isDirty && saver.revision < revision;
      if (!isBehind()) return false;
      const theirs = await forms.one(formId);
      if (!isBehind()) return false;
      // Begun anew: a step back never takes away what somebody else did.
      latest.current = begun(theirs.draft);
      setHistory(latest.current);
      setFaults(theirs.faults);
      saver.restart(theirs.revision, theirs.form.changed_at);
      return true;
    },
    [formId, saver],
  );

  return {
    document: history.now,
    faults,
    revision: saver.revision,
    saving,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    change,
    undo: useCallback(() => step(undone(latest.current)), [step]),
    redo: useCallback(() => step(redone(latest.current)), [step]),
    mine,
    loadTheirs,
    follow,
    dropMine: useCallback(() => setMine(null), []),
    flush: useCallback(() => saver.flush(), [saver]),
  };
}

/** Whoever closes the tab with unsaved changes is asked by the browser. */
function useWarning(saver: DraftSaver) {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      saver.flush();
      if (saver.isDirty) event.preventDefault();
    };
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [saver]);
}
