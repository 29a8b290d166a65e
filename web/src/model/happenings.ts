/** What happened in a room besides messages: lines of its timeline. They never change, so a number tells them apart. */
import type { RoomEntry } from "./entries";
import type { Happening, HappeningKind } from "./types";

export type Happenings = readonly Happening[];

export const NOTHING_HAPPENED: Happenings = [];

const KINDS: ReadonlySet<string> = new Set<HappeningKind>([
  "room.created",
  "room.changed",
  "room.reclassified",
  "room.archived",
  "room.unarchived",
  "member.joined",
  "member.left",
  "master.named",
  "master.withdrawn",
  "message.urged",
  "message.hidden",
  "question.solved",
  "question.reopened",
]);

/** An entry of the stream as the same line that a page would bring; null for what is no line. */
export function happeningOf(entry: RoomEntry): Happening | null {
  if (!KINDS.has(entry.k)) return null;
  const told = entry.b as Partial<Happening>;
  return {
    seq: entry.q,
    at: entry.at,
    by: entry.by,
    kind: entry.k as HappeningKind,
    member_id: told.member_id ?? null,
    removed: told.removed ?? false,
    name: told.name ?? null,
    purpose: told.purpose ?? null,
    open: told.open ?? null,
    history: told.history ?? null,
    room_class: told.room_class ?? null,
    reason: told.reason ?? null,
  };
}

export function withHappenings(known: Happenings, fresh: readonly Happening[]): Happenings {
  const seen = new Set(known.map(({ seq }) => seq));
  const added = fresh.filter(({ seq }) => !seen.has(seq));
  if (added.length === 0) return known;
  return [...known, ...added].sort((a, b) => a.seq - b.seq);
}

/** Several of a kind by the same person, one after the other, are one line: who came in at once. */
export interface HappeningLine {
  readonly key: string;
  readonly at: number;
  readonly first: Happening;
  readonly all: readonly Happening[];
}

export function linesOf(happenings: readonly Happening[]): readonly HappeningLine[] {
  const lines: Happening[][] = [];
  for (const each of happenings.filter(isTold)) {
    const line = lines.at(-1);
    const before = line?.[0];
    if (line && before && isAlike(before, each)) line.push(each);
    else lines.push([each]);
  }
  return lines.flatMap((all) => {
    const [first] = all;
    return first === undefined ? [] : [{ key: `happening-${first.seq}`, at: first.at, first, all }];
  });
}

/** Whom a department's room follows is no news of its timeline. */
function isTold({ kind, name, purpose, open, history }: Happening): boolean {
  return kind !== "room.changed" || name !== null || purpose !== null || open !== null || history !== null;
}

const GATHERED: ReadonlySet<HappeningKind> = new Set(["member.joined", "member.left"]);
const WITHIN_MS = 10 * 60_000;

function isAlike(a: Happening, b: Happening): boolean {
  const isSameDeed = a.kind === b.kind && a.removed === b.removed && byItself(a) === byItself(b);
  return GATHERED.has(a.kind) && isSameDeed && b.at - a.at < WITHIN_MS;
}

/** Who came or went of their own will stand together; whom somebody brought in, with who did. */
function byItself({ by, member_id }: Happening): string {
  return by === member_id ? "self" : (by ?? "rule");
}
