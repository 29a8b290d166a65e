/** The words of notes: fetched with them. */
import { useBilingual } from "../../i18n/useBilingual";
import { en } from "./en";
import { ja, type NoteWords } from "./ja";

export type { NoteWords } from "./ja";

export function useWords(): NoteWords {
  return useBilingual({ ja, en });
}
