/** The words of polls: fetched with them. */
import { useBilingual } from "../../i18n/useBilingual";
import { en } from "./en";
import { ja, type PollWords } from "./ja";

export type { PollWords } from "./ja";

export function useWords(): PollWords {
  return useBilingual({ ja, en });
}
