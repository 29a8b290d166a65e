/** The addresses of circulars. */
import type { View } from "./api";

export const VIEWS: readonly View[] = ["waiting", "sent", "done"];
export const NEW = "new";

export function viewPath(view: View): string {
  return view === "waiting" ? "/circulars" : `/circulars?view=${view}`;
}

export function circularPath(id: string): string {
  return `/circulars/${encodeURIComponent(id)}`;
}

export function viewOf(named: string | null): View {
  return VIEWS.find((one) => one === named) ?? "waiting";
}
