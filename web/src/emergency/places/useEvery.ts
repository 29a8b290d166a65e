import { useEffect } from "react";

/** Do something again and again while the page is looked at. */
export function useEvery(ms: number, act: () => void, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") act();
    }, ms);
    return () => clearInterval(timer);
  }, [ms, act, isOn]);
}
