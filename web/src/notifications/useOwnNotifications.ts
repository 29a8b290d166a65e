import { useCallback, useRef, useState } from "react";
import type { Choice, OwnNotifications } from "../api/generated";
import { useBilingual } from "../i18n/useBilingual";
import { toast } from "../parts/toasts";
import { useAnswer } from "../shell/useAnswer";
import { notifications } from "./api";
import { words } from "./words";

/** How I am told. A change shows at once; changes are sent one after the other, and a refused one is put back. */
export function useOwnNotifications() {
  const w = useBilingual(words);
  const answer = useAnswer(useCallback((signal: AbortSignal) => notifications.own(signal), []));
  const [changed, setChanged] = useState<OwnNotifications | null>(null);
  const sending = useRef({ last: Promise.resolve(), n: 0 });
  const own = changed ?? answer.value;

  function again() {
    setChanged(null);
    answer.again();
  }

  function save(part: Partial<Choice>) {
    if (own === null) return;
    const choice = fitting({ ...own.choice, ...part }, own.has_mail);
    setChanged({ ...own, choice });
    const queue = sending.current;
    queue.n += 1;
    const { n } = queue;
    queue.last = queue.last.then(async () => {
      try {
        const kept = await notifications.choose(choice);
        if (n === queue.n) setChanged(kept);
      } catch (error) {
        toast.problem(error, w.notSaved);
        if (n === queue.n) again();
      }
    });
  }

  return { own, phase: answer.phase, again, save };
}

/** Whose address was taken off since can no longer ask for letters; the rest is kept all the same. */
function fitting(choice: Choice, hasMail: boolean): Choice {
  return hasMail ? choice : { ...choice, mail: "none" };
}
