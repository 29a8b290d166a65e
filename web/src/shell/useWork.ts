import { useState } from "react";
import { text } from "../i18n";
import { sentenceOf, toast } from "../parts/toasts";

interface Work {
  readonly busy: boolean;
  /** What went wrong, for a place beside the form; null when nothing did. */
  readonly problem: string | null;
  /** Runs it once at a time; true when it succeeded. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** One piece of work a screen does for the person. A refusal is shown beside the form (`inline`) or as a toast. */
export function useWork({ inline = false }: { inline?: boolean } = {}): Work {
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
      if (inline) setProblem(sentenceOf(error, text().shell.failed));
      else toast.problem(error, text().shell.failed);
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { busy, problem, run };
}
