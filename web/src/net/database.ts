/**
 * One database of the browser: opened when first needed, given up when another tab wants to change or delete it. What
 * the browser does not allow answers null, never throws: nobody's work may hang on it.
 */

export const FULL = "full";

export class BrowserDatabase {
  private readonly name: string;
  private readonly tables: readonly string[];
  private opened: Promise<IDBDatabase | null> | null = null;

  constructor(name: string, tables: readonly string[]) {
    this.name = name;
    this.tables = tables;
  }

  /** One request in a transaction of its own. `FULL`: there is no room on the device; null: not allowed here. */
  async run<R>(
    table: string,
    mode: IDBTransactionMode,
    act: (store: IDBObjectStore) => IDBRequest,
  ): Promise<R | null | typeof FULL> {
    const held: { request?: IDBRequest } = {};
    const found = await this.within([table], mode, (stores) => {
      held.request = act(stores(table));
    });
    return found === "done" ? (held.request?.result as R) : found;
  }

  /** Several requests, all or none. */
  async within(
    tables: readonly string[],
    mode: IDBTransactionMode,
    act: (stores: (table: string) => IDBObjectStore) => void,
  ): Promise<"done" | null | typeof FULL> {
    const database = await this.open();
    if (database === null) return null;
    return new Promise((resolve) => {
      try {
        // Strict: what was put must be there after a crash, or a message would be sent never or in doubt.
        const transaction = database.transaction([...tables], mode, { durability: "strict" });
        act((table) => transaction.objectStore(table));
        transaction.oncomplete = () => resolve("done");
        transaction.onabort = () => resolve(isFull(transaction.error) ? FULL : null);
      } catch (error) {
        resolve(isFull(error) ? FULL : null);
      }
    });
  }

  /** Deletes all of it; other tabs let go of it by themselves. */
  async remove(): Promise<void> {
    (await this.opened)?.close();
    this.opened = null;
    if (typeof indexedDB === "undefined") return;
    await new Promise<void>((resolve) => {
      try {
        const request = indexedDB.deleteDatabase(this.name);
        request.onsuccess = request.onerror = request.onblocked = () => resolve();
      } catch {
        resolve();
      }
    });
  }

  private open(): Promise<IDBDatabase | null> {
    this.opened ??= this.openNow().catch(() => null);
    return this.opened;
  }

  private openNow(): Promise<IDBDatabase | null> {
    if (typeof indexedDB === "undefined") return Promise.resolve(null);
    return new Promise((resolve) => {
      const request = indexedDB.open(this.name, 1);
      request.onupgradeneeded = () => {
        for (const table of this.tables) request.result.createObjectStore(table, { keyPath: "key" });
      };
      request.onsuccess = () => {
        const database = request.result;
        const forget = () => {
          this.opened = null;
        };
        database.onversionchange = () => {
          database.close();
          forget();
        };
        database.onclose = forget;
        resolve(database);
      };
      request.onerror = () => resolve(null);
      request.onblocked = () => resolve(null);
    });
  }
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}
