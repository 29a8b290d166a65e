import { useCallback, useMemo, useState } from "react";
import type { DepartmentRow, DepartmentRows } from "../api/generated";
import { useAnswer } from "../shell/useAnswer";
import { administration } from "./api";
import { type Line, linesOf } from "./tree";

const NONE: readonly DepartmentRow[] = [];

/** The department tree, and a way to put in its place what an action answered. */
export function useTree(withClosed = false) {
  const answer = useAnswer(useCallback((signal: AbortSignal) => administration.departments(signal), []));
  const [renewed, setRenewed] = useState<DepartmentRows | null>(null);
  const departments = (renewed ?? answer.value)?.departments ?? NONE;
  const lines: readonly Line[] = useMemo(() => linesOf(departments, withClosed), [departments, withClosed]);
  return { phase: answer.phase, again: answer.again, departments, lines, renew: setRenewed };
}

/** For a field that chooses one: the name behind as much space as it stands deep. */
export function choicesOf(lines: readonly Line[]): { id: string; label: string }[] {
  return lines.map(({ department, depth, title }) => ({
    id: department.id,
    label: "\u3000".repeat(depth) + title,
  }));
}
