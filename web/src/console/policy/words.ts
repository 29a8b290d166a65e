/** The policy page's words. */
import { currentLanguage, useText } from "../../i18n";
import { en } from "./en";
import { ja } from "./ja";
import type { PolicyWords } from "./PolicyWords";

export function usePolicyWords(): PolicyWords {
  useText(); // draws again when the language changes
  return policyWords();
}

export function policyWords(): PolicyWords {
  return currentLanguage() === "ja" ? ja : en;
}

/** A face by its usual name; one of the operator's own by the name they gave it. */
export function faceName(face: string, w: PolicyWords): string {
  return w.faces[face] ?? face;
}
