import type { Person } from "../model/types";

/** Where somebody works, as seen from `mine`: the body is named when it is another. */
export function sectionOf(person: Person, mine: string): string {
  if (person.affiliation) return person.affiliation;
  const section = [person.department, person.post].filter(Boolean).join(" ");
  if (person.organization_id === mine) return section;
  return [person.organization, section].filter(Boolean).join(" ");
}
