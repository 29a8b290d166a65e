/**
 * What must survive a reload: messages on their way out, and drafts. IndexedDB where the browser allows it;
 * otherwise memory, and the person loses no more than with any other page.
 */
import type { Draft } from "../model/draft";
import type { OutboxItem } from "../model/outbox";
import type { Id } from "../model/types";

const NAME = "kairan";
const VERSION = 1;

export interface StoredDraft {
  readonly key: string;
  readonly owner: Id;
  readonly draft: Draft;
}

interface Tables {
  outbox: OutboxItem;
  drafts: StoredDraft;
}

export class BrowserStorage {
  private readonly opened: Promise<IDBDatabase | null>;
  private readonly memory = { outbox: new Map<string, OutboxItem>(), drafts: new Map<string, StoredDraft>() };

  constructor() {
    this.opened = open().catch(() => null);
  }

  async put<T extends keyof Tables>(table: T, row: Tables[T]): Promise<void> {
    const memory: Map<string, Tables[T]> = this.memoryOf(table);
    memory.set(row.key, row);
    await this.run(table, "readwrite", (store) => store.put(row));
  }

  async remove(table: keyof Tables, key: string): Promise<void> {
    this.memory[table].delete(key);
    await this.run(table, "readwrite", (store) => store.delete(key));
  }

  async all<T extends keyof Tables>(table: T, owner: Id): Promise<readonly Tables[T][]> {
    const rows = await this.run<Tables[T][]>(table, "readonly", (store) => store.getAll());
    return (rows ?? [...this.memoryOf(table).values()]).filter((row) => row.owner === owner);
  }

  /** Signing out leaves nothing of this person on the device. */
  async forget(owner: Id): Promise<void> {
    for (const table of ["outbox", "drafts"] as const) {
      for (const { key } of await this.all(table, owner)) await this.remove(table, key);
    }
  }

  /** Of everybody, for good: the device was lost. */
  async erase(): Promise<void> {
    for (const table of ["outbox", "drafts"] as const) {
      this.memory[table].clear();
      await this.run(table, "readwrite", (store) => store.clear());
    }
  }

  private memoryOf<T extends keyof Tables>(table: T): Map<string, Tables[T]> {
    return this.memory[table] as unknown as Map<string, Tables[T]>;
  }

  private async run<R>(
    table: keyof Tables,
    mode: IDBTransactionMode,
    act: (store: IDBObjectStore) => IDBRequest,
  ): Promise<R | null> {
    const database = await this.opened;
    if (database === null) return null;
    return new Promise<R | null>((resolve) => {
      try {
        // Strict: what was put must be there after a crash, or a message would be sent never or in doubt.
        const transaction = database.transaction(table, mode, { durability: "strict" });
        const request = act(transaction.objectStore(table));
        transaction.oncomplete = () => resolve(request.result as R);
        transaction.onabort = () => resolve(null);
      } catch {
        resolve(null);
      }
    });
  }
}

function open(): Promise<IDBDatabase | null> {
  if (typeof indexedDB === "undefined") return Promise.resolve(null);
  return new Promise((resolve) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("outbox", { keyPath: "key" });
      request.result.createObjectStore("drafts", { keyPath: "key" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(null);
    request.onblocked = () => resolve(null);
  });
}
