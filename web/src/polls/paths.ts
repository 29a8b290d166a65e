/** The addresses of polls. */
import type { Id } from "../model/types";

export const NEW = "new";

export function pollPath(id: Id): string {
  return `/polls/${encodeURIComponent(id)}`;
}

export function newPollPath(room: Id): string {
  return `/polls/${NEW}?${new URLSearchParams({ room })}`;
}
