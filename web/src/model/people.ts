/** Everybody we have met in an answer of the server, by id. */
import type { Id, Person } from "./types";

export type People = ReadonlyMap<Id, Person>;

export const NOBODY: People = new Map();

/** Later answers win; the same value comes back when they say nothing new. */
export function met(people: People, others: readonly Person[]): People {
  let next: Map<Id, Person> | null = null;
  for (const person of others) {
    const known = (next ?? people).get(person.id);
    if (known && isSame(known, person)) continue;
    next ??= new Map(people);
    next.set(person.id, person);
  }
  return next ?? people;
}

function isSame(a: Person, b: Person): boolean {
  return (Object.keys(a) as (keyof Person)[]).every(
    (field) => a[field] === b[field] || (field === "former" && isSamePast(a, b)),
  );
}

/** What was does not change; it only grows. */
function isSamePast({ former: a }: Person, { former: b }: Person): boolean {
  return a.length === b.length && a.at(-1)?.until === b.at(-1)?.until;
}

/** Somebody with the post they held at an instant: what they wrote then stays under it. */
export function asOf<P extends Person | null>(person: P, at: number): P {
  const then = person?.former.find(({ until }) => at < until);
  if (person === null || then === undefined) return person;
  const { department_id, department, post } = then;
  return { ...person, department_id, department, post };
}

/** A list of people by department, for calling those who have not read. */
export interface Section {
  readonly name: string;
  readonly people: readonly Person[];
}

export function bySection(people: readonly Person[], ownOrganization: Id): readonly Section[] {
  const sections = new Map<string, Person[]>();
  for (const person of people) {
    const name = sectionOf(person, ownOrganization);
    const present = sections.get(name);
    if (present) present.push(person);
    else sections.set(name, [person]);
  }
  return [...sections].map(([name, members]) => ({ name, people: members }));
}

/** 福祉課; with the body in front for people of another one. */
export function sectionOf(person: Person, ownOrganization: Id): string {
  const department = person.department ?? "";
  if (person.organization_id === ownOrganization) return department;
  return [person.organization, department].filter((part) => part !== "").join(" ");
}
