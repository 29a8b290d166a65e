/**
 * What must survive a reload: messages on their way out, drafts, files that have not left yet, and read marks that the
 * server does not know. IndexedDB where the browser allows it; otherwise memory, and the person loses no more than with
 * any other page.
 */
import type { Draft } from "../model/draft";
import type { OutboxItem } from "../model/outbox";
import type { InCommon } from "../model/sharedDraft";
import type { Id } from "../model/types";
import { BrowserDatabase, FULL } from "./database";

export interface StoredDraft {
  readonly key: string;
  readonly owner: Id;
  readonly draft: Draft;
  /** What the server had of it last, for one's other devices. */
  readonly common?: InCommon;
}

/** A file that was chosen, until the server has it. */
export interface StoredFile {
  readonly key: string;
  readonly owner: Id;
  readonly room: Id;
  readonly root: Id | null;
  readonly name: string;
  readonly blob: Blob;
  readonly keepsPosition: boolean;
  /** Its place among those chosen with it. */
  readonly place: number;
  readonly at: number;
}

/** How far somebody has read, until the server knows. `rewinds`: how often the mark had gone back when it was seen. */
export interface StoredMark {
  readonly key: string;
  readonly owner: Id;
  readonly room: Id;
  readonly root: Id | null;
  readonly n: number;
  readonly rewinds: number;
}

/** What was written in a note, until the server has it: an update of its document. */
export interface StoredNote {
  readonly key: string;
  readonly owner: Id;
  readonly update: Uint8Array;
}

interface Tables {
  outbox: OutboxItem;
  drafts: StoredDraft;
  files: StoredFile;
  marks: StoredMark;
  notes: StoredNote;
}

/** The device has no room: the row lives in this page alone, and goes with it. */
export type Stored = "stored" | "in_memory" | typeof FULL;

/** Bytes have a database of their own: they are the first that finds no room. */
const MAIN = new BrowserDatabase("kairan", ["outbox", "drafts"]);
const FILES = new BrowserDatabase("kairan-files", ["files"]);
/** One more table in a database that is there would close it to pages of the version before. */
const MARKS = new BrowserDatabase("kairan-marks", ["marks"]);
const NOTES = new BrowserDatabase("kairan-notes", ["notes"]);
const TABLES = ["outbox", "drafts", "files", "marks", "notes"] as const;
const APART: Partial<Record<keyof Tables, BrowserDatabase>> = { files: FILES, marks: MARKS, notes: NOTES };

export class BrowserStorage {
  private readonly memory = {
    outbox: new Map<string, OutboxItem>(),
    drafts: new Map<string, StoredDraft>(),
    files: new Map<string, StoredFile>(),
    marks: new Map<string, StoredMark>(),
    notes: new Map<string, StoredNote>(),
  };
  /** Gives up what can be fetched again, when there is no room for what cannot. */
  private readonly makeRoom: () => Promise<void>;

  constructor(makeRoom: () => Promise<void> = () => Promise.resolve()) {
    this.makeRoom = makeRoom;
  }

  async put<T extends keyof Tables>(table: T, row: Tables[T]): Promise<Stored> {
    let done = await this.run<IDBValidKey>(table, "readwrite", (store) => store.put(row));
    if (done === FULL) {
      await this.makeRoom();
      done = await this.run<IDBValidKey>(table, "readwrite", (store) => store.put(row));
    }
    const memory: Map<string, Tables[T]> = this.memoryOf(table);
    if (done === null || done === FULL) memory.set(row.key, row);
    else memory.delete(row.key);
    return done === FULL ? FULL : done === null ? "in_memory" : "stored";
  }

  async remove(table: keyof Tables, key: string): Promise<void> {
    this.memory[table].delete(key);
    await this.run(table, "readwrite", (store) => store.delete(key));
  }

  async get<T extends keyof Tables>(table: T, key: string): Promise<Tables[T] | null> {
    const found = await this.run<Tables[T] | undefined>(table, "readonly", (store) => store.get(key));
    const stored = found === FULL ? null : found;
    return this.memoryOf(table).get(key) ?? stored ?? null;
  }

  /** Those on the disk, and those it had no room for. */
  async all<T extends keyof Tables>(table: T, owner: Id): Promise<readonly Tables[T][]> {
    const found = await this.run<Tables[T][]>(table, "readonly", (store) => store.getAll());
    const memory = this.memoryOf(table);
    const stored = found === null || found === FULL ? [] : found.filter(({ key }) => !memory.has(key));
    return [...stored, ...memory.values()].filter((row) => row.owner === owner);
  }

  /** Signing out leaves nothing of this person on the device. */
  async forget(owner: Id): Promise<void> {
    for (const table of TABLES) {
      for (const { key } of await this.all(table, owner)) await this.remove(table, key);
    }
  }

  /** Of everybody, for good: the device was lost. */
  async erase(): Promise<void> {
    for (const table of TABLES) {
      this.memory[table].clear();
      await this.run(table, "readwrite", (store) => store.clear());
    }
  }

  private memoryOf<T extends keyof Tables>(table: T): Map<string, Tables[T]> {
    return this.memory[table] as unknown as Map<string, Tables[T]>;
  }

  private run<R>(
    table: keyof Tables,
    mode: IDBTransactionMode,
    act: (store: IDBObjectStore) => IDBRequest,
  ): Promise<R | null | typeof FULL> {
    return (APART[table] ?? MAIN).run<R>(table, mode, act);
  }
}
