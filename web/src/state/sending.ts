/** Drafts, attachments and the outbox: from the composer to the sender. */
import { text as words } from "../i18n";
import { type Draft, draftKey, EMPTY_DRAFT, isEmpty, readyToSend } from "../model/draft";
import { merged, moved, type OutboxItem, queued, without } from "../model/outbox";
import { hasPosition, LOOKED_AT } from "../model/position";
import type { FileCard, Id } from "../model/types";
import { api } from "../net/api";
import { BrowserStorage } from "../net/browserStorage";
import type { Upload as Transfer } from "../net/http";
import { type Notice, OutboxSender } from "../net/outboxSender";
import { isProblem } from "../net/problem";
import type { Upload } from "./shape";
import { get, me, set } from "./store";

const disk = new BrowserStorage();
let sender: OutboxSender | null = null;

export async function openOutbox(member: Id): Promise<void> {
  sender?.stop();
  sender = new OutboxSender(member, disk, {
    send: (item) =>
      api.send(item.room, {
        client_key: item.key,
        text: item.text,
        file_ids: item.files.map((file) => file.id),
        mentions: item.mentions,
        ...(item.root === null ? {} : { root_id: item.root }),
        ...(item.confirmation ? { confirmation: item.confirmation } : {}),
      }),
    notice: applyNotice,
    sentenceFor: (error) => sentenceOf(error, words().talk.sendFailed),
  });
  const [items, drafts] = await Promise.all([disk.all("outbox", member), disk.all("drafts", member)]);
  const stored = drafts.map(({ key, draft }) => [key.slice(member.length + 1), draft] as const);
  set({ outbox: merged(get().outbox, items), drafts: new Map([...stored, ...get().drafts]) });
  sender.drain();
}

export function closeOutbox(): void {
  sender?.stop();
  sender = null;
}

export async function forgetOutbox(member: Id): Promise<void> {
  closeOutbox();
  await disk.forget(member);
}

/** The connection is back. */
/** A lost device keeps nothing, of nobody. */
export async function eraseOutbox(): Promise<void> {
  closeOutbox();
  await disk.erase();
}

