import { useEffect, useRef, useState } from "react";
import type { BuildingNow } from "../api/generated";
import { forms } from "./api";

const EVERY_MS = 4_000;

/** Says that this screen builds a form, and who else does; while nobody looks, nothing is said. */
export function useBuilders(formId: string, isOn: boolean, onNews: (now: BuildingNow) => void) {
  const [now, setNow] = useState<BuildingNow | null>(null);
  const tell = useRef(onNews);
  useEffect(() => {
    tell.current = onNews;
  }, [onNews]);
  useEffect(() => {
    if (!isOn) return;
    const giveUp = new AbortController();
    let isAsking = false;
    const look = async () => {
      if (isAsking || document.hidden) return;
      isAsking = true;
      try {
        const said = await forms.building(formId, giveUp.signal);
        if (giveUp.signal.aborted) return;
        setNow(said);
        tell.current(said);
      } catch {
        // Without a line one learns of it when the draft is saved: nothing is lost by that.
        if (!giveUp.signal.aborted) setNow(null);
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
  }, [formId, isOn]);
  return now;
}
