/** Which incidents took reports when the server was last asked: without a line one still reports to them. */
import type { IncidentRow } from "../../api/generated";
import type { Id } from "../../model/types";

const keyOf = (member: Id) => `kairan-incidents-${member}`;

export function remember(member: Id, going: readonly IncidentRow[]): void {
  try {
    if (going.length === 0) localStorage.removeItem(keyOf(member));
    else localStorage.setItem(keyOf(member), JSON.stringify(going));
  } catch {
    // No room, or not allowed: then one reports where there is a line.
  }
}

export function remembered(member: Id): readonly IncidentRow[] {
  try {
    return JSON.parse(localStorage.getItem(keyOf(member)) ?? "[]") as readonly IncidentRow[];
  } catch {
    return [];
  }
}
