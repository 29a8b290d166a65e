/**
 * Files on their way to the server: kept on this device until they are there, tried again by themselves when the
 * connection breaks, and handed over to the outbox when the message is sent before them.
 */
import { text as words } from "../i18n";
import { type Draft, draftKey, EMPTY_DRAFT } from "../model/draft";
import type { PendingFile } from "../model/outbox";
import { hasPosition, LOOKED_AT } from "../model/position";
import type { FileCard, Id } from "../model/types";
import { api } from "../net/api";
import type { BrowserStorage, StoredFile } from "../net/browserStorage";
import type { Upload as Transfer } from "../net/http";
import { isPassing } from "../net/outboxSender";
import { pauseMs } from "../net/pause";
import { isProblem, Problem } from "../net/problem";
import type { Upload } from "./shape";
import { get, me, set } from "./store";

/** Who reads and writes drafts and the disk. */
export interface UploadsOwner {
  readonly disk: BrowserStorage;
  saveDraft(room: Id, root: Id | null, draft: Draft): void;
}

let owner: UploadsOwner | null = null;

export function ownUploads(by: UploadsOwner): void {
  owner = by;
}

interface Running {
  readonly file: StoredFile;
  readonly done: Promise<FileCard>;
  cancel(): void;
  hurry(): void;
  /** Set once the message was sent before it: then it is the outbox's, and no draft's. */
  isHandedOver: boolean;
}

const running = new Map<string, Running>();
/** There already, and not asked for by the outbox yet. */
const arrived = new Map<string, FileCard>();
/** In the order in which they were chosen, whichever is there first. */
const places = new Map<Id, number>();
/** Photos that say where they were taken, by the file that was made of each; the server has taken the place out. */
const located = new Map<Id, { file: File; keepsPosition: boolean }>();

/** Longer than anybody means to send a photo. */
const KEPT_MS = 7 * 24 * 3_600_000;

// --- chosen --------------------------------------------------------------------------------------------------

/** Uploads at once, so that sending is quick; goes on while the person looks elsewhere. */
export function attach(
  room: Id,
  root: Id | null,
  file: File,
  keepsPosition = false,
  place = places.size + running.size,
): void {
  const self = me();
  if (self === null) return;
  const kept: StoredFile = {
    key: newKey(),
    owner: self.id,
    room,
    root,
    name: file.name,
    blob: file,
    keepsPosition,
    place,
    at: Date.now(),
  };
  void owner?.disk.put("files", kept);
  begin(kept);
}

/** What an earlier page did not finish; not what another tab is at. */
export async function resumeUploads(member: Id, inOutbox: ReadonlySet<string>): Promise<void> {
  for (const file of (await owner?.disk.all("files", member)) ?? []) {
    if (running.has(file.key) || inOutbox.has(file.key)) continue;
    if (Date.now() - file.at > KEPT_MS) await owner?.disk.remove("files", file.key);
    else begin(file);
  }
}

export function stopUploads(): void {
  for (const one of running.values()) one.cancel();
  running.clear();
  arrived.clear();
  places.clear();
  located.clear();
}

/** The connection is back. */
export function hurryUploads(): void {
  for (const one of running.values()) one.hurry();
}

function begin(file: StoredFile): void {
  const place = draftKey(file.room, file.root);
  const { name, blob, key } = file;
  const shown: Upload = { key, name, size: blob.size, type: blob.type, share: 0, failure: null };
  putUploads(place, (uploads) => [...uploads, shown]);
  const carrying = carry(file, (share) => changeUpload(place, key, { share }));
  const one: Running = { ...carrying, file, isHandedOver: false };
  running.set(key, one);
  void settle(one, place);
}

async function settle(one: Running, place: string): Promise<void> {
  const { key, room, root } = one.file;
  try {
    const [card, says] = await Promise.all([one.done, saysWhere(one.file.blob)]);
    if (one.isHandedOver) {
      arrived.set(key, card);
      return;
    }
    if (says) located.set(card.id, { file: asFile(one.file), keepsPosition: one.file.keepsPosition });
    places.set(card.id, one.file.place);
    putUploads(place, (uploads) => uploads.filter((upload) => upload.key !== key));
    const draft = get().drafts.get(place) ?? EMPTY_DRAFT;
    owner?.saveDraft(room, root, { ...draft, files: [...draft.files, card].sort(byPlace) });
    await owner?.disk.remove("files", key);
  } catch (error) {
    if (one.isHandedOver || error instanceof DOMException) return; // the outbox's to tell, or cancelled
    await owner?.disk.remove("files", key);
    changeUpload(place, key, { failure: sentenceOf(error) });
  } finally {
    running.delete(key);
  }
}

function sentenceOf(error: unknown): string {
  return isProblem(error) && error.message !== "" ? error.message : words().talk.uploadFailed;
}

function byPlace(a: FileCard, b: FileCard): number {
  return (places.get(a.id) ?? -1) - (places.get(b.id) ?? -1);
}

// --- carried ---------------------------------------------------------------------------------------------------

