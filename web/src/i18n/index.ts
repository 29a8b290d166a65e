/**
 * The words of the interface. A catalog is a plain object: a sentence is a string, or a function of what
 * it must contain. English has the type of the Japanese catalog, so a missing sentence does not compile.
 */
import { useSyncExternalStore } from "react";
import type { Language } from "../model/types";
import ja from "./ja";
import type { Text } from "./text";

export type { Text } from "./text";

let current: Text = ja;
let language: Language = "ja";
const listeners = new Set<() => void>();

/** The catalog in use, for code outside components. */
export function text(): Text {
  return current;
}

export function currentLanguage(): Language {
  return language;
}

/** The catalog in use; the component draws itself again when the language changes. */
export function useText(): Text {
  return useSyncExternalStore(listen, text);
}

/** English is fetched only by those who read it. */
export async function speak(next: Language): Promise<void> {
  const catalog = next === "ja" ? ja : (await import("./en")).default;
  language = next;
  current = catalog;
  document.documentElement.lang = next;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
