/** The reader's half of what the server says in both languages, "English / 日本語"; all of it where there is one only. */
export function localizedPart(said: string, language: "ja" | "en"): string {
  const [en = said, ja = said] = said.split(" / ", 2);
  return language === "ja" ? ja : en;
}
