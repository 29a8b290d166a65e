import { useState } from "react";
import { text } from "../i18n";
import { sentenceOf } from "../parts/toasts";
import { GivenUp } from "./passkey";
import { useWords } from "./words";

/** Work with factors: that somebody closed the browser's window is told mildly. */
export function useFactorWork() {
  const w = useWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function run(work: () => Promise<unknown>): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    setProblem(null);
    try {
      await work();
      return true;
    } catch (error) {
      const isHeld = error instanceof DOMException && error.name === "InvalidStateError";
      if (error instanceof GivenUp) setProblem(w.passkeyGivenUp);
      else setProblem(isHeld ? w.passkeyHeld : sentenceOf(error, text().shell.failed));
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { busy, problem, run };
}
