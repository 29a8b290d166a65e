/** The words of incidents: fetched with them. */
import { useBilingual } from "../../../i18n/useBilingual";
import { en } from "./en";
import { type IncidentWords, ja } from "./ja";

export type { IncidentWords } from "./ja";

export function useIncidentWords(): IncidentWords {
  return useBilingual({ ja, en });
}
