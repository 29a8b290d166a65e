/** My reactions: shown at once, and told when the server can be reached; of several wishes for one sign the last counts. */
import { reactedBy } from "../model/room";
import type { Id } from "../model/types";
import { api } from "../net/api";
import { Problem } from "../net/problem";
import { updateRoom } from "./store";

interface Wish {
  readonly room: Id;
  readonly message: Id;
  readonly emoji: string;
  readonly by: Id;
  readonly isAdded: boolean;
}

/** The last wish for each sign, until it is told; what could not be told waits here for the connection. */
const latest = new Map<string, Wish>();

const keyOf = ({ message, emoji }: Wish) => `${message} ${emoji}`;

function show({ room, message, emoji, by }: Wish, isAdded: boolean): void {
  updateRoom(room, (before) => reactedBy(before, message, emoji, by, isAdded));
}

const tell = ({ message, emoji, isAdded }: Wish) =>
  isAdded ? api.react(message, emoji) : api.unreact(message, emoji);

/** Rejects with a refusal that will not change; the silence of the server is waited out. */
export async function react(wish: Wish): Promise<void> {
  const key = keyOf(wish);
  show(wish, wish.isAdded);
  latest.set(key, wish);
  try {
    await tell(wish);
    forget(key, wish);
  } catch (error) {
    if (!(error instanceof Problem) || error.isPassing || !forget(key, wish)) return;
    show(wish, !wish.isAdded);
    throw error;
  }
}

function forget(key: string, wish: Wish): boolean {
  return latest.get(key) === wish && latest.delete(key);
}

/** Called when the connection is back; told twice is told once. */
export function tellReactions(): void {
  for (const wish of [...latest.values()]) react(wish).catch(() => undefined); // refused: taken back on screen
}

export function forgetReactions(): void {
  latest.clear();
}
