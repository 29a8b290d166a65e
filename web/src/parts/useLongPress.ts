/** A finger that stays: what it opens comes while it is still down, and its lifting presses nothing underneath. */
import { type PointerEvent, useEffect, useRef } from "react";

const LONG_PRESS_MS = 450;
const STRAYED_PX = 10;
/** The click that a browser makes of the lifting comes within this time, if at all. */
const CLICK_MS = 700;

/** On something inside that has a long press of its own. */
export const OWN_PRESS = "data-own-press";

export function useLongPress(act: () => void) {
  const timer = useRef(0);
  const from = useRef({ x: 0, y: 0 });
  const stop = () => clearTimeout(timer.current);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.pointerType !== "touch" || isOwn(event)) return;
      from.current = { x: event.clientX, y: event.clientY };
      stop();
      timer.current = window.setTimeout(() => {
        swallowClick();
        act();
      }, LONG_PRESS_MS);
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onPointerMove: (event: PointerEvent) => {
      if (Math.hypot(event.clientX - from.current.x, event.clientY - from.current.y) > STRAYED_PX) stop();
    },
  };
}

function isOwn({ target, currentTarget }: PointerEvent): boolean {
  const own = target instanceof Element ? target.closest(`[${OWN_PRESS}]`) : null;
  return own !== null && own !== currentTarget;
}

/** Photos, links and buttons under the finger were not pressed, but held. */
export function swallowClick(): void {
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  const ends = ["click", "contextmenu"] as const;
  for (const end of ends) addEventListener(end, swallow, { capture: true });
  const stop = () =>
    setTimeout(() => {
      for (const end of ends) removeEventListener(end, swallow, { capture: true });
    }, CLICK_MS);
  addEventListener("pointerup", stop, { capture: true, once: true });
  addEventListener("pointercancel", stop, { capture: true, once: true });
}
