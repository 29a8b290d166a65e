/**
 * What was last read, kept on this device to be read without a line; only where the server says so, and only for whom
 * it said so. One row for the account it belongs to, one for each room.
 *
 * Promise: nothing is written once somebody has cleared it. A tab that does not know yet that the session is over finds
 * no row of its own, and stops.
 */
import type { Happening, Id, Me, Message, Person, RoomCard } from "../model/types";
import { BrowserDatabase, FULL } from "./database";

export interface KeptRoom {
  /** Of the room. */
  readonly key: Id;
  readonly card: RoomCard;
  readonly seq: number;
  readonly messages: readonly Message[];
  /** Its newest messages are here, be they none; else only its card is. */
  readonly isLoaded: boolean;
  readonly hasBefore: boolean;
  readonly happenings: readonly Happening[];
  /** Those of the messages I have confirmed; missing in what an earlier version kept. */
  readonly confirmed?: readonly Id[];
  /** Who wrote there, and with whom. */
  readonly people: readonly Person[];
}

export interface KeptAccount {
  readonly key: "account";
  readonly me: Me;
  readonly positions: Readonly<Record<string, number>>;
  /** When the server was last heard. */
  readonly contactAt: number;
}

export interface Kept {
  readonly account: KeptAccount;
  readonly rooms: readonly KeptRoom[];
}

const DATABASE = new BrowserDatabase("kairan-kept", ["account", "rooms"]);
/** A clock may be a little wrong; one that was turned back further is not believed. */
const CLOCK_MS = 5 * 60_000;

/** Whether what was kept may still be shown: the same as a session that nobody used. */
export function isReadable({ contactAt, me }: KeptAccount, now: number): boolean {
  return now >= contactAt - CLOCK_MS && now - contactAt <= me.limits.offline_ms;
}

/** What may be shown now; what is too old is cleared by asking. */
export async function readKept(now: number = Date.now()): Promise<Kept | null> {
  const account = await readAccount();
  if (account === null) return null;
  if (!isReadable(account, now)) {
    await eraseKept();
    return null;
  }
  const rooms = await DATABASE.run<KeptRoom[]>("rooms", "readonly", (store) => store.getAll());
  return { account, rooms: rooms === null || rooms === FULL ? [] : rooms };
}

async function readAccount(): Promise<KeptAccount | null> {
  const found = await DATABASE.run<KeptAccount | undefined>("account", "readonly", (store) =>
    store.get("account"),
  );
  return found === FULL ? null : (found ?? null);
}

/** After each start: another account's, or another session's of a person that may keep nothing here, goes. */
export async function beginKeeping(account: KeptAccount): Promise<void> {
  const before = await readAccount();
  if (before !== null && before.me.person.id !== account.me.person.id) await eraseKept();
  await DATABASE.run("account", "readwrite", (store) => store.put(account));
}

/** False: it is not ours any more, or there is no room; nothing was written then. */
export async function writeKept(
  account: KeptAccount,
  rooms: readonly KeptRoom[],
  isOver: (room: Id) => boolean,
): Promise<boolean> {
  let isOurs = false;
  const done = await DATABASE.within(["account", "rooms"], "readwrite", (stores) => {
    const asked = stores("account").get("account");
    asked.onsuccess = () => {
      isOurs = (asked.result as KeptAccount | undefined)?.me.person.id === account.me.person.id;
      if (!isOurs) return;
      stores("account").put(account);
      const table = stores("rooms");
      for (const room of rooms) table.put(room);
      const keys = table.getAllKeys();
      keys.onsuccess = () => {
        for (const key of keys.result) if (isOver(String(key))) table.delete(key);
      };
    };
  });
  return done === "done" && isOurs;
}

/** Of everybody: only one account is ever kept. */
export async function eraseKept(): Promise<void> {
  // Emptied first: deleting waits for tabs that are asleep.
  await DATABASE.within(["account", "rooms"], "readwrite", (stores) => {
    stores("account").clear();
    stores("rooms").clear();
  });
  await DATABASE.remove();
}

/** One account's own, and nobody else's who came in since. */
export async function forgetKept(member: Id): Promise<void> {
  if ((await readAccount())?.me.person.id === member) await eraseKept();
}

/** Clears what has become too old; also by the worker, while no page is open. */
export async function isStillReadable(now: number = Date.now()): Promise<boolean> {
  const account = await readAccount();
  if (account === null || isReadable(account, now)) return account !== null;
  await eraseKept();
  return false;
}
