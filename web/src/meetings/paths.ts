/** The addresses of meetings. */
import type { Id } from "../model/types";

export const NEW = "new";

export function meetingPath(id: Id): string {
  return `/meetings/${encodeURIComponent(id)}`;
}

export function newMeetingPath(room: Id): string {
  return `/meetings/${NEW}?${new URLSearchParams({ room })}`;
}
