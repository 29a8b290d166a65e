/** On paper one wants the talk, not the screen: before the browser prints, the sheet takes the page's place. */
import { type ComponentType, useEffect, useState } from "react";
import { flushSync } from "react-dom";

type Sheet = typeof import("./PrintSheet").default;

const FETCH_AFTER_MS = 4_000;
let sheet: Sheet | null = null;

async function fetchSheet(): Promise<void> {
  sheet ??= (await import("./PrintSheet")).default;
}

export function usePrinting(): ComponentType<Parameters<Sheet>[0]> | null {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => void fetchSheet().catch(() => undefined), FETCH_AFTER_MS);
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    return () => {
      clearTimeout(timer);
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
    };
  }, []);
  return isPrinting ? sheet : null;
}

/** From the menu: the sheet is fetched first, should it not be there yet. */
export async function printRoom(): Promise<void> {
  await fetchSheet();
  print();
}
