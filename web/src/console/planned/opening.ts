import type { PlannedChange } from "../../api/generated";

/** The departments that will have been opened by an instant: what is planned for then can name them already. */
export function openedBy(plans: readonly PlannedChange[], at: number | null): readonly PlannedChange[] {
  return plans.filter(
    ({ act, state, effective_at }) =>
      act === "open" && state === "waiting" && (at === null || effective_at <= at),
  );
}
