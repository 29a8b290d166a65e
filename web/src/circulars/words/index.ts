/** The words of circulars: fetched with them. */
import { useBilingual } from "../../i18n/useBilingual";
import { en } from "./en";
import { type CircularWords, ja } from "./ja";

export type { CircularWords } from "./ja";

export function useWords(): CircularWords {
  return useBilingual({ ja, en });
}
