import type { FormFault } from "./document";
import { TONGUES } from "./languages/translating";
import type { FormWords } from "./words";

/** What a fault says, with the language or the personal data it is about. */
export function faultText(fault: FormFault, w: FormWords): string {
  if (fault.code === "no_translation") return w.noTranslationIn(nameOf(fault.tongue), fault.count);
  if (fault.asks !== "") return w.dataUnexplained(w.personalData[fault.asks]);
  return w.faults[fault.code];
}

/** What tells a fault from every other of its form. */
export const faultKey = ({ code, at, tongue, asks }: FormFault) => `${code} ${at} ${tongue} ${asks}`;

const nameOf = (tongue: string) => TONGUES.find(([one]) => one === tongue)?.[1] ?? tongue;
