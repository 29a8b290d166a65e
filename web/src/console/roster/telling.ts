/** A plan and an outcome in words. */
import type { Outcome, Plan, Planned } from "../../api/generated";
import type { RosterWords } from "./words";

export type Deed = Planned["deeds"][number];
export const DEEDS: readonly Deed[] = ["create", "change", "move", "suspend", "reopen", "leave"];

const FIELDS = {
  create: "created",
  change: "changed",
  move: "moved",
  suspend: "suspended",
  reopen: "reopened",
  leave: "left",
} as const;

export const withDeed = (plan: Plan, deed: Deed) => plan.people.filter(({ deeds }) => deeds.includes(deed));

export function countOf(what: Plan | Outcome, deed: Deed): number {
  return "people" in what ? withDeed(what, deed).length : what[FIELDS[deed]];
}

/** "新しく登録 3人、休止 1人"; empty when nothing happens. */
export function outcomeInWords(what: Plan | Outcome, r: RosterWords): string {
  const departments = typeof what.departments === "number" ? what.departments : what.departments.length;
  const parts = DEEDS.filter((deed) => countOf(what, deed) > 0).map(
    (deed) => `${r[deed]} ${r.people(countOf(what, deed))}`,
  );
  if (departments > 0) parts.push(`${r.departments} ${r.places(departments)}`);
  return parts.join("、");
}
