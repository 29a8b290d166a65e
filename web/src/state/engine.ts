/** Who is signed in, the live connection, and the errands that frames give: everything with a clock in it. */
import { type Room, rested, roomOf, withCard } from "../model/room";
import { streamOf, vectorOf } from "../model/rooms";
import type { Id, Me, Start } from "../model/types";
import { api } from "../net/api";
import { clearBrowser } from "../net/clearing";
import { askAs, listenToRequests } from "../net/http";
import { Live, type Phase, type Probe } from "../net/live";
import { isProblem, isSignedOut, Unreachable } from "../net/problem";
import { leavePush } from "../net/push";
import { announcedSoon, between, circularsSoon, DOUBT_MS, settleDoubts, tasksSoon } from "./doubts";
import { forgetKept, forgetShared } from "./forgetting";
import { afterFrames, type Errand } from "./frames";
import { tellHearers, tellPlanned, tellReminded } from "./hearing";
import { dropHistory, fetchRoom, forgetAsked, learn, loadMarks, loadNewest, relearn } from "./load";
import { forgetMarks, openMarks, storeMarks, tellMarks } from "./marks";
import { prove } from "./proof";
import { forgetReactions, tellReactions } from "./reacting";
import { closeOutbox, drainOutbox, eraseOutbox, forgetOutbox, openOutbox, writeDrafts } from "./sending";
import { get, me, STARTING, set, setSoon, updateRoom } from "./store";

const RETRY_MS = 4_000;
/** So long the server has to answer before what was kept is shown. */
const PATIENCE_MS = 2_500;
const PREFETCHED_ROOMS = 4;
const PUSH_MS = 3_000;

let live: Live | null = null;
let looking: Id | null = null;

// --- coming in ---------------------------------------------------------------------------------------------

export function begin(): void {
  listenToRequests({
    answered: () => live?.serverIsBack(),
    unreachable: () => undefined,
    signedOut: () => leave(true),
    lost: () => void clearAll(),
    atGate: () => void standAtGate(),
    prove,
  });
  addEventListener("pagehide", writeAll);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") writeAll();
  });
  addEventListener("online", retryStart);
  void startUp();
}

/** The page may go: what is not on the disk yet. */
function writeAll(): void {
  void writeDrafts();
  void storeMarks();
}

/** What is on screen was kept on this device: the server has not been heard yet. */
let isFromDevice = false;
let isStarting = false;

async function startUp(): Promise<void> {
  if (isStarting) return;
  isStarting = true;
  const early = setTimeout(() => void showKept(), navigator.onLine ? PATIENCE_MS : 0);
  try {
    const start = await api.start();
    clearTimeout(early);
    comeIn(start);
  } catch (error) {
    clearTimeout(early);
    await refused(error);
  } finally {
    isStarting = false;
  }
}

async function refused(error: unknown): Promise<void> {
  if (isProblem(error, "device.lost")) return; // it is being cleared
  if (isSignedOut(error)) {
    forgetKept(null);
    leave(true);
    if (get().session.phase !== "signed_out") set({ session: { phase: "signed_out", ended: false } });
  } else if (isProblem(error, "operator.outside")) {
    leave(false);
    await goOn(await api.session());
  } else if (!isProblem(error, "session.gate")) {
    if (!(await showKept())) set({ session: { phase: "unreachable" } });
    setTimeout(retryStart, RETRY_MS);
  }
}

function retryStart(): void {
  if (isFromDevice || get().session.phase === "unreachable") void startUp();
}

/** What this device kept, until the server is heard; false when there is none, or it has become too old. */
async function showKept(): Promise<boolean> {
  const { phase } = get().session;
  if (phase !== "starting" && phase !== "unreachable" && !isFromDevice) return true; // the server was faster
  const found = await import("./offlineStart")
    .then(({ stateFromDevice }) => stateFromDevice(isFromDevice))
    .catch(() => null);
  const now = get().session.phase;
  if (now !== phase) return now !== "starting";
  if (found === "still") return true;
  if (found === null) {
    if (isFromDevice) leave(false);
    return false;
  }
  isFromDevice = true;
  set(found.state);
  askAs(found.member);
  await Promise.all([openOutbox(found.member), openMarks(found.member)]);
  return true;
}

/** By now somebody else may have signed in here: nothing of what was on screen is theirs. */
function comeIn(start: Start): void {
  if (isFromDevice && me()?.id !== start.me.person.id) leave(false);
  isFromDevice = false;
  enter(start);
}

