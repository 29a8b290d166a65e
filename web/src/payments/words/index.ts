/** The words of payments: fetched with their screens. */
import { useBilingual } from "../../i18n/useBilingual";
import { en } from "./en";
import { ja, type PaymentWords } from "./ja";

export type { PaymentWords } from "./ja";

export function useWords(): PaymentWords {
  return useBilingual({ ja, en });
}
