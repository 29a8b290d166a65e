/** Which message one is at: the one pointed at or focused last. Only there the toolbar shows. */
import { type FocusEvent, type PointerEvent, useCallback, useState, useSyncExternalStore } from "react";

let current: string | null = null;
const listeners = new Set<() => void>();

function attend(key: string): void {
  if (current === key) return;
  current = key;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Rows are drawn again only when it comes to them or goes. */
export function useCurrentMessage(key: string) {
  const isAttended = useSyncExternalStore(
    listen,
    useCallback(() => current === key, [key]),
  );
  const [isPointed, setPointed] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const [isHeld, setHeld] = useState(false);
  // What has the focus itself does not vanish under the hand.
  const [isInBar, setInBar] = useState(false);
  return {
    isPointed,
    hasFocus,
    isHeld,
    // A menu that closes takes the pointer's leaving along: the next movement tells where it is.
    hold: (held: boolean) => {
      setHeld(held);
      if (!held) setPointed(false);
    },
    isShown: ((isPointed || hasFocus) && isAttended) || isHeld || isInBar,
    handlers: {
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
        setFocus(currentTarget.contains(relatedTarget));
        setInBar(isInToolbar(relatedTarget));
      },
      onFocus: ({ target }: FocusEvent) => {
        const isSeen = target.matches(":focus-visible");
        if (isSeen) attend(key); // not where the focus only falls back to
        setFocus(isSeen);
        setInBar(isSeen && isInToolbar(target));
      },
      onPointerOver: ({ pointerType }: PointerEvent) => {
        if (pointerType !== "mouse") return;
        attend(key);
        setPointed(true);
      },
      onPointerLeave: () => setPointed(false),
    },
  };
}

function isInToolbar(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[role=toolbar]") !== null;
}
