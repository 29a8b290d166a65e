import { useCallback } from "react";
import type { CaseEntry } from "../../api/generated";
import { ask } from "../../net/http";
import { Tag } from "../../parts/Badge";
import { useAnswer } from "../../shell/useAnswer";
import { useInboxWords } from "./words";

/** That staff entered it for somebody, where they did. */
export function EnteredBy({ caseId }: { caseId: string }) {
  const w = useInboxWords();
  const { value } = useAnswer(
    useCallback(
      (signal: AbortSignal) =>
        ask<CaseEntry>("GET", `/api/cases/${encodeURIComponent(caseId)}/entry`, { signal }),
      [caseId],
    ),
  );
  if (value === null || value.how === null) return null;
  return <Tag tone="plain">{w.entered(w.hows[value.how] ?? value.how, value.by)}</Tag>;
}
