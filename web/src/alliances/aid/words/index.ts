/** The words of mutual aid between bodies. */
import { useBilingual } from "../../../i18n/useBilingual";
import { en } from "./en";
import { type AidWords, ja } from "./ja";

export type { AidWords } from "./ja";

export function useAidWords(): AidWords {
  return useBilingual({ ja, en });
}
