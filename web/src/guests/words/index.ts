/** The words about guests: fetched with the pages that say them. */
import { currentLanguage, useText } from "../../i18n";
import { en } from "./en";
import { ja, type Words } from "./ja";

export type { Words } from "./ja";

export function useWords(): Words {
  useText(); // draws again when the language changes
  return currentLanguage() === "ja" ? ja : en;
}
