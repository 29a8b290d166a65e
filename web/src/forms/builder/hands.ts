import { useCallback, useEffect, useMemo, useState } from "react";
import { toast } from "../../parts/toasts";
import { type FormDocument, findQuestion, pageWith } from "../document";
import { type Change, copyOf, dropOf, neighbourOf, stepOf } from "../model";
import { FRONT, takeSelection } from "../selection";
import type { Draft } from "../useDraft";
import { useWords } from "../words";

/** What hands do with what is selected, in the outline, in the page, and beside it. */
export interface Hands {
  readonly formId: string;
  readonly document: FormDocument;
  readonly chosen: string;
  readonly mayEdit: boolean;
  readonly choose: (id: string) => void;
  readonly change: (change: Change) => void;
  readonly step: (id: string, by: 1 | -1) => void;
  readonly drop: (id: string, target: string, side: "before" | "after") => void;
  readonly copy: (id: string) => void;
  readonly remove: (id: string) => void;
}

export function useHands(formId: string, draft: Draft, mayEdit: boolean): Hands {
  const w = useWords();
  const { document, change: changeDraft, undo } = draft;
  const [wanted, setChosen] = useState(
    () => takeSelection(formId) ?? document.pages[0]?.questions[0]?.id ?? document.pages[0]?.id ?? FRONT,
  );
  const isThere = wanted === FRONT || pageWith(document, wanted) !== null;
  const chosen = isThere ? wanted : FRONT;
  useEffect(() => {
    if (!isThere) setChosen(FRONT);
  }, [isThere]);
  const change = useCallback(
    (one: Change) => {
      if (mayEdit) changeDraft(one);
    },
    [mayEdit, changeDraft],
  );
  return useMemo(() => {
    const called = (id: string) =>
      findQuestion(document, id)?.question.label ||
      document.pages.find((page) => page.id === id)?.title ||
      w.noLabel;
    const run = (one: Change | null) => {
      if (one !== null) change(one);
    };
    return {
      formId,
      document,
      chosen,
      mayEdit,
      choose: setChosen,
      change,
      step: (id, by) => run(stepOf(document, id, by)),
      drop: (id, target, side) => run(dropOf(document, id, target, side)),
      copy: (id) => {
        const one = copyOf(document, id);
        run(one);
        if (one?.is === "add page") setChosen(one.page.id);
        if (one?.is === "add questions") setChosen(one.questions[0]?.id ?? id);
      },
      remove: (id) => {
        const next = neighbourOf(document, id);
        run({ is: "remove", id });
        setChosen(next ?? FRONT);
        toast.done(w.removed(called(id)), { label: w.undo, run: undo });
      },
    };
  }, [formId, document, chosen, mayEdit, change, undo, w]);
}