/** The hidden organisation of those who operate the installation: the same on every one. */
export const INSTALLATION = "0installation";

export async function enterAnew(): Promise<void> {
  enter(await api.start());
}

/** What is outstanding has its own page; what was on screen before comes back when it is settled. */
async function standAtGate(): Promise<void> {
  try {
    const mine = await api.session();
    if (mine.at_gate === null) return;
    forgetKept(null);
    if (get().session.phase === "signed_in") leave(true);
    set({ session: { phase: "at_gate", me: mine } });
  } catch (error) {
    if (isSignedOut(error)) leave(true);
  }
}

/** After each step of coming in: what is next? */
export async function goOn(mine: Me): Promise<void> {
  if (mine.at_gate === null && mine.organization.id === INSTALLATION)
    set({ session: { phase: "operator", me: mine } });
  else if (mine.at_gate === null) await enterAnew();
  else set({ session: { phase: "at_gate", me: mine } });
}

function enter(start: Start): void {
  askAs(start.me.person.id);
  set({ session: { phase: "signed_in", me: start.me } });
  adoptStart(start);
  void openOutbox(start.me.person.id);
  void openMarks(start.me.person.id);
  live?.stop();
  live = new Live({
    vector: () => ({ ...get().positions, ...vectorOf(get().rooms.values()) }),
    look: () => looking,
    frames: hear,
    moved: connectionMoved,
    signedOut: () => void partedWith(),
    probe,
  });
  live.start();
  whenIdle(prefetchUnread);
  whenIdle(() => void import("./keeping").then(({ startKeeping }) => startKeeping()).catch(ignore));
}

/** Also after the server could not continue my own stream: what is known of rooms stays. */
function adoptStart(start: Start): void {
  const self = { id: start.me.person.id, department_id: start.me.person.department_id };
  learn([start.me.person, ...start.rooms.flatMap((card) => card.people)]);
  const rooms = new Map<Id, Room>();
  for (const card of start.rooms) {
    const known = get().rooms.get(card.id);
    const kept = known ? withCard(known, card) : "stale";
    const seq = start.vector[streamOf(card.id)] ?? card.seq;
    rooms.set(card.id, kept === "stale" ? (known ?? roomOf(card, self, seq)) : kept);
  }
  const positions: Record<string, number> = {};
  for (const [stream, seq] of Object.entries(start.vector)) {
    if (!stream.startsWith("room:")) positions[stream] = Math.max(seq, get().positions[stream] ?? 0);
  }
  set({ rooms, positions });
}

/** The live connection is over: with the session, or because something is outstanding in it. */
async function partedWith(): Promise<void> {
  await standAtGate();
  if (get().session.phase === "signed_in") leave(true);
}

async function probe(): Promise<Probe> {
  try {
    return (await api.session()).at_gate === null ? "answers" : "signed_out";
  } catch (error) {
    if (isSignedOut(error)) return "signed_out";
    return error instanceof Unreachable ? "unreachable" : "answers";
  }
}

// --- going out ---------------------------------------------------------------------------------------------

/** `ended`: not by the person here. Drafts, unsent messages and read marks stay on the disk for the next sign-in. */
export function leave(ended: boolean): void {
  const { phase } = get().session;
  if (phase === "at_gate" || phase === "operator") set({ session: { phase: "signed_out", ended } });
  if (phase !== "signed_in") return;
  const self = me();
  isFromDevice = false;
  askAs(null);
  forgetKept(self?.id ?? null);
  void writeDrafts();
  if (ended) void storeMarks();
  live?.stop();
  live = null;
  closeOutbox();
  forgetMarks();
  forgetReactions();
  forgetAsked();
  set({ ...STARTING, session: { phase: "signed_out", ended } });
}

/** The device was lost: nothing of anybody stays on it, and the server is told so. */
async function clearAll(): Promise<void> {
  const { session } = get();
  if (session.phase === "signed_out" && session.lost) return;
  live?.stop();
  live = null;
  forgetMarks();
  forgetReactions();
  forgetAsked();
  set({ ...STARTING, session: { phase: "signed_out", ended: false, lost: true } });
  askAs(null);
  forgetKept(null);
  forgetShared();
  await eraseOutbox();
  await clearBrowser();
  await api.wiped().catch(ignore); // otherwise it is cleared once more, at the next contact
}

