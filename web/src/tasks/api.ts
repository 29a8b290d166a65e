/** What the screens of tasks ask the server. */
import type { NewTask, TaskChange, TaskPage, TaskView } from "../api/generated";
import type { Id } from "../model/types";
import { ask } from "../net/http";

const TASKS = "/api/tasks";
const one = (id: string) => `${TASKS}/${encodeURIComponent(id)}`;

export type View = "mine" | "given" | "done";

export const officeTasks = {
  list: (view: View, after: string | null, signal: AbortSignal) =>
    ask<TaskPage>("GET", TASKS, { query: { view, after }, signal }),
  ofRoom: (room_id: Id, after: string | null, signal: AbortSignal) =>
    ask<TaskPage>("GET", TASKS, { query: { view: "room", room_id, after }, signal }),
  make: (body: NewTask) => ask<TaskView>("POST", TASKS, { body }),
  change: (id: Id, body: TaskChange) => ask<TaskView>("PUT", one(id), { body }),
  finish: (id: Id, note: string) => ask<TaskView>("POST", `${one(id)}/done`, { body: { note } }),
  reopen: (id: Id) => ask<TaskView>("POST", `${one(id)}/reopen`),
  drop: (id: Id) => ask<TaskView>("POST", `${one(id)}/drop`),
} as const;
