/** The plans that are offered while one writes; a template brings its own. */
import type { PlanRound } from "../api/generated";

export type PlanChoice = "once" | "usual";

const URGENT: readonly PlanRound[] = [
  { after_min: 0, ways: ["app", "push"] },
  { after_min: 5, ways: ["app", "push", "mail"] },
  { after_min: 10, ways: ["app", "push"] },
  { after_min: 15, ways: ["app", "push", "phone"] },
];
const ORDINARY: readonly PlanRound[] = [
  { after_min: 0, ways: ["app", "push"] },
  { after_min: 60, ways: ["app", "push"] },
];

/** Told again after 5, 10 and 15 minutes where it is urgent, after an hour where it is not; or never. */
export function roundsOf(choice: PlanChoice, isUrgent: boolean): PlanRound[] {
  const rounds = isUrgent ? URGENT : ORDINARY;
  return choice === "usual" ? [...rounds] : rounds.slice(0, 1);
}
