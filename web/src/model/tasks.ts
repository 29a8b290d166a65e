import type { Delegated, Me } from "../api/generated";

export type { Delegated };

/** The parts of administering a body. */
export type Task = Delegated["task"];

/** Who finds the console: the server decides again, with each question. */
export function hasConsole({ tasks }: Pick<Me, "tasks">): boolean {
  return tasks.length > 0;
}
