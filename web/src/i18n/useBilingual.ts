import { currentLanguage, useText } from ".";

/** A page's own words, in both languages: they stand beside the page that uses them. */
export function useBilingual<W>(both: { readonly ja: W; readonly en: W }): W {
  useText(); // draws again when the language changes
  return currentLanguage() === "ja" ? both.ja : both.en;
}