export function drainOutbox(): void {
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

export function send(room: Id, root: Id | null, draft: Draft): void {
  const self = me();
  if (self === null || sender === null || isEmpty(draft)) return;
  lastOrder = Math.max(lastOrder + 1, Date.now());
  const item: OutboxItem = {
    key: newKey(),
    owner: self.id,
    room,
    root,
    ...readyToSend(draft),
    files: draft.files,
    confirmation: draft.confirmation ?? null,
    at: Date.now(),
    order: lastOrder,
    state: "queued",
    refusal: null,
    message: null,
  };
  set({ outbox: queued(get().outbox, item) });
  saveDraft(room, root, EMPTY_DRAFT);
  void sender.post(item);
}

export function sendAgain(item: OutboxItem): void {
  set({ outbox: moved(get().outbox, item.key, { state: "queued", refusal: null }) });
  void sender?.again(item);
}

export function discard(item: OutboxItem): void {
  set({ outbox: without(get().outbox, item.key) });
  void sender?.discard(item.key);
}

/** Also where there is no secure context, as within some networks. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// --- drafts ------------------------------------------------------------------------------------------------

export function draftOf(room: Id, root: Id | null): Draft {
  return get().drafts.get(draftKey(room, root)) ?? EMPTY_DRAFT;
}

const SAVE_PAUSE_MS = 400;
const unsaved = new Map<string, number>();

export function saveDraft(room: Id, root: Id | null, draft: Draft): void {
  const key = draftKey(room, root);
  const drafts = new Map(get().drafts);
  if (isEmpty(draft) && draft.text === "" && !draft.confirmation) drafts.delete(key);
  else drafts.set(key, draft);
  set({ drafts });
  const self = me();
  if (self === null) return;
  clearTimeout(unsaved.get(key));
  unsaved.set(
    key,
    window.setTimeout(() => write(self.id, key), SAVE_PAUSE_MS),
  );
}

function write(owner: Id, key: string): void {
  unsaved.delete(key);
  const draft = get().drafts.get(key);
  const row = `${owner}/${key}`;
  void (draft ? disk.put("drafts", { key: row, owner, draft }) : disk.remove("drafts", row));
}

/** The page goes away: what was typed last is written now. */
export function writeDrafts(): void {
  const self = me();
  if (self === null) return;
  for (const [key, timer] of unsaved) {
    clearTimeout(timer);
    write(self.id, key);
  }
}

// --- attachments -------------------------------------------------------------------------------------------

const transfers = new Map<string, Transfer<FileCard>>();
/** In the order in which they were chosen, whichever is there first. */
const places = new Map<Id, number>();

function byPlace(a: FileCard, b: FileCard): number {
  return (places.get(a.id) ?? -1) - (places.get(b.id) ?? -1);
}

/** Photos that say where they were taken, by the file that was made of each; the server has taken the place out. */
const located = new Map<Id, { file: File; keepsPosition: boolean }>();

export function positionOf(id: Id): { readonly keepsPosition: boolean } | null {
  return located.get(id) ?? null;
}

/** Sends a photo anew, with the place it was taken at or without. */
export function keepPosition(room: Id, root: Id | null, id: Id, keepsPosition: boolean): void {
  const photo = located.get(id);
  if (photo === undefined) return;
  located.delete(id);
  const draft = draftOf(room, root);
  saveDraft(room, root, { ...draft, files: draft.files.filter((file) => file.id !== id) });
  attach(room, root, photo.file, keepsPosition, places.get(id));
}

async function saysWhere(file: File): Promise<boolean> {
  if (file.type !== "image/jpeg") return false;
  try {
    return hasPosition(await file.slice(0, LOOKED_AT).arrayBuffer());
  } catch {
    return false; // it cannot be read: the upload will say so
  }
}

/** Uploads at once, so that sending is quick; goes on while the person looks elsewhere. */
export function attach(
  room: Id,
  root: Id | null,
  file: File,
  keepsPosition = false,
  at = places.size + transfers.size,
): void {
  const place = draftKey(room, root);
  const key = newKey();
  const upload: Upload = { key, name: file.name, size: file.size, type: file.type, share: 0, failure: null };
  putUploads(place, (uploads) => [...uploads, upload]);
  const transfer = api.upload(file, file.name, (share) => changeUpload(place, key, { share }), keepsPosition);
  transfers.set(key, transfer);
  Promise.all([transfer.done, saysWhere(file)])
    .then(([card, says]) => {
      if (says) located.set(card.id, { file, keepsPosition });
      removeUpload(room, root, key);
      places.set(card.id, at);
      const draft = draftOf(room, root);
      saveDraft(room, root, { ...draft, files: [...draft.files, card].sort(byPlace) });
    })
    .catch((error: unknown) => {
      if (error instanceof DOMException) return; // cancelled by the person
      changeUpload(place, key, { failure: sentenceOf(error, words().talk.uploadFailed) });
    })
    .finally(() => transfers.delete(key));
}

export function removeUpload(room: Id, root: Id | null, key: string): void {
  transfers.get(key)?.cancel();
  putUploads(draftKey(room, root), (uploads) => uploads.filter((upload) => upload.key !== key));
}

function changeUpload(place: string, key: string, change: Partial<Upload>): void {
  putUploads(place, (uploads) => uploads.map((each) => (each.key === key ? { ...each, ...change } : each)));
}

function putUploads(place: string, change: (uploads: readonly Upload[]) => readonly Upload[]): void {
  const uploads = new Map(get().uploads);
  const next = change(uploads.get(place) ?? []);
  if (next.length > 0) uploads.set(place, next);
  else uploads.delete(place);
  set({ uploads });
}