/** Again and again while only the connection is at fault; one tab at a time. */
function carry(
  file: StoredFile,
  progress: (share: number) => void,
): Pick<Running, "done" | "cancel" | "hurry"> {
  let transfer: Transfer<FileCard> | null = null;
  let isCancelled = false;
  let wake: () => void = () => undefined;
  const cancelled = () => new DOMException("cancelled", "AbortError");
  async function go(): Promise<FileCard> {
    for (let failures = 0; ; failures += 1) {
      if (isCancelled) throw cancelled();
      try {
        transfer = api.upload(file.blob, file.name, progress, file.keepsPosition);
        return await transfer.done;
      } catch (error) {
        if (error instanceof DOMException || !isPassing(error)) throw error;
        progress(0);
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, waitMs(error, failures));
        });
      }
    }
  }
  return {
    done: alone(`kairan.file.${file.key}`, go),
    cancel: () => {
      isCancelled = true;
      transfer?.cancel();
      wake();
    },
    hurry: () => wake(),
  };
}

function waitMs(error: unknown, failures: number): number {
  const asked = error instanceof Problem ? (error.retryAfterMs ?? 0) : 0;
  return Math.max(asked, pauseMs(failures));
}

function alone<T>(name: string, act: () => Promise<T>): Promise<T> {
  const locks: LockManager | null | undefined = navigator.locks;
  return locks ? locks.request(name, act) : act();
}

/** For the outbox: the transfer under way, or what is on the disk. Problems: the file is not on this device any more. */
export async function carriedFile(pending: PendingFile): Promise<FileCard> {
  const there = arrived.get(pending.key);
  if (there) return there;
  const under = running.get(pending.key);
  if (under) return under.done;
  const file = (await owner?.disk.get("files", pending.key)) ?? null;
  if (file === null) throw new Problem(410, "file.not_kept", words().talk.fileNotKept(pending.name));
  return api.upload(file.blob, file.name, () => undefined, file.keepsPosition).done;
}

// --- handed over to the outbox ---------------------------------------------------------------------------------

/** What stands in a composer and has not arrived, with its place among the files that have. */
export function handOver(room: Id, root: Id | null, files: readonly FileCard[]): readonly PendingFile[] {
  const place = draftKey(room, root);
  const pending = (get().uploads.get(place) ?? [])
    .filter(({ failure }) => failure === null)
    .flatMap(({ key }) => running.get(key) ?? []);
  if (pending.length === 0) return [];
  const order = [
    ...files.map((file) => ({ key: "", place: places.get(file.id) ?? -1 })),
    ...pending.map(({ file }) => ({ key: file.key, place: file.place })),
  ].sort((a, b) => a.place - b.place);
  const keys = new Set(pending.map(({ file }) => file.key));
  for (const one of pending) one.isHandedOver = true;
  putUploads(place, (uploads) => uploads.filter((upload) => !keys.has(upload.key)));
  return pending.map(({ file }) => ({
    key: file.key,
    name: file.name,
    size: file.blob.size,
    type: file.blob.type,
    slot: order.findIndex(({ key }) => key === file.key),
  }));
}

/** The message they belong to was taken back. */
export function cancelFiles(files: readonly PendingFile[]): void {
  for (const { key } of files) running.get(key)?.cancel();
}

export async function dropFiles(files: readonly PendingFile[]): Promise<void> {
  cancelFiles(files);
  for (const { key } of files) await owner?.disk.remove("files", key);
}

/** Back into the composer, to be sent another time. */
export async function reattach(files: readonly PendingFile[]): Promise<void> {
  for (const { key } of files) {
    const file = (await owner?.disk.get("files", key)) ?? null;
    if (file !== null && !running.has(key)) begin(file);
  }
}

// --- in the composer -------------------------------------------------------------------------------------------

export function positionOf(id: Id): { readonly keepsPosition: boolean } | null {
  return located.get(id) ?? null;
}

/** Sends a photo anew, with the place it was taken at or without. */
export function keepPosition(room: Id, root: Id | null, id: Id, keepsPosition: boolean): void {
  const photo = located.get(id);
  if (photo === undefined) return;
  located.delete(id);
  const draft = get().drafts.get(draftKey(room, root)) ?? EMPTY_DRAFT;
  owner?.saveDraft(room, root, { ...draft, files: draft.files.filter((file) => file.id !== id) });
  attach(room, root, photo.file, keepsPosition, places.get(id));
}

async function saysWhere(blob: Blob): Promise<boolean> {
  if (blob.type !== "image/jpeg") return false;
  try {
    return hasPosition(await blob.slice(0, LOOKED_AT).arrayBuffer());
  } catch {
    return false; // it cannot be read: the upload will say so
  }
}

function asFile({ blob, name }: StoredFile): File {
  return blob instanceof File ? blob : new File([blob], name, { type: blob.type });
}

export function removeUpload(room: Id, root: Id | null, key: string): void {
  running.get(key)?.cancel();
  void owner?.disk.remove("files", key);
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

/** Also where there is no secure context, as within some networks. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
