/**
 * Which dialog is open: at most one. Any screen may ask for one; the shell fetches and draws it. An open
 * dialog is a step in the browser's history, so that a phone's back gesture closes it.
 */
import { useSyncExternalStore } from "react";
import type { Id } from "../model/types";
import { isDialogStep, STEP } from "./steps";

export type OpenDialog =
  | { readonly kind: "switcher" }
  | { readonly kind: "keys" }
  | { readonly kind: "new-room" }
  | { readonly kind: "new-talk" }
  | { readonly kind: "room-settings"; readonly room: Id }
  | { readonly kind: "add-members"; readonly room: Id }
  | { readonly kind: "invite-guest"; readonly room: Id }
  | { readonly kind: "leave-room"; readonly room: Id }
  | { readonly kind: "person"; readonly person: Id };

let current: OpenDialog | null = null;
/** One step back at most is under way, however often dialogs open and close meanwhile. */
let leaving: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

export function openDialog(dialog: OpenDialog): void {
  clearTimeout(leaving);
  if (!isDialogStep(history.state)) history.pushState({ ...history.state, [STEP]: true }, "");
  change(dialog);
}

/** Takes its step back, unless going elsewhere replaces that step in the same breath. */
export function closeDialog(): void {
  if (current === null) return;
  change(null);
  clearTimeout(leaving);
  leaving = setTimeout(() => {
    if (current === null && isDialogStep(history.state)) history.back();
  });
}

addEventListener("popstate", () => {
  if (current !== null && !isDialogStep(history.state)) change(null);
});

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
