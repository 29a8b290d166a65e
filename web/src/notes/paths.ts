/** The addresses of notes. */
import type { Id } from "../model/types";

export function notePath(id: Id, template: string | null = null): string {
  const path = `/notes/${encodeURIComponent(id)}`;
  return template === null ? path : `${path}?${new URLSearchParams({ template })}`;
}
