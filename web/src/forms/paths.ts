/** The addresses of forms. */
export const SECTIONS = [
  "build",
  "languages",
  "check",
  "terms",
  "invited",
  "answers",
  "procedure",
  "payment",
  "identity",
  "systems",
  "figures",
  "versions",
  "rights",
] as const;
export type SectionId = (typeof SECTIONS)[number];

export function formPath(formId: string, section: SectionId = "build", of?: string): string {
  const path = `/forms/${encodeURIComponent(formId)}`;
  if (section === "build") return path;
  return of === undefined ? `${path}/${section}` : `${path}/${section}/${encodeURIComponent(of)}`;
}

/** The whole address, as it is passed on. */
export function addressOf(url: string): string {
  return new URL(url, location.origin).href;
}
