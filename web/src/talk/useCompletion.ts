/** Whom to call after an @: people of the room, their departments, everybody. */
import { useEffect, useMemo, useState } from "react";
import { useText } from "../i18n";
import { answersTo, type Completion, closeness, completionAt } from "../model/draft";
import type { Id, Mention, Person, RoomCard } from "../model/types";
import { api, useMe } from "../state";

export interface Candidate {
  readonly key: string;
  readonly kind: Mention["kind"];
  readonly id: Id | null;
  /** What is written after the @. */
  readonly name: string;
  readonly note: string;
  readonly person: Person | null;
}

const SHOWN = 8;

export interface Completing {
  readonly at: Completion;
  readonly candidates: readonly Candidate[];
}

export function useCompletion(room: RoomCard, text: string, caret: number | null): Completing | null {
  const t = useText();
  const me = useMe().person.id;
  const at = useMemo(() => (caret === null ? null : completionAt(text, caret)), [text, caret]);
  const members = useMembers(room, at !== null);
  const candidates = useMemo(() => {
    if (at === null || members.length === 0) return [];
    const people = peopleFor(members, at.query, me);
    const others = [...everybody(members, at.query, t.talk.everybody, t.talk.everybodyText)];
    const departments = departmentsFor(members, at.query, t.talk.departmentText);
    return [...people, ...departments, ...others].slice(0, SHOWN);
  }, [at, members, me, t]);
  return at !== null && candidates.length > 0 ? { at, candidates } : null;
}

function peopleFor(members: readonly Person[], query: string, me: Id): readonly Candidate[] {
  return members
    .filter((person) => person.id !== me && person.status === "active" && answersTo(person, query))
    .sort((a, b) => closeness(a, query) - closeness(b, query) || a.kana.localeCompare(b.kana, "ja"))
    .slice(0, SHOWN - 2)
    .map((person) => ({
      key: person.id,
      kind: "person",
      id: person.id,
      name: person.name,
      note: [person.department ?? person.organization, person.post].filter(Boolean).join(" "),
      person,
    }));
}

function departmentsFor(
  members: readonly Person[],
  query: string,
  note: (n: number) => string,
): readonly Candidate[] {
  const sizes = new Map<Id, { name: string; n: number }>();
  for (const { department_id: id, department: name } of members) {
    if (id === null || name === null || !name.includes(query)) continue;
    sizes.set(id, { name, n: (sizes.get(id)?.n ?? 0) + 1 });
  }
  return [...sizes]
    .slice(0, SHOWN)
    .map(([id, { name, n }]) => ({ key: id, kind: "department", id, name, note: note(n), person: null }));
}

const EVERYBODY = ["all", "zenin", "ぜんいん"];

function everybody(
  members: readonly Person[],
  query: string,
  name: string,
  note: (n: number) => string,
): readonly Candidate[] {
  const fits = name.startsWith(query) || EVERYBODY.some((word) => word.startsWith(query.toLowerCase()));
  if (!fits || members.length < 3) return [];
  return [{ key: "all", kind: "all", id: null, name, note: note(members.length), person: null }];
}

// --- members, fetched when first needed ----------------------------------------------------------------------

const known = new Map<Id, { readonly count: number; readonly people: readonly Person[] }>();
const NOBODY: readonly Person[] = [];

function useMembers(room: RoomCard, isWanted: boolean): readonly Person[] {
  const [, setRound] = useState(0);
  const { id, member_count } = room;
  const remembered = known.get(id);
  const isFresh = remembered?.count === member_count;
  useEffect(() => {
    if (!isWanted || isFresh) return;
    const stop = new AbortController();
    api
      .members(id, stop.signal)
      .then(({ members }) => {
        known.set(id, { count: member_count, people: members.map((member) => member.person) });
        setRound((before) => before + 1);
      })
      .catch(() => undefined); // without candidates, one writes on
    return () => stop.abort();
  }, [id, member_count, isWanted, isFresh]);
  return remembered?.people ?? NOBODY;
}
