/** Drafts and the outbox: from the composer to the sender. */
import { text as words } from "../i18n";
import { type Draft, draftKey, EMPTY_DRAFT, isEmpty, readyToSend } from "../model/draft";
import { merged, moved, type OutboxItem, queued, sentAs, without } from "../model/outbox";
import type { Id, Message } from "../model/types";
import { api } from "../net/api";
import { type Notice, OutboxSender } from "../net/outboxSender";
import { isProblem } from "../net/problem";
import { disk } from "./disk";
import { draftsInCommon } from "./draftsInCommon";
import { get, me, set } from "./store";
import {
  cancelFiles,
  carriedFile,
  dropFiles,
  handOver,
  hurryUploads,
  newKey,
  ownUploads,
  reattach,
  resumeUploads,
  stopUploads,
} from "./uploads";

let sender: OutboxSender | null = null;
ownUploads({ disk, saveDraft });

export async function openOutbox(member: Id): Promise<void> {
  sender?.stop();
  const mine = new OutboxSender(member, disk, {
    send: (item) => api.send(item.room, sentAs(item)),
    upload: carriedFile,
    notice: applyNotice,
    sentenceFor: (error) => sentenceOf(error, words().talk.sendFailed),
    waits: () => void import("../net/shell").then(({ askForSync }) => askForSync()).catch(() => undefined),
  });
  sender = mine;
  const [items, drafts] = await Promise.all([disk.all("outbox", member), disk.all("drafts", member)]);
  if (sender !== mine) return; // somebody else has come in meanwhile
  const stored = drafts.map(({ key, draft }) => [key.slice(member.length + 1), draft] as const);
  for (const { key, common } of drafts) if (common) draftsInCommon.set(key.slice(member.length + 1), common);
  const written = stored.filter(([, draft]) => !isNothing(draft));
  set({ outbox: merged(get().outbox, items), drafts: new Map([...written, ...get().drafts]) });
  void sharing(({ beginSharing }) => beginSharing(member));
  mine.drain();
  const inOutbox = new Set(items.flatMap(({ uploads }) => uploads ?? []).map(({ key }) => key));
  await resumeUploads(member, inOutbox);
}

export function closeOutbox(): void {
  stopUploads();
  sender?.stop();
  sender = null;
  draftsInCommon.clear();
  void sharing(({ endSharing }) => endSharing());
}

export async function forgetOutbox(member: Id): Promise<void> {
  closeOutbox();
  await disk.forget(member);
}

/** A lost device keeps nothing, of nobody. */
export async function eraseOutbox(): Promise<void> {
  closeOutbox();
  await disk.erase();
}

/** The connection is back. */
export function drainOutbox(): void {
  hurryUploads();
  sender?.drain();
}

function applyNotice(notice: Notice): void {
  const { outbox, rooms } = get();
  if (notice.t === "queued") set({ outbox: queued(outbox, notice.item) });
  else if (notice.t === "gone") set({ outbox: without(outbox, notice.key) });
  else {
    const { message } = notice.change;
    const room = message ? rooms.get(message.room_id) : undefined;
    // The stream was faster than the answer, or had brought it before a reload.
    const isHere = message && room && message.seq <= room.seq && !room.isBroken;
    set({ outbox: isHere ? without(outbox, notice.key) : moved(outbox, notice.key, notice.change) });
  }
}

function sentenceOf(error: unknown, otherwise: string): string {
  return isProblem(error) && error.message !== "" ? error.message : otherwise;
}

let lastOrder = 0;

/** Also with files that are still on their way: the message waits for them, wherever the person goes meanwhile. */
export function send(room: Id, root: Id | null, draft: Draft): void {
  const self = me();
  if (self === null || sender === null) return;
  const uploads = handOver(room, root, draft.files);
  if (isEmpty(draft) && uploads.length === 0) return;
  post(self.id, room, root, {
    ...readyToSend(draft),
    files: draft.files,
    ...(uploads.length > 0 ? { uploads } : {}),
    confirmation: draft.confirmation ?? null,
  });
  saveDraft(room, root, EMPTY_DRAFT);
}

/** A stamp goes by itself; what stands in the composer stays there. */
export function sendStamp(room: Id, root: Id | null, stamp: { id: string; words: string }): void {
  const self = me();
  if (self === null) return;
  post(self.id, room, root, { text: stamp.words, mentions: [], files: [], stamp: stamp.id });
}

/** So long what was sent from here can be taken back with one press. */
const UNDO_MS = 10_000;
const sentFromHere = new Map<string, number>();

/** Until when (ms) a message can be taken back; 0 for what was not sent from this page. */
export function undoableUntil(clientKey: string | null): number {
  return clientKey === null ? 0 : (sentFromHere.get(clientKey) ?? 0);
}

