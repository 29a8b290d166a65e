/** The words of meetings: fetched with them. */
import { useBilingual } from "../../i18n/useBilingual";
import { en } from "./en";
import { ja, type MeetingWords } from "./ja";

export type { MeetingWords } from "./ja";

export function useWords(): MeetingWords {
  return useBilingual({ ja, en });
}
