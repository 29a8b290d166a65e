/** An entry of the record, in words. What a body holds depends on its kind; what is not known is left out. */
import type { AuditEntry, PolicyDifference } from "../api/generated";
import { localizedPart } from "./localizedPart";
import { placeOf, told } from "./policy/model";
import { faceName, policyWords } from "./policy/words";
import { demandsOf, factorsOf } from "./sign_in/telling";
import type { Words } from "./words";
import { factsOnAlliances } from "./words/alliances";
import { factsOnGuests } from "./words/guests";

type Names = Readonly<Record<string, string>>;
type Body = Readonly<Record<string, unknown>>;

const isBody = (value: unknown): value is Body => typeof value === "object" && value !== null;

/** The act itself. */
export function actOf(kind: string, w: Words): string {
  return w.acts[kind] ?? kind;
}

/** Who did it. Whoever signs in is nobody before; afterwards it is that person. */
export function actorOf({ kind, by, body }: AuditEntry, names: Names, w: Words): string {
  const signedIn = kind === SIGNED_IN && isBody(body) && typeof body.member_id === "string";
  const id = signedIn ? String(body.member_id) : by;
  return id === null ? w.bySystem : (names[id] ?? w.unknownPerson);
}

const SIGNED_IN = "sign_in.accepted";

/** To whom or to what it was done, with what changed; one short sentence each. */
export function detailsOf({ kind, body }: AuditEntry, names: Names, w: Words): readonly string[] {
  if (!isBody(body)) return [w.erased];
  return [
    ...targetOf(kind, body, names, w),
    ...demandsOf(body, w),
    ...(Array.isArray(body.changes) ? body.changes.flatMap((change) => changeOf(change, w)) : []),
    ...factsOf(kind, body, w),
    ...factorsOf(kind, body, w),
    ...(kind.startsWith("guest") ? factsOnGuests(body, names, w.language) : []),
    ...(kind.startsWith("alliance.") ? factsOnAlliances(body, w.language) : []),
  ];
}

function targetOf(kind: string, body: Body, names: Names, w: Words): string[] {
  if (kind === SIGNED_IN) return [];
  if (kind === "department.renamed" && typeof body.before === "string")
    return [`${body.path_before || body.before} → ${body.path || String(body.name)}`];
  if (kind === "department.merged" && typeof body.into_path === "string")
    return [`${String(body.path)} → ${body.into_path}`];
  const id = [body.member_id, body.asked_by, body.id].find((one) => typeof one === "string");
  // The name in these is the passkey's, not the person's.
  const isNamed = typeof body.name === "string" && !kind.startsWith("factor.");
  const known = typeof id === "string" ? names[id] : undefined;
  const path = typeof body.path === "string" && body.path !== "" ? body.path : undefined;
  const name = isNamed ? (known ?? path ?? String(body.name)) : known;
  return name === undefined ? [] : [w.target(name)];
}

function changeOf(change: unknown, w: Words): string[] {
  if (isPolicyChange(change)) return [`${placeOf(change, policyWords())}  ${told(change, policyWords())}`];
  if (!isBody(change) || typeof change.field !== "string") return [];
  const shown = (value: unknown) => (typeof value === "string" ? value : w.nothing);
  return [`${w.fields[change.field] ?? change.field}: ${shown(change.before)} → ${shown(change.after)}`];
}

function isPolicyChange(change: unknown): change is PolicyDifference {
  return isBody(change) && typeof change.what === "string" && typeof change.before === "string";
}

/** Of refused access: what was to be done, and from which entrance. */
function refusedOf({ act, why, face, device }: Body): string[] {
  if (typeof why !== "string") return [];
  const p = policyWords();
  const known = Object.entries(p.acts).find(([each]) => each === act)?.[1];
  const place = [
    typeof face === "string" && faceName(face, p),
    device === "pc" || device === "phone" ? p.devices[device] : null,
  ];
  return [known ?? p.whyRefused[why] ?? why, place.filter(Boolean).join("・")].filter(Boolean);
}

function factsOf(kind: string, body: Body, w: Words): string[] {
  const facts: string[] = refusedOf(body);
  if (body.role === "administrator") facts.push(w.roleAdministrator);
  if (body.role === "auditor") facts.push(w.roleAuditor);
  if (typeof body.task === "string") facts.push(taskOf(body.task, body.department, w));
  if (kind === "person.added" && typeof body.posts === "string" && body.posts) facts.push(body.posts);
  if (typeof body.sessions === "number" && body.sessions > 0) facts.push(w.sessionsEnded(body.sessions));
  facts.push(...entranceOf(body, w));
  facts.push(...movesOf(body, w));
  if (typeof body.tries === "number") facts.push(w.tries(body.tries));
  facts.push(...oversightOf(body, w));
  if (typeof body.address === "string" && body.address) facts.push(w.address(body.address));
  facts.push(...endOf(kind, body, w));
  if (kind.startsWith("selfaudit.")) facts.push(...driftOf(body, w));
  facts.push(...shownOf(kind, body));
  return facts;
}

/** How a session ended, and in which form something was taken out. */
function endOf(kind: string, { why, format }: Body, w: Words): string[] {
  const facts: string[] = [];
  if (typeof format === "string") facts.push(w.formats[format] ?? format);
  if (kind === "sign_in.ended" && typeof why === "string") facts.push(w.endings[why] ?? why);
  return facts;
}

/** Where the self-audit looked, and what it found: ids and numbers, nobody's words. */
function driftOf({ check, stream, detail }: Body, w: Words): string[] {
  const said = typeof detail === "string" ? localizedPart(detail, w.language) : null;
  return [w.checks[String(check)] ?? check, stream, said].filter((one) => typeof one === "string");
}

/** Of announcements and warnings, and of figures taken out. */
function shownOf(kind: string, body: Body): string[] {
  const facts: string[] = [];
  if (/^(announcement|hazard)\./.test(kind) && typeof body.title === "string") facts.push(body.title);
  if (kind === "announcement.ended") facts.push(`${body.confirmed} / ${body.people}`);
  if (kind === "figures.exported") facts.push(`${body.first_on} - ${body.last_on}`);
  return facts;
}

/** Of a list of moves: how many people, or why it could not be carried out. */
function movesOf({ moves, faults }: Body, w: Words): string[] {
  const told = Array.isArray(faults) ? faults.filter((fault) => typeof fault === "string") : [];
  return typeof moves === "number" ? [w.count(moves), ...told] : told;
}

/** What an entry about devices or the organisation's provider says. */
function entranceOf(body: Body, w: Words): string[] {
  const facts: string[] = [];
  if (typeof body.device_name === "string") facts.push(body.device_name);
  if (body.by_rule === true) facts.push(w.byRule);
  const known = typeof body.reason === "string" ? w.reasons[body.reason] : undefined;
  if (known !== undefined) facts.push(known);
  if (typeof body.failed === "string") facts.push(w.failedAt(body.failed));
  return facts;
}

/** A delegated task, and the department it was given for. */
function taskOf(task: string, department: unknown, w: Words): string {
  const name = w.tasks[task] ?? task;
  return typeof department === "string" ? `${name}（${department}）` : name;
}

/** What was done with records and rooms: where, how much, and why. */
function oversightOf({ room, messages, reason, how }: Body, w: Words): string[] {
  const facts: string[] = [];
  if (typeof room === "string") facts.push(room);
  if (typeof messages === "number") facts.push(w.messages(messages));
  if (typeof reason === "string" && reason && !(reason in w.reasons)) facts.push(w.reasonIs(reason));
  if (typeof how === "string") facts.push(w.howNamed[how] ?? how);
  return facts;
}
