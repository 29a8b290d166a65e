/**
 * Which dialog is open: at most one. Any screen may ask for one; the shell fetches and draws it. An open
 * dialog is a step in the browser's history, so that a phone's back gesture closes it.
 */
import { useSyncExternalStore } from "react";
import type { Point } from "../model/geo";
import type { Id, Message } from "../model/types";
import { enterOverlay } from "./overlayHistory";

export type OpenDialog =
  | { readonly kind: "switcher" }
  | { readonly kind: "keys" }
  | { readonly kind: "unsent" }
  | { readonly kind: "new-room" }
  | { readonly kind: "new-talk" }
  | { readonly kind: "room-settings"; readonly room: Id }
  | { readonly kind: "add-members"; readonly room: Id }
  | { readonly kind: "invite-guest"; readonly room: Id }
  | { readonly kind: "leave-room"; readonly room: Id }
  | { readonly kind: "forward"; readonly message: Message }
  | { readonly kind: "tidy-rooms" }
  | { readonly kind: "marks"; readonly room: Id }
  | { readonly kind: "own-reminder"; readonly message: Id }
  | { readonly kind: "new-task"; readonly room: Id; readonly message: Id; readonly title: string }
  | { readonly kind: "report-message"; readonly alliance: Id; readonly message: Id }
  | {
      readonly kind: "settle-question";
      readonly alliance: Id;
      readonly question: Id;
      /** The reply that solved it; null: none of them. */
      readonly answer: Id | null;
    }
  | { readonly kind: "chronology-entry"; readonly message: Id }
  | { readonly kind: "position"; readonly point: Point }
  | { readonly kind: "person"; readonly person: Id };

let current: OpenDialog | null = null;
let leave: (() => void) | null = null;
const listeners = new Set<() => void>();

export function openDialog(dialog: OpenDialog): void {
  leave ??= enterOverlay(() => {
    leave = null;
    change(null);
  });
  change(dialog);
}

export function closeDialog(): void {
  if (current === null) return;
  change(null);
  leave?.();
  leave = null;
}

export function currentDialog(): OpenDialog | null {
  return current;
}

export function useDialog(): OpenDialog | null {
  return useSyncExternalStore(listen, currentDialog);
}

function change(next: OpenDialog | null): void {
  current = next;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
