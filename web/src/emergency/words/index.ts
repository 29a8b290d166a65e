/** The words of broadcasts: fetched with them. */
import { useBilingual } from "../../i18n/useBilingual";
import { en } from "./en";
import { type EmergencyWords, ja } from "./ja";

export type { EmergencyWords } from "./ja";

export function useWords(): EmergencyWords {
  return useBilingual({ ja, en });
}
