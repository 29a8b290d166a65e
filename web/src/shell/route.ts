/**
 * Where we are, as the address says it. The browser's history is the only memory of navigation, so back
 * works everywhere, also from a pane to the timeline on a phone.
 */
import { useSyncExternalStore } from "react";
import { isDialogStep } from "./overlayHistory";

/** What stands beside the timeline (on a phone: over it). */
export type Side =
  | { readonly kind: "thread"; readonly of: string }
  | { readonly kind: "readers"; readonly of: string }
  | { readonly kind: "confirmations"; readonly of: string }
  | { readonly kind: "members" }
  | { readonly kind: "files" };

export type Route =
  | { readonly page: "rooms" }
  | {
      readonly page: "room";
      readonly roomId: string;
      readonly messageId: string | null;
      readonly side: Side | null;
    }
  | { readonly page: "open-rooms" }
  /** `room`: what is unread in one room alone. */
  | { readonly page: "unread"; readonly room: string | null }
  | { readonly page: "directory"; readonly departmentId: string | null; readonly personId: string | null }
  | { readonly page: "search"; readonly query: SearchRoute }
  | { readonly page: "settings" }
  | { readonly page: "guests" }
  | { readonly page: "handover" }
  | { readonly page: "announcements" }
  | { readonly page: "more" }
  /** What another app shared; `hasFailed`: the device could not take it. */
  | { readonly page: "share"; readonly hasFailed: boolean }
  | {
      readonly page: "forms";
      readonly formId: string | null;
      readonly section: string | null;
      readonly of: string | null;
    }
  /** The counter: a view of its inbox, or one case. */
  | { readonly page: "cases"; readonly view: string | null; readonly caseId: string | null }
  /** What is told to many at once: all of it, a new one, or one. */
  | { readonly page: "broadcasts"; readonly id: string | null }
  /** 災害対応: the incidents, a new one (`new`), or one: its chronology, a report from the field, the wall. */
  | { readonly page: "incidents"; readonly id: string | null; readonly part: string | null }
  /** 回覧: a list of them, one of them, or a new one (`new`), from a room where one is named. */
  | {
      readonly page: "circulars";
      readonly view: string | null;
      readonly circularId: string | null;
      readonly room: string | null;
    }
  | { readonly page: "tasks"; readonly view: string | null }
  /** 出勤連絡: a department on a day. */
  | { readonly page: "attendance"; readonly day: string | null; readonly department: string | null }
  /** ノート: those of a room, or one of them; `template`: what it begins with. */
  | {
      readonly page: "notes";
      readonly noteId: string | null;
      readonly room: string | null;
      readonly template: string | null;
    }
  /** 投票: those of a room, one of them, or a new one (`new`) in a room. */
  | { readonly page: "polls"; readonly pollId: string | null; readonly room: string | null }
  /** 会議: those of a room, one of them, or a new one (`new`) in a room. */
  | { readonly page: "meetings"; readonly meetingId: string | null; readonly room: string | null }
  /** The alliances of one's body, or one of them and what of it is shown. */
  | { readonly page: "alliances"; readonly allianceId: string | null; readonly tab: string | null }
  | { readonly page: "console"; readonly section: string | null }
  /** Only for operators of the installation, who have no other page. */
  | { readonly page: "operator"; readonly section: string | null; readonly of: string | null }
  | { readonly page: "unknown" };

export interface SearchRoute {
  readonly q: string;
  readonly room: string | null;
  readonly author: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly files: boolean;
  readonly me: boolean;
}

export function routeOf(path: string, search: string): Route {
  const parts = path
    .split("/")
    .filter((part) => part !== "")
    .map(decoded);
  const query = new URLSearchParams(search);
  const [first, second = null, third = null, fourth = null] = parts;
  switch (first) {
    case undefined:
      return { page: "rooms" };
    case "rooms":
      return roomRouteOf(parts.slice(1), query);
    case "directory":
      return { page: "directory", departmentId: query.get("department"), personId: query.get("person") };
    case "search":
      return { page: "search", query: searchRouteOf(query) };
    case "sign-in":
      return { page: "rooms" };
    case "forms":
      return { page: "forms", formId: second, section: third, of: fourth };
    case "cases":
      return { page: "cases", view: query.get("view"), caseId: second };
    case "broadcasts":
      return { page: "broadcasts", id: second };
    case "incidents":
      return { page: "incidents", id: second, part: third };
    case "circulars":
      return {
        page: "circulars",
        view: query.get("view"),
        circularId: second,
        room: query.get("room"),
      };
    case "tasks":
      return { page: "tasks", view: query.get("view") };
    case "attendance":
      return { page: "attendance", day: query.get("day"), department: query.get("department") };
    case "notes":
      return {
        page: "notes",
        noteId: second,
        room: query.get("room"),
        template: query.get("template"),
      };
    case "polls":
      return { page: "polls", pollId: second, room: query.get("room") };
    case "meetings":
      return { page: "meetings", meetingId: second, room: query.get("room") };
    case "alliances":
      return { page: "alliances", allianceId: second, tab: query.get("tab") };
    case "console":
      return { page: "console", section: second };
    case "operator":
      return { page: "operator", section: second, of: third };
    case "share":
      return { page: "share", hasFailed: query.has("failed") };
    case "unread":
      return { page: "unread", room: query.get("room") };
    case "guests":
    case "handover":
    case "announcements":
    case "settings":
    case "more":
      return { page: first };
    default:
      return { page: "unknown" };
  }
}

