import { useCallback, useEffect } from "react";
import type { IncidentRow, Incidents } from "../../api/generated";
import { useAnswer } from "../../shell/useAnswer";
import { useMe } from "../../state";
import { incidents } from "./api";
import { remember, remembered } from "./remembered";

export interface Listed {
  /** Null while it is not known, also where there is no line. */
  readonly value: Incidents | null;
  readonly phase: "asking" | "known" | "failed";
  /** To which one may report: without a line those of last time. */
  readonly reportable: readonly IncidentRow[];
  readonly again: () => void;
}

export function useListed(): Listed {
  const { person } = useMe();
  const { value, phase, again } = useAnswer(useCallback((signal: AbortSignal) => incidents.list(signal), []));
  const going = value?.reportable;
  useEffect(() => {
    if (going !== undefined) remember(person.id, going);
  }, [person.id, going]);
  return { value, phase, reportable: going ?? remembered(person.id), again };
}
