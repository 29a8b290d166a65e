/** Those who want to know at once: of a new message, and of one's own reminder whose time has come. */
import { callsTo } from "../model/message";
import type { Errand } from "./frames";
import type { NewMessageSeen } from "./shape";
import { get, me } from "./store";

const heard = new Set<(seen: NewMessageSeen) => void>();
const reminded = new Set<() => void>();
let isReminderUnheard = false;

/** Called when the time of one of my own reminders has come, also if that was while the page was still being drawn. */
export function hearReminders(listener: () => void): () => void {
  reminded.add(listener);
  if (isReminderUnheard) {
    isReminderUnheard = false;
    listener();
  }
  return () => reminded.delete(listener);
}

export function tellReminded(): void {
  isReminderUnheard = reminded.size === 0;
  for (const listener of reminded) listener();
}

const planned = new Set<(isRefused: boolean) => void>();

/** Called when what I have planned to send is other than before: planned elsewhere, sent, or refused. */
export function hearPlanned(listener: (isRefused: boolean) => void): () => void {
  planned.add(listener);
  return () => planned.delete(listener);
}

export function tellPlanned(isRefused: boolean): void {
  for (const listener of planned) listener(isRefused);
}

export function hearMessages(listener: (seen: NewMessageSeen) => void): () => void {
  heard.add(listener);
  return () => heard.delete(listener);
}

export function tellHearers({ room: id, entry }: Extract<Errand, { t: "heard" }>): void {
  const room = get().rooms.get(id);
  const self = me();
  if (room === undefined || self === null || entry.by === self.id) return;
  const message = { ...entry.b, author_id: entry.by ?? "" };
  const seen: NewMessageSeen = { room: room.card, message, mentionsMe: callsTo(entry.b.mentions, self) };
  for (const listener of heard) listener(seen);
}
