import type { Delegated, Me } from "../api/generated";

export type { Delegated };

/** The parts of administering a body. */
export type Task = Delegated["task"];

/** Who finds the console: the server decides again, with each question. Emergencies have a place of their own. */
export function hasConsole({ tasks }: Pick<Me, "tasks">): boolean {
  return tasks.some(({ task }) => task !== "emergency");
}

/** Who sends broadcasts, and sees how far they have come. */
export function hasEmergency({ tasks }: Pick<Me, "tasks">): boolean {
  return tasks.some(({ task }) => task === "emergency");
}
