/** The words of attendance: fetched with it. */
import { useBilingual } from "../../i18n/useBilingual";
import { en } from "./en";
import { type AttendanceWords, ja } from "./ja";

export type { AttendanceWords } from "./ja";

export function useWords(): AttendanceWords {
  return useBilingual({ ja, en });
}
