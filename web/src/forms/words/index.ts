/** The words of forms: fetched with them, since not everybody builds forms. */
import { useBilingual } from "../../i18n/useBilingual";
import { en } from "./en";
import { type FormWords, ja } from "./ja";

export type { FormWords } from "./ja";

export function useWords(): FormWords {
  return useBilingual({ ja, en });
}
