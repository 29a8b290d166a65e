/** The words of identity: fetched with their screens. */
import { useBilingual } from "../../i18n/useBilingual";
import { en } from "./en";
import { type IdentityWords, ja } from "./ja";

export type { IdentityWords } from "./ja";

export function useWords(): IdentityWords {
  return useBilingual({ ja, en });
}
