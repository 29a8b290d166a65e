/** The words of the counter: fetched with it. */
import { useBilingual } from "../../i18n/useBilingual";
import { en } from "./en";
import { type CounterWords, ja } from "./ja";

export type { CounterWords } from "./ja";

export function useWords(): CounterWords {
  return useBilingual({ ja, en });
}
