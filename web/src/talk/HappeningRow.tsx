import { memo, useMemo } from "react";
import { type Text, useText } from "../i18n";
import { clockOf } from "../i18n/time";
import type { HappeningLine } from "../model/happenings";
import type { Happening, Id } from "../model/types";
import { usePeople } from "../state";
import { happenedWords } from "./happenedWords";
import styles from "./rows.module.css";

/** Who came, who went, what the room is called now: facts of the record, said quietly. */
const HappeningRow = memo(function HappeningRow({ line }: { line: HappeningLine }) {
  const t = useText();
  const { first, all } = line;
  const ids = useMemo(() => idsIn(first, all), [first, all]);
  const people = usePeople(ids);
  const nameOf = (id: Id | null) => people.find((person) => person.id === id)?.name ?? t.talk.unknownPerson;
  return (
    <p className={styles.happening}>
      {sentenceOf(first, all, nameOf, t)} <time className={styles.clock}>{clockOf(line.at)}</time>
    </p>
  );
});

export default HappeningRow;

const NAMED = 5;

function idsIn(first: Happening, all: readonly Happening[]): readonly Id[] {
  const members = all.slice(0, NAMED).map(({ member_id }) => member_id);
  return [first.by, ...members].filter((id) => id !== null);
}

function sentenceOf(
  first: Happening,
  all: readonly Happening[],
  nameOf: (id: Id | null) => string,
  t: Text,
): string {
  const s = happenedWords();
  const by = first.by === null ? null : nameOf(first.by);
  const whom = namesOf(all, nameOf, t);
  switch (first.kind) {
    case "room.created":
      return s.created(by);
    case "room.changed":
      return changeOf(first, by);
    case "room.reclassified":
      return s.reclassified(by, t.rooms.classes[first.room_class ?? 2]);
    case "room.archived":
      return s.archived(by);
    case "room.unarchived":
      return s.unarchived(by);
    case "member.joined":
      if (by === null) return s.cameByPost(whom);
      return first.by === first.member_id ? s.came(whom) : s.broughtIn(by, whom);
    case "member.left":
      return first.removed && by !== null ? s.takenOut(by, whom) : s.left(whom);
    case "master.named":
      return s.masterNamed(by, whom);
    case "master.withdrawn":
      return s.masterWithdrawn(by, whom);
    case "message.urged":
      return s.urged(by, first.reason ?? "");
    case "message.hidden":
      return s.hidden(by, first.reason ?? "");
    case "question.solved":
      return s.solved(by);
    case "question.reopened":
      return s.reopened(by);
    default:
      return first.kind satisfies never;
  }
}

function changeOf({ name, purpose, open, history }: Happening, by: string | null): string {
  const s = happenedWords();
  if (name !== null) return s.renamed(by, name);
  if (purpose !== null) return s.purpose(by);
  if (open !== null) return open ? s.opened(by) : s.closed(by);
  return history === "all" ? s.historyAll(by) : s.historyJoining(by);
}

function namesOf(all: readonly Happening[], nameOf: (id: Id | null) => string, t: Text): string {
  const names = all.slice(0, NAMED).map(({ member_id }) => happenedWords().person(nameOf(member_id)));
  const rest = all.length - names.length;
  const said = names.join(t.talk.nameSeparator);
  return rest > 0 ? happenedWords().others(said, rest) : said;
}