/** By the person themselves: nothing of theirs stays on the device. */
export async function signOut(): Promise<void> {
  const self = me();
  // While the session still may say so; a browser that does not answer keeps nobody here.
  await Promise.race([leavePush().catch(ignore), pause(PUSH_MS)]);
  const { url } = await api.farewell().catch(() => ({ url: null }));
  await api.signOut();
  leave(false);
  if (self) await forgetOutbox(self.id);
  forgetShared();
  // Whoever came through a provider signs out there, too.
  if (url !== null) location.assign(url);
}

// --- the connection ----------------------------------------------------------------------------------------

function connectionMoved(phase: Phase, retryAt: number | null): void {
  const brokenSince = phase === "live" ? null : (get().connection.brokenSince ?? Date.now());
  set({ connection: { phase, brokenSince, retryAt } });
  if (phase !== "live") return;
  drainOutbox();
  tellMarks();
  tellReactions();
  if (looking !== null) void loadMarks(looking).catch(() => undefined);
}

export function retryConnection(): void {
  retryStart();
  live?.nudge();
}

/** Which room is on screen: its marks and its typing come only then. */
export function look(room: Id | null): void {
  if (looking === room) return;
  if (looking !== null) restLater(looking);
  looking = room;
  live?.look(room);
  if (room === null) return;
  settleDoubts(looking);
  void loadMarks(room).catch(() => undefined);
}

const REST_AFTER_MS = 30_000;
const KEPT_AT_REST = 150;

/** What was scrolled through long ago is let go; the newest stays, so that the room opens from memory. */
function restLater(id: Id): void {
  setTimeout(() => {
    if (looking !== id) updateRoom(id, (room) => rested(room, KEPT_AT_REST));
  }, REST_AFTER_MS);
}

const TYPING_EVERY_MS = 3_000;
let typedAt = 0;

export function tellTyping(room: Id): void {
  const now = Date.now();
  if (now - typedAt < TYPING_EVERY_MS) return;
  typedAt = now;
  live?.typing(room);
}

function hear(frames: Parameters<typeof afterFrames>[1]): void {
  const { state, errands } = afterFrames(get(), frames, Date.now());
  setSoon(state);
  for (const errand of errands) run(errand);
  settleDoubts(looking);
}

function run(errand: Errand): void {
  switch (errand.t) {
    case "resume":
      live?.resume();
      return;
    case "restart":
      api.start().then(adoptStart, ignore);
      return;
    case "fetch_room":
      if (errand.room !== looking) forgetBroken(errand.room);
      fetchRoom(errand.room).catch(ignore);
      return;
    case "fetch_me":
      api.session().then(adoptMe, ignore);
      return;
    case "directory":
      directoryChanged();
      return;
    case "announced":
      announcedSoon(errand.urgent);
      return;
    case "tasks":
      tasksSoon();
      return;
    case "circulars":
      circularsSoon(errand.isMine);
      return;
    case "planned":
      tellPlanned(errand.isRefused);
      return;
    case "reminded":
      tellReminded();
      return;
    case "heard":
      tellHearers(errand);
      return;
  }
}

/** What is not on screen is simply fetched when it is. */
function forgetBroken(id: Id): void {
  const room = get().rooms.get(id);
  if (room?.isBroken) dropHistory(room);
}

function adoptMe(mine: Me): void {
  learn([mine.person]);
  set({ session: { phase: "signed_in", me: mine } });
}

function ignore(): void {
  // The next entry, look or reconnection asks again.
}

let directoryTimer = 0;

function directoryChanged(): void {
  clearTimeout(directoryTimer);
  directoryTimer = window.setTimeout(() => void relearn().catch(ignore), between(DOUBT_MS.others));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

// --- from memory first -------------------------------------------------------------------------------------

function whenIdle(act: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(act, { timeout: 3_000 });
  else setTimeout(act, 600);
}

/** The rooms that will probably be opened next. */
async function prefetchUnread(): Promise<void> {
  const rooms = [...get().rooms.values()]
    .filter(({ card }) => card.archived_at === null && (card.mine?.unread ?? 0) > 0)
    .sort((a, b) => (b.card.last?.at ?? 0) - (a.card.last?.at ?? 0))
    .slice(0, PREFETCHED_ROOMS);
  for (const { id } of rooms) await loadNewest(id).catch(ignore);
}