/** `parts`: what follows `rooms`. */
function roomRouteOf(parts: readonly string[], query: URLSearchParams): Route {
  const [roomId, kind, of = null] = parts;
  if (roomId === undefined) return { page: "rooms" };
  if (roomId === "open") return { page: "open-rooms" };
  return { page: "room", roomId, messageId: kind === "messages" ? of : null, side: sideOf(query) };
}

function searchRouteOf(query: URLSearchParams): SearchRoute {
  return {
    q: query.get("q") ?? "",
    room: query.get("room"),
    author: query.get("author"),
    from: query.get("from"),
    to: query.get("to"),
    files: query.has("files"),
    me: query.has("me"),
  };
}

function sideOf(query: URLSearchParams): Side | null {
  const kind = query.get("side");
  const of = query.get("of");
  if (kind === "members" || kind === "files") return { kind };
  const isOfMessage = kind === "thread" || kind === "readers" || kind === "confirmations";
  if (isOfMessage && of !== null) return { kind, of };
  return null;
}

/** The address of a room, of a message in it, with what stands beside it. */
export function roomPath(
  roomId: string,
  { messageId, side }: { messageId?: string; side?: Side | null } = {},
): string {
  const path = `/rooms/${encodeURIComponent(roomId)}`;
  const at = messageId === undefined ? path : `${path}/messages/${encodeURIComponent(messageId)}`;
  return side ? `${at}?${sideQuery(side)}` : at;
}

function sideQuery(side: Side): string {
  const query = new URLSearchParams({ side: side.kind });
  if ("of" in side) query.set("of", side.of);
  return query.toString();
}

/** A new circular to the members of a room. */
export function newCircularPath(roomId: string): string {
  return `/circulars/new?${new URLSearchParams({ room: roomId })}`;
}

/** The polls of a room. */
export function roomPollsPath(roomId: string): string {
  return `/polls?${new URLSearchParams({ room: roomId })}`;
}

/** The meetings of a room. */
export function roomMeetingsPath(roomId: string): string {
  return `/meetings?${new URLSearchParams({ room: roomId })}`;
}

/** The notes of a room. */
export function roomNotesPath(roomId: string): string {
  return `/notes?${new URLSearchParams({ room: roomId })}`;
}

/** The overview of what is unread in a room. */
export function unreadPath(roomId: string): string {
  return `/unread?${new URLSearchParams({ room: roomId })}`;
}

export function searchPath(query: Partial<SearchRoute>): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) pairs.set(name, value === true ? "1" : value);
  const written = pairs.toString();
  return written ? `/search?${written}` : "/search";
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

// --- the browser's history -----------------------------------------------------------------------------

const listeners = new Set<() => void>();
let here = "";
let route: Route = { page: "rooms" };

function currentRoute(): Route {
  const now = location.pathname + location.search;
  if (now !== here) {
    here = now;
    route = routeOf(location.pathname, location.search);
  }
  return route;
}

export function useRoute(): Route {
  return useSyncExternalStore(listen, currentRoute);
}

/** Go to an address. `replace` leaves no step to come back to. */
export function navigate(path: string, { replace = false }: { replace?: boolean } = {}): void {
  const isHere = path === location.pathname + location.search;
  if (isHere && !isDialogStep(history.state)) return;
  // The step of a dialog that led here is the one to replace.
  if (isDialogStep(history.state)) history.replaceState({ depth: depth() + 1 }, "", path);
  else if (replace) history.replaceState(history.state, "", path);
  else history.pushState({ depth: depth() + 1 }, "", path);
  for (const listener of listeners) listener();
}

/** One step back if we came from inside, otherwise to `otherwise`. */
export function goBack(otherwise: string): void {
  if (depth() > 0) history.back();
  else navigate(otherwise, { replace: true });
}

function depth(): number {
  const state: unknown = history.state;
  if (typeof state !== "object" || state === null || !("depth" in state)) return 0;
  return typeof state.depth === "number" ? state.depth : 0;
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("popstate", listener);
  };
}
