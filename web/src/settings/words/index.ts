/** The words of the settings: fetched with their page. */
import { currentLanguage, useText } from "../../i18n";
import { en } from "./en";
import { ja, type Words } from "./ja";

export type { Words } from "./ja";

export function useWords(): Words {
  useText(); // draws again when the language changes
  return currentLanguage() === "ja" ? ja : en;
}
