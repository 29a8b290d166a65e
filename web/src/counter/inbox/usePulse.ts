import { useEffect, useRef } from "react";
import { narrowing } from "./api";

const EVERY_MS = 4_000;

/** Tells when anything changed in the inbox that is on screen; while nobody looks, nothing is asked. */
export function usePulse(onChange: () => void): void {
  const tell = useRef(onChange);
  useEffect(() => {
    tell.current = onChange;
  }, [onChange]);
  useEffect(() => {
    const giveUp = new AbortController();
    let last: number | null = null;
    let isAsking = false;
    const look = async () => {
      if (isAsking || document.hidden) return;
      isAsking = true;
      try {
        const { changed_at } = await narrowing.pulse(giveUp.signal);
        if (last !== null && changed_at !== last && !giveUp.signal.aborted) tell.current();
        last = changed_at;
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
