/** Who fits what is typed after an @. Fetched when somebody first types one. */
import type { Text } from "../i18n";
import { answersTo, closeness, departmentAnswersTo } from "../model/finding";
import { foldedTight, learnVariants } from "../model/fold";
import type { Id, Person } from "../model/types";
import { bringingWords } from "./bringingWords";
import type { Candidate } from "./candidate";

const PEOPLE = 40;
const DEPARTMENTS = 10;
const OUTSIDERS = 4;

export interface Asked {
  readonly query: string;
  readonly me: Id;
  readonly members: readonly Person[];
  /** Whom the directory knows by these words. */
  readonly found: readonly Person[];
  readonly mayInvite: boolean;
}

/** Everybody's input method writes 高 for 髙: the table of such characters comes with the rest. */
export async function prepare(): Promise<void> {
  await learnVariants().catch(() => undefined); // then a name is found by the character it is written with
}

export function candidatesFor(
  { query, me, members, found, mayInvite }: Asked,
  t: Text,
): readonly Candidate[] {
  if (members.length === 0) return [];
  return [
    ...peopleFor(members, query, me),
    ...departmentsFor(members, query, t.talk.departmentText),
    ...everybody(members, query, t),
    ...outsiders(members, found, query, mayInvite),
  ];
}

function peopleFor(members: readonly Person[], query: string, me: Id): readonly Candidate[] {
  return members
    .filter((person) => person.id !== me && person.status === "active" && answersTo(person, query))
    .sort((a, b) => closeness(a, query) - closeness(b, query) || a.kana.localeCompare(b.kana, "ja"))
    .slice(0, PEOPLE)
    .map((person) => ({ ...candidateOf(person), note: noteOn(person) }));
}

function candidateOf(person: Person): Omit<Candidate, "note"> {
  return { key: person.id, kind: "person", id: person.id, name: person.name, person };
}

function noteOn(person: Person): string {
  return [person.affiliation ?? person.department ?? person.organization, person.post]
    .filter(Boolean)
    .join(" ");
}

function departmentsFor(
  members: readonly Person[],
  query: string,
  note: (n: number) => string,
): readonly Candidate[] {
  const sizes = new Map<Id, { name: string; n: number }>();
  for (const { department_id: id, department: name } of members) {
    if (id === null || name === null || !departmentAnswersTo(name, query)) continue;
    sizes.set(id, { name, n: (sizes.get(id)?.n ?? 0) + 1 });
  }
  return [...sizes]
    .slice(0, DEPARTMENTS)
    .map(([id, { name, n }]) => ({ key: id, kind: "department", id, name, note: note(n), person: null }));
}

const EVERYBODY = ["all", "zenin", "ぜんいん"];

function everybody(members: readonly Person[], query: string, t: Text): readonly Candidate[] {
  const name = t.talk.everybody;
  const wanted = foldedTight(query);
  if (![foldedTight(name), ...EVERYBODY].some((word) => word.startsWith(wanted))) return [];
  const note = t.talk.everybodyText(members.length);
  return [{ key: "all", kind: "all", id: null, name, note, person: null }];
}

function outsiders(
  members: readonly Person[],
  found: readonly Person[],
  query: string,
  mayInvite: boolean,
): readonly Candidate[] {
  const present = new Set(members.map(({ id }) => id));
  return found
    .filter((person) => !present.has(person.id) && person.status === "active" && answersTo(person, query))
    .slice(0, OUTSIDERS)
    .map((person) => ({
      ...candidateOf(person),
      key: `outside ${person.id}`,
      note: [noteOn(person), mayInvite ? bringingWords().bringInNote : bringingWords().notInRoom].join("　"),
      isOutside: true,
      isRefused: !mayInvite,
    }));
}
