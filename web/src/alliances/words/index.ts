/** The words of alliances: fetched with their pages. */
import { useBilingual } from "../../i18n/useBilingual";
import { en } from "./en";
import { type AllianceWords, ja } from "./ja";

export type { AllianceWords } from "./ja";

export function useWords(): AllianceWords {
  return useBilingual({ ja, en });
}
