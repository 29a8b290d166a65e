import { useEffect, useSyncExternalStore } from "react";
import { areVariantsKnown, learnVariants, listenToVariants } from "../model/fold";

/** Draws again once the table of 異体字 is there; asked for when somebody begins to look for something. */
export function useVariants(isWanted = true): boolean {
  useEffect(() => {
    if (isWanted) learnVariants().catch(() => undefined); // then a name is found by the character it is written with
  }, [isWanted]);
  return useSyncExternalStore(listenToVariants, areVariantsKnown);
}
