/** What the server's frames do to the state. Pure: what must be asked of the server is returned as errands. */
import type { EntryFrame, MemberEntry, RoomEntry, ServerFrame } from "../model/entries";
import { afterArrival, type Outbox } from "../model/outbox";
import { placed, threadPlaced } from "../model/ownReading";
import { after, broken, type Room, withMovedMarks, withMovedThreadMarks } from "../model/room";
import { idIn } from "../model/rooms";
import type { Id, RoomCard } from "../model/types";
import type { State } from "./store";

/** What the frames make necessary. */
export type Errand =
  | { readonly t: "resume" }
  | { readonly t: "restart" }
  | { readonly t: "fetch_room"; readonly room: Id }
  | { readonly t: "fetch_me" }
  | { readonly t: "directory" }
  | { readonly t: "announced"; readonly urgent: boolean }
  | { readonly t: "reminded" }
  | { readonly t: "planned"; readonly isRefused: boolean }
  | { readonly t: "tasks" }
  | { readonly t: "circulars"; readonly isMine: boolean }
  | { readonly t: "heard"; readonly entry: Extract<RoomEntry, { k: "message.posted" }>; readonly room: Id };

export interface Outcome {
  readonly state: State;
  readonly errands: readonly Errand[];
}

const TYPING_MS = 4_000;
/** In the directory's stream: what is no change of the directory. */
const TOLD_TO_ALL: ReadonlySet<MemberEntry["k"]> = new Set(["announcements.changed", "circulars.changed"]);

export function afterFrames(state: State, frames: readonly ServerFrame[], now: number): Outcome {
  const work = new Work(state, now);
  for (const frame of frames) {
    if (!work.take(frame)) break;
  }
  return work.outcome();
}

/** One batch: rooms are copied once, however many entries it brings. */
class Work {
  private state: State;
  private readonly now: number;
  private rooms: Map<Id, Room>;
  private areRoomsChanged = false;
  private readonly arrived: { id: Id; client_key: string | null }[] = [];
  private readonly errands: Errand[] = [];

  constructor(state: State, now: number) {
    this.state = state;
    this.now = now;
    this.rooms = new Map(state.rooms);
  }

  outcome(): Outcome {
    const outbox: Outbox = afterArrival(this.state.outbox, this.arrived);
    const rooms = this.areRoomsChanged ? this.rooms : this.state.rooms;
    return { state: { ...this.state, rooms, outbox }, errands: this.errands };
  }

  /** False: what follows cannot be used, the stream must be resumed first. */
  take(frame: ServerFrame): boolean {
    switch (frame.t) {
      case "entry":
        return this.entry(frame);
      case "refetch":
        this.refetch(frame.s, frame.q);
        return true;
      case "closed":
        this.close(frame.s);
        return true;
      case "marks":
        this.update(idIn(frame.s, "room"), (room) =>
          frame.root === null
            ? withMovedMarks(room, frame.marks)
            : withMovedThreadMarks(room, frame.root, frame.marks),
        );
        return true;
      case "mine":
        this.moved(frame.room, frame.root, frame.n, frame.rewinds);
        return true;
      case "typing":
        this.typing(idIn(frame.s, "room"), frame.member_id);
        return true;
      case "welcome":
        this.welcome(frame.rules);
        return true;
      case "current":
      case "bye":
      case "pong":
        return true;
      default:
        return this.unknown(frame);
    }
  }

  /** The connection came in under another policy than what I know of myself. */
  private welcome(rules: number): void {
    const { session } = this.state;
    if (session.phase === "signed_in" && session.me.rules !== rules) this.errands.push({ t: "fetch_me" });
  }

  /** A newer server may say more than we know. */
  private unknown(_: never): boolean {
    return true;
  }

  private update(id: Id | null, change: (room: Room) => Room): void {
    const room = id === null ? undefined : this.rooms.get(id);
    if (room === undefined) return;
    const next = change(room);
    if (next !== room) this.put(next);
  }

  /** My own position, on another device. */
  private moved(id: Id, root: Id | null, n: number, rewinds: number): void {
    this.update(id, (room) => {
      const next = root === null ? placed(room, n, rewinds) : threadPlaced(room, root, n, rewinds);
      if (next === null) this.errands.push({ t: "fetch_room", room: id });
      return next ?? room;
    });
  }

  private put(room: Room): void {
    this.rooms.set(room.id, room);
    this.areRoomsChanged = true;
  }

  private entry(frame: EntryFrame): boolean {
    const room = idIn(frame.s, "room");
    return room === null ? this.personal(frame as MemberEntry) : this.inRoom(room, frame as RoomEntry);
  }

