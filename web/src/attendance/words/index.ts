/** The words of attendance: fetched with it. */
import { useBilingual } from "../../i18n/useBilingual";
import { type AttendanceWords, ja } from "./ja";
import { en } from "./en";

export type { AttendanceWords } from "./ja";

export function useWords(): AttendanceWords {
  return useBilingual({ ja, en });
}
