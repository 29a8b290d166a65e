/** Finding people and departments by a few characters: names, readings, sections, bodies; and who fits best. */
import { foldedTight } from "./fold";
import { readingOf } from "./readings";
import type { Person } from "./types";

/** Name, reading (in either kana), section (also by its reading), affiliation or body contain what was typed. */
export function answersTo(person: Person, query: string): boolean {
  const wanted = foldedTight(query);
  return wanted === "" || fieldsOf(person).some((field) => field.includes(wanted));
}

/** Those whose name or reading begins with it come first. */
export function closeness(person: Person, query: string): number {
  const wanted = foldedTight(query);
  if (foldedTight(person.name).startsWith(wanted) || foldedTight(person.kana).startsWith(wanted)) return 0;
  return placesOf(person).some((field) => field.startsWith(wanted)) ? 1 : 2;
}

export function departmentAnswersTo(name: string, query: string): boolean {
  const wanted = foldedTight(query);
  return (
    wanted === "" || [foldedTight(name), readingOf(foldedTight(name))].some((field) => field.includes(wanted))
  );
}

function fieldsOf(person: Person): readonly string[] {
  return [
    foldedTight(person.name),
    foldedTight(person.kana),
    ...placesOf(person),
    foldedTight(person.post ?? ""),
  ];
}

function placesOf({ department, affiliation, organization }: Person): readonly string[] {
  const section = foldedTight(department ?? "");
  return [section, readingOf(section), foldedTight(affiliation ?? ""), foldedTight(organization)];
}