/** What was sent and taken back: its words go into the field, before what stands there. */
export function takeBackIntoDraft(message: Message): void {
  sentFromHere.delete(message.client_key ?? "");
  if (message.stamp !== null || message.text === "") return;
  const { room_id, root_id, text, mentions } = message;
  const before = draftOf(room_id, root_id);
  const lead = before.text === "" ? text : `${text}\n`;
  const moved = before.mentions.map((one) => ({ ...one, start: one.start + lead.length }));
  saveDraft(room_id, root_id, { ...before, text: lead + before.text, mentions: [...mentions, ...moved] });
}

type Said = Pick<OutboxItem, "text" | "mentions" | "files" | "uploads" | "confirmation" | "stamp">;

function post(owner: Id, room: Id, root: Id | null, said: Said): void {
  lastOrder = Math.max(lastOrder + 1, Date.now());
  const name = get().rooms.get(room)?.card.name ?? null;
  const item: OutboxItem = {
    key: newKey(),
    owner,
    room,
    root,
    ...said,
    ...(name === null ? {} : { roomName: name }),
    at: Date.now(),
    order: lastOrder,
    state: "queued",
    refusal: null,
    message: null,
  };
  for (const [key, until] of sentFromHere) if (until < Date.now()) sentFromHere.delete(key);
  sentFromHere.set(item.key, Date.now() + UNDO_MS);
  set({ outbox: queued(get().outbox, item) });
  void sender?.post(item);
}

export function sendAgain(item: OutboxItem): void {
  set({ outbox: moved(get().outbox, item.key, { state: "queued", refusal: null }) });
  void sender?.again(item);
}

export function discard(item: OutboxItem): void {
  set({ outbox: without(get().outbox, item.key) });
  void sender?.discard(item.key);
  void dropFiles(item.uploads ?? []);
}

/** Takes back what has not left yet; false when it just has. */
export async function withdraw(item: OutboxItem): Promise<boolean> {
  cancelFiles(item.uploads ?? []);
  const isHere = (await sender?.withdraw(item.key)) ?? false;
  if (isHere) {
    set({ outbox: without(get().outbox, item.key) });
    await dropFiles(item.uploads ?? []);
  }
  return isHere;
}

/** Back into the composer, before what stands there; false when it has left. */
export async function rewrite(item: OutboxItem): Promise<boolean> {
  cancelFiles(item.uploads ?? []);
  if (!((await sender?.withdraw(item.key)) ?? false)) return false;
  set({ outbox: without(get().outbox, item.key) });
  const { text, mentions, files } = draftOf(item.room, item.root);
  const lead = text === "" ? item.text : `${item.text}\n`;
  saveDraft(item.room, item.root, {
    text: lead + text,
    mentions: [...item.mentions, ...mentions.map((one) => ({ ...one, start: one.start + lead.length }))],
    files: [...item.files, ...files],
  });
  await reattach(item.uploads ?? []);
  return true;
}

// --- drafts ------------------------------------------------------------------------------------------------

export function draftOf(room: Id, root: Id | null): Draft {
  return get().drafts.get(draftKey(room, root)) ?? EMPTY_DRAFT;
}

function isNothing(draft: Draft): boolean {
  return isEmpty(draft) && draft.text === "" && !draft.confirmation;
}

/** What brings drafts to one's other devices comes when it is needed. */
async function sharing(use: (part: typeof import("./sharedDrafts")) => void): Promise<void> {
  await import("./sharedDrafts").then(use).catch(() => undefined);
}

const SAVE_PAUSE_MS = 400;
const unsaved = new Map<string, number>();

export function saveDraft(room: Id, root: Id | null, draft: Draft): void {
  const key = draftKey(room, root);
  const drafts = new Map(get().drafts);
  if (isNothing(draft)) drafts.delete(key);
  else drafts.set(key, draft);
  set({ drafts });
  const self = me();
  if (self === null) return;
  clearTimeout(unsaved.get(key));
  unsaved.set(
    key,
    window.setTimeout(() => void write(self.id, key), SAVE_PAUSE_MS),
  );
}

async function write(owner: Id, key: string): Promise<void> {
  unsaved.delete(key);
  const draft = get().drafts.get(key);
  const row = `${owner}/${key}`;
  const common = draftsInCommon.get(key);
  // What was sent from here stays as an empty one until the server knows it.
  if (draft || common?.text) {
    await disk.put("drafts", {
      key: row,
      owner,
      draft: draft ?? EMPTY_DRAFT,
      ...(common ? { common } : {}),
    });
  } else await disk.remove("drafts", row);
  void sharing(({ shareSoon }) => shareSoon(key));
}

/** The page goes away: what was typed last is written now. */
export async function writeDrafts(): Promise<void> {
  const self = me();
  if (self === null) return;
  const waiting = [...unsaved];
  for (const [, timer] of waiting) clearTimeout(timer);
  await Promise.all(waiting.map(([key]) => write(self.id, key)));
}
