import { useEffect, useRef } from "react";
import { narrowing } from "./api";

const EVERY_MS = 800;

/**
 * Tells when anything changed in the cases one reads; while nobody looks, nothing is asked. A listener that returns
 * false is told again: it could not use it just now.
 */
export function usePulse(onChange: () => boolean): void {
  const tell = useRef(onChange);
  useEffect(() => {
    tell.current = onChange;
  }, [onChange]);
  useEffect(() => {
    const giveUp = new AbortController();
    const known = { body: -1, last: null as number | null, isOwed: false };
    let isAsking = false;
    const hear = async () => {
      const { body_at, changed_at } = await narrowing.pulse(known.body, giveUp.signal);
      known.body = body_at;
      if (changed_at === null) return;
      known.isOwed ||= known.last !== null && changed_at !== known.last;
      known.last = changed_at;
    };
    const look = async () => {
      if (isAsking || document.hidden) return;
      isAsking = true;
      try {
        await hear();
        if (known.isOwed && !giveUp.signal.aborted) known.isOwed = !tell.current();
      } catch {
        // Without a line it is asked again: the list itself says that it could not be loaded.
      } finally {
        isAsking = false;
      }
    };
    void look();
    const timer = setInterval(() => void look(), EVERY_MS);
    const back = () => void look();
    document.addEventListener("visibilitychange", back);
    return () => {
      giveUp.abort();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", back);
    };
  }, []);
}
