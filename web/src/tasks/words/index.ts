/** The words of tasks: fetched with them. */
import { useBilingual } from "../../i18n/useBilingual";
import { en } from "./en";
import { ja, type TaskWords } from "./ja";

export type { TaskWords } from "./ja";

export function useWords(): TaskWords {
  return useBilingual({ ja, en });
}
