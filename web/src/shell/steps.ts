/** What the browser's history remembers of each step, besides the address. */

/** Marks the step that an open dialog adds. */
export const STEP = "dialog";

export function isDialogStep(state: unknown): boolean {
  return typeof state === "object" && state !== null && STEP in state;
}
