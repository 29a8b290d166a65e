import type { languages as words } from "./ja.languages";

export const languages: typeof words = {
  languagesSection: "Languages",
  languagesLead:
    "Write the texts of the form in other languages, beside each other. Residents choose the language at the top of a page. What is not translated is shown in Japanese.",
  languagesChoose: "Choose languages",
  languagesChosen: "Done",
  languageUsed: "Switched off, its translations are deleted (“Undo” brings them back).",
  noLanguages: "No other language yet",
  noLanguagesText: "Choose easy Japanese, English or another, and write the translations here.",
  languageShown: "Language",
  languageWhole: "Everything is translated",
  languageMissing: (count) => `Not translated: ${count}`,
  translationMissing: "Not translated",
  translationOutdated:
    "The Japanese text has changed. Please change the translation, or press the button below if it is still right. Until then Japanese is shown.",
  translationStillGood: "Still right",
  noTranslationIn: (name, count) => `${name}: texts without a translation, shown in Japanese: ${count}.`,
};
