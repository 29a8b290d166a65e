/** What the console asks the server. */
import type {
  Account,
  AccountChange,
  AccountPage,
  Acts,
  AuditPage,
  Delegation,
  DepartmentChange,
  DepartmentRows,
  HolderPage,
  Issued,
  Merge,
  MergeLook,
  NewAccount,
  NewDepartment,
  OwnBody,
  OwnBodyChange,
  RecordDrift,
  SignInRules,
  SignInSettings,
} from "../api/generated";
import type { Id } from "../model/types";
import { ask, type Query } from "../net/http";

export type Role = "administrator" | "auditor";

const PEOPLE = "/api/administration/people";
const DEPARTMENTS = "/api/administration/departments";
const OWN = "/api/administration/organization";
const SIGN_IN = "/api/administration/sign-in";
const AUDIT = "/api/administration/audit";
const person = (id: Id) => `${PEOPLE}/${encodeURIComponent(id)}`;
const department = (id: Id) => `${DEPARTMENTS}/${encodeURIComponent(id)}`;

export const administration = {
  people: (query: Query, signal: AbortSignal) => ask<AccountPage>("GET", PEOPLE, { query, signal }),
  add: (body: NewAccount) => ask<Issued>("POST", PEOPLE, { body }),
  one: (id: Id) => ask<Account>("GET", person(id)),
  change: (id: Id, body: AccountChange, revision: string) =>
    ask<Account>("PATCH", person(id), { body, query: { revision } }),
  suspend: (id: Id) => ask<Account>("POST", `${person(id)}/suspend`),
  markLeft: (id: Id) => ask<Account>("POST", `${person(id)}/left`),
  reopen: (id: Id) => ask<Account>("POST", `${person(id)}/reopen`),
  resetPassword: (id: Id) => ask<Issued>("POST", `${person(id)}/password`),
  giveRole: (id: Id, role: Role) => ask<Account>("PUT", `${person(id)}/roles/${role}`),
  takeRole: (id: Id, role: Role) => ask<Account>("DELETE", `${person(id)}/roles/${role}`),
  delegate: (id: Id, body: Delegation, revision: string) =>
    ask<Account>("PUT", `${person(id)}/tasks`, { body, query: { revision } }),
  resetFactors: (id: Id, reason: string) =>
    ask<Account>("POST", `${person(id)}/factors/reset`, { body: { reason } }),
  signIn: (signal: AbortSignal) => ask<SignInSettings>("GET", SIGN_IN, { signal }),
  changeSignIn: (body: SignInRules, revision: string) =>
    ask<SignInSettings>("PUT", SIGN_IN, { body, query: { revision } }),
  holders: (query: Query, signal: AbortSignal) =>
    ask<HolderPage>("GET", `${SIGN_IN}/people`, { query, signal }),
  departments: (signal: AbortSignal) => ask<DepartmentRows>("GET", DEPARTMENTS, { signal }),
  addDepartment: (body: NewDepartment) => ask<DepartmentRows>("POST", DEPARTMENTS, { body }),
  changeDepartment: (id: Id, body: DepartmentChange, revision: string) =>
    ask<DepartmentRows>("PATCH", department(id), { body, query: { revision } }),
  lookAtMerge: (id: Id, into_id: Id, signal: AbortSignal) =>
    ask<MergeLook>("GET", `${department(id)}/merge`, { query: { into_id }, signal }),
  merge: (id: Id, body: Merge) => ask<DepartmentRows>("POST", `${department(id)}/merge`, { body }),
  ownBody: (signal: AbortSignal) => ask<OwnBody>("GET", OWN, { signal }),
  recordDrift: (signal: AbortSignal) => ask<RecordDrift>("GET", `${OWN}/drift`, { signal }),
  changeOwnBody: (body: OwnBodyChange, revision: string) =>
    ask<OwnBody>("PATCH", OWN, { body, query: { revision } }),
  audit: (query: Query, signal: AbortSignal) => ask<AuditPage>("GET", AUDIT, { query, signal }),
  acts: (signal: AbortSignal) => ask<Acts>("GET", `${AUDIT}/acts`, { signal }),
  closeDepartment: (id: Id) => ask<DepartmentRows>("POST", `${department(id)}/close`),
} as const;

export const signInExportUrl = `${SIGN_IN}/export`;
/** The table holds what the filter finds; JSON Lines hold the whole, which alone can be proved. */
export function exportUrl(format: "csv" | "jsonl", filter: Query): string {
  const query = new URLSearchParams({ format });
  if (format === "csv")
    for (const [name, value] of Object.entries(filter)) if (value) query.set(name, String(value));
  return `${AUDIT}/export?${query}`;
}
