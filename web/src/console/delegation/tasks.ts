/** The parts of the administration, and how far this person does them. The server decides again, each time. */
import type { DepartmentRow } from "../../api/generated";
import type { Task } from "../../model/tasks";
import type { Id, Me } from "../../model/types";
import { type Line, withBelow } from "../tree";

/** `limited`: may be given for a department, because its page is about people of departments. */
export const TASKS: readonly { readonly task: Task; readonly limited: boolean }[] = [
  { task: "people", limited: true },
  { task: "departments", limited: false },
  { task: "transfers", limited: false },
  { task: "guests", limited: true },
  { task: "devices", limited: true },
  { task: "rooms", limited: true },
  { task: "policy", limited: false },
  { task: "sign_in", limited: false },
  { task: "figures", limited: true },
  { task: "audit", limited: false },
  { task: "organization", limited: false },
  { task: "emergency", limited: true },
];

/** The departments somebody does a task for; null for the whole body. */
export function reachOf({ tasks }: Me, task: Task): readonly Id[] | null {
  const held = tasks.filter((one) => one.task === task).map(({ department_id }) => department_id);
  return held.includes(null) ? null : held.filter((id) => id !== null);
}

/** What of the tree lies inside a reach. */
export function linesWithin(
  lines: readonly Line[],
  reach: readonly Id[] | null,
  departments: readonly DepartmentRow[],
): readonly Line[] {
  if (reach === null) return lines;
  const inside = new Set(reach.flatMap((id) => [...withBelow(id, departments)]));
  return lines.filter(({ department }) => inside.has(department.id));
}
