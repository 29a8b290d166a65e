/**
 * Keeps what was last read on this device, while the server allows it, and brings it back where there is no line.
 *
 * Bounded: so many rooms, so many messages of each, and none that is older than two weeks. What policy lets nobody
 * download is not kept; a room that was left goes with the next writing.
 */
import { tailOf } from "../model/history";
import { allows } from "../model/may";
import { type Room, roomOf, withPage } from "../model/room";
import { byLatest } from "../model/rooms";
import type { Id, Message, Person } from "../model/types";
import { beginKeeping, eraseKept, type Kept, type KeptAccount, type KeptRoom, writeKept } from "../net/kept";
import { loadNewest } from "./load";
import { get, listen, type State } from "./store";

const CARDS = 200;
const ROOMS = 30;
const MESSAGES = 50;
const OLDEST_MS = 14 * 24 * 3_600_000;
const PAUSE_MS = 2_000;
const CONTACT_EVERY_MS = 60_000;
/** Read ahead, so that they are there without a line; one after the other, while nothing else happens. */
const READ_AHEAD = 10;

/** After each start that the server answered. */
export async function startKeeping(): Promise<void> {
  const { session } = get();
  if (session.phase !== "signed_in") return;
  stopKeeping();
  if (session.me.limits.offline_ms === 0) {
    await eraseKept();
    return;
  }
  const keeper = new Keeper(session.me.person.id);
  running = keeper;
  await keeper.start();
}

export function stopKeeping(): void {
  running?.stop();
  running = null;
}

let running: Keeper | null = null;

class Keeper {
  private readonly owner: Id;
  private readonly written = new Map<Id, Room>();
  private contactAt = Date.now();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private clock: ReturnType<typeof setInterval> | undefined;
  private isWriting = false;
  private forget: (() => void) | null = null;

  constructor(owner: Id) {
    this.owner = owner;
  }

  async start(): Promise<void> {
    const account = this.account(get());
    if (account === null) return;
    await beginKeeping(account);
    if (running !== this) return;
    this.forget = listen(this.changed);
    this.clock = setInterval(() => void this.write(), CONTACT_EVERY_MS);
    this.changed();
    await this.readAhead();
  }

  stop(): void {
    this.forget?.();
    clearTimeout(this.timer);
    clearInterval(this.clock);
  }

  private readonly changed = (): void => {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.write();
    }, PAUSE_MS);
  };

  private async readAhead(): Promise<void> {
    const rooms = [...get().rooms.values()].filter((room) => mayKeep(room, get()));
    const latest = rooms.sort((a, b) => byLatest(a.card, b.card)).slice(0, READ_AHEAD);
    for (const { id } of latest) {
      if (running !== this || get().connection.phase !== "live") return;
      await loadNewest(id).catch(() => undefined);
    }
  }

  private async write(): Promise<void> {
    if (this.isWriting) return this.changed();
    const state = get();
    if (state.connection.phase === "live") this.contactAt = Date.now();
    const account = this.account(state);
    if (account === null) return stopKeeping();
    if (account.me.limits.offline_ms === 0) {
      stopKeeping();
      return eraseKept();
    }
    const kept = roomsToKeep(state);
    const fresh = kept.filter(({ room }) => this.written.get(room.id) !== room);
    const known = new Set(kept.map(({ room }) => room.id));
    const oldest = Date.now() - OLDEST_MS;
    this.isWriting = true;
    const rows = fresh.map(({ room, withMessages }) => rowOf(room, withMessages, oldest, state));
    const isOurs = await writeKept(account, rows, (id) => !known.has(id));
    this.isWriting = false;
    // Somebody cleared it, or there is no room on the device: then this page keeps nothing more.
    if (!isOurs) return this.stop();
    for (const { room } of fresh) this.written.set(room.id, room);
  }

  private account({ session, positions }: State): KeptAccount | null {
    if (session.phase !== "signed_in" || session.me.person.id !== this.owner) return null;
    return { key: "account", me: session.me, positions, contactAt: this.contactAt };
  }
}

function mayKeep({ card }: Room, { session }: State): boolean {
  return session.phase === "signed_in" && card.mine !== null && allows(session.me.upto, "download", card);
}

function roomsToKeep(state: State): readonly { room: Room; withMessages: boolean }[] {
  return [...state.rooms.values()]
    .filter((room) => mayKeep(room, state))
    .sort((a, b) => byLatest(a.card, b.card))
    .slice(0, CARDS)
    .map((room, i) => ({ room, withMessages: i < ROOMS }));
}

function rowOf(room: Room, withMessages: boolean, oldest: number, { people }: State): KeptRoom {
  const tail = withMessages && !room.isBroken ? tailOf(room.history) : null;
  const all = tail?.messages ?? [];
  const messages = all.slice(-MESSAGES).filter(({ at }) => at >= oldest);
  const first = messages[0];
  const ids = new Set(messages.flatMap(peopleOf));
  const met = [...ids].flatMap((id) => people.get(id) ?? []);
  return {
    key: room.id,
    card: room.card,
    seq: room.seq,
    messages,
    isLoaded: messages.length > 0 || (tail !== null && all.length === 0),
    hasBefore: (tail?.hasBefore ?? true) || messages.length < all.length,
    happenings: first ? room.happenings.filter(({ seq }) => seq >= first.seq) : [],
    confirmed: messages.flatMap(({ id }) => (room.confirmed.has(id) ? [id] : [])),
    people: [...room.card.people, ...met],
  };
}

function peopleOf({ author_id, mentions, replies }: Message): readonly Id[] {
  return [author_id, ...mentions.flatMap(({ id }) => id ?? []), ...(replies?.member_ids ?? [])];
}

// --- brought back --------------------------------------------------------------------------------------------

/** What the screen shows from what was kept, until the server is heard. */
export function stateOf({ account, rooms }: Kept): Pick<State, "session" | "rooms" | "people" | "positions"> {
  const { me, positions } = account;
  const self = { id: me.person.id, department_id: me.person.department_id };
  const people: Person[] = [me.person, ...rooms.flatMap((row) => row.people)];
  return {
    session: { phase: "signed_in", me },
    rooms: new Map(rooms.map((row) => [row.key, roomFrom(row, self)])),
    people: new Map(people.map((person) => [person.id, person])),
    positions,
  };
}

function roomFrom(row: KeptRoom, self: Room["self"]): Room {
  const room = roomOf(row.card, self, row.seq);
  if (!row.isLoaded) return room;
  const page = {
    messages: row.messages,
    people: row.people,
    has_before: row.hasBefore,
    has_after: false,
    seq: row.seq,
    happenings: row.happenings,
    confirmed: row.confirmed ?? [],
  };
  const laid = withPage(room, page);
  return laid === "stale" ? room : laid;
}
