/** The plans that are offered while one writes; a template brings its own. */
import type { BroadcastTemplates, PlanRound } from "../api/generated";

type Outside = readonly BroadcastTemplates["outside"][number][];
export type PlanChoice = "once" | "usual";

const URGENT: readonly PlanRound[] = [
  { after_min: 0, ways: ["app", "push"] },
  { after_min: 5, ways: ["app", "push", "mail"] },
  { after_min: 10, ways: ["app", "push", "sms"] },
  { after_min: 15, ways: ["app", "push", "voice", "phone"] },
];
const ORDINARY: readonly PlanRound[] = [
  { after_min: 0, ways: ["app", "push"] },
  { after_min: 60, ways: ["app", "push"] },
];

/** Told again after 5, 10 and 15 minutes where it is urgent, after an hour where it is not; or never. */
export function roundsOf(choice: PlanChoice, isUrgent: boolean, outside: Outside): PlanRound[] {
  const rounds = (isUrgent ? URGENT : ORDINARY).map((one) => ({
    ...one,
    ways: one.ways.filter((way) => (way !== "sms" && way !== "voice") || outside.includes(way)),
  }));
  return choice === "usual" ? [...rounds] : rounds.slice(0, 1);
}