  private inRoom(id: Id, entry: RoomEntry): boolean {
    const room = this.rooms.get(id);
    if (room === undefined) return true; // its card is being fetched, and will contain this
    const next = after(room, entry);
    if (next === "gap") {
      this.errands.push({ t: "resume" });
      return false;
    }
    if (next === room) return true;
    this.put(next);
    if (entry.k === "message.posted") {
      this.arrived.push(entry.b);
      this.silence(id, entry.by);
      this.errands.push({ t: "heard", entry, room: id });
    }
    return true;
  }

  /** The member's own stream and the directory's. */
  private personal(entry: MemberEntry): boolean {
    const position = this.state.positions[entry.s] ?? 0;
    if (entry.q <= position) return true;
    if (entry.q > position + 1) {
      this.errands.push({ t: "resume" });
      return false;
    }
    this.state = { ...this.state, positions: { ...this.state.positions, [entry.s]: entry.q } };
    if (idIn(entry.s, "directory") === null || TOLD_TO_ALL.has(entry.k)) this.mine(entry);
    else this.errands.push({ t: "directory" });
    return true;
  }

  private mine(entry: MemberEntry): void {
    switch (entry.k) {
      case "room.entered":
        this.errands.push({ t: "fetch_room", room: entry.b.room_id });
        return;
      case "room.exited":
        this.close(entry.b.closes);
        return;
      case "settings.changed":
        this.settings(entry.b.settings);
        return;
      case "room.kept":
        this.update(entry.b.room_id, (room) => ({ ...room, card: keptAs(room.card, entry.b) }));
        return;
      case "profile.changed":
        this.errands.push({ t: "fetch_me" });
        return;
      case "announcements.changed":
        this.errands.push({ t: "announced", urgent: entry.b.urgent });
        return;
      case "tasks.changed":
        this.errands.push({ t: "tasks" });
        return;
      case "circulars.changed":
        this.errands.push({ t: "circulars", isMine: idIn(entry.s, "directory") === null });
        return;
      case "own_reminders.changed":
        if (entry.b.told) this.errands.push({ t: "reminded" });
        return;
      case "planned.changed":
        this.errands.push({ t: "planned", isRefused: entry.b.refused });
        return;
      case "broadcasts.changed":
        this.errands.push({ t: "announced", urgent: entry.b.is_urgent });
        return;
      case "announcement.confirmed":
        this.errands.push({ t: "announced", urgent: true });
        return;
      case "session.ended":
        return; // the connection says so, if it is this one
      default:
        this.unknown(entry);
    }
  }

  private settings(settings: Extract<MemberEntry, { k: "settings.changed" }>["b"]["settings"]): void {
    const { session } = this.state;
    if (session.phase !== "signed_in") return;
    this.state = { ...this.state, session: { ...session, me: { ...session.me, settings } } };
  }

  private refetch(stream: string, q: number): void {
    const id = idIn(stream, "room");
    if (id === null) {
      this.state = { ...this.state, positions: { ...this.state.positions, [stream]: q } };
      // Memberships may have changed unheard.
      this.errands.push(idIn(stream, "member") === null ? { t: "directory" } : { t: "restart" });
      return;
    }
    const room = this.rooms.get(id);
    if (room) this.put(broken(room, q));
    this.errands.push({ t: "fetch_room", room: id });
  }

  private close(stream: string): void {
    const id = idIn(stream, "room");
    if (id === null || !this.rooms.delete(id)) return;
    this.areRoomsChanged = true;
    this.state = { ...this.state, closed: new Set(this.state.closed).add(id) };
  }

  private typing(room: Id | null, member: Id): void {
    if (room === null) return;
    const inRoom = new Map(this.state.typing.get(room)).set(member, this.now + TYPING_MS);
    this.state = { ...this.state, typing: new Map(this.state.typing).set(room, inRoom) };
  }

  /** Whoever has posted is not typing any more. */
  private silence(room: Id, member: Id | null): void {
    const inRoom = this.state.typing.get(room);
    if (member === null || !inRoom?.has(member)) return;
    const left = new Map(inRoom);
    left.delete(member);
    this.state = { ...this.state, typing: new Map(this.state.typing).set(room, left) };
  }
}

function keptAs(card: RoomCard, kept: Extract<MemberEntry, { k: "room.kept" }>["b"]): RoomCard {
  if (card.mine === null) return card;
  const { mine } = card;
  const favourite = kept.favourite ?? mine.favourite;
  const notify = kept.notify ?? mine.notify;
  const section = kept.section === undefined ? mine.section : kept.section;
  const hide_quiet = kept.hide_quiet ?? mine.hide_quiet;
  return { ...card, mine: { ...mine, favourite, notify, section, hide_quiet } };
}
