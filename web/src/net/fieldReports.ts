/** Reports from the field that wait for a line, with their photos: kept on this device until the server has them. */
import type { FieldReport } from "../api/generated";
import type { Id } from "../model/types";
import { BrowserDatabase, FULL } from "./database";

export interface KeptReport {
  readonly key: string;
  readonly owner: Id;
  readonly incident: Id;
  readonly body: FieldReport;
  /** Those that are not on the server yet, in their order. */
  readonly photos: readonly Blob[];
  readonly at: number;
  /** Why the server did not take it: it stays until the person sends it again or drops it. */
  readonly refusal: string | null;
}

const TABLE = "reports";
const REPORTS = new BrowserDatabase("kairan-field-reports", [TABLE]);

/** False: the device has no room, or does not allow it. */
export async function keepReport(report: KeptReport): Promise<boolean> {
  const done = await REPORTS.run<IDBValidKey>(TABLE, "readwrite", (store) => store.put(report));
  return done !== null && done !== FULL;
}

export async function dropReport(key: string): Promise<void> {
  await REPORTS.run(TABLE, "readwrite", (store) => store.delete(key));
}

/** The oldest first. */
export async function keptReports(owner: Id): Promise<readonly KeptReport[]> {
  const found = await REPORTS.run<KeptReport[]>(TABLE, "readonly", (store) => store.getAll());
  if (found === null || found === FULL) return [];
  return found.filter((one) => one.owner === owner).sort((a, b) => a.at - b.at);
}

export async function forgetReports(owner: Id): Promise<void> {
  for (const { key } of await keptReports(owner)) await dropReport(key);
}

/** Of everybody, for good: the device was lost. */
export async function eraseReports(): Promise<void> {
  await REPORTS.remove();
}
