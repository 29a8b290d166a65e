import { useEffect } from "react";

export const SOON_MS = 1_500;

/** Positions are told a moment before they are written: what disagrees with the timeline is asked for once more. */
export function useAgreement(
  answered: number | undefined,
  counted: number | undefined,
  again: () => void,
): void {
  useEffect(() => {
    if (answered === undefined || counted === undefined || answered === counted) return;
    const timer = setTimeout(again, SOON_MS);
    return () => clearTimeout(timer);
  }, [answered, counted, again]);
}
