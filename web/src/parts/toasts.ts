/** Short sentences that need no answer. Kept apart from the drawing, so that any code may say something. */

export interface Toast {
  readonly id: number;
  readonly kind: "done" | "problem" | "news";
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** More than this at once nobody reads: the oldest goes. */
const AT_ONCE = 3;
const DONE_MS = 4_000;
const PROBLEM_MS = 10_000;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

export const toast = {
  done: (text: string, action?: Toast["action"]) => show("done", text, action),
  news: (text: string, action?: Toast["action"]) => show("news", text, action),
  /** What the server refused, or why it could not be reached, in its own words. */
  problem: (error: unknown, otherwise: string) => show("problem", sentenceOf(error, otherwise)),
};

export function sentenceOf(error: unknown, otherwise: string): string {
  return error instanceof Error && error.name === "Problem" && error.message ? error.message : otherwise;
}

export function dismiss(id: number): void {
  change(toasts.filter((each) => each.id !== id));
}

export function currentToasts(): readonly Toast[] {
  return toasts;
}

export function listenToToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function show(kind: Toast["kind"], text: string, action?: Toast["action"]): void {
  lastId += 1;
  const id = lastId;
  const others = toasts.filter((each) => each.text !== text);
  change([...others, { id, kind, text, ...(action ? { action } : {}) }].slice(-AT_ONCE));
  setTimeout(() => dismiss(id), kind === "problem" || action ? PROBLEM_MS : DONE_MS);
}

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}
