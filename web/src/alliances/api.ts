/** What the pages of alliances ask the server. */
import type {
  AllianceChange,
  AlliancePeople,
  AllianceProfile,
  AllianceRoomMade,
  AllianceRooms,
  AllianceSending,
  Alliances,
  AllianceView,
  BodyAct,
  InvitableBodies,
  NewAlliance,
  NewAllianceRoom,
} from "../api/generated";
import type { Id } from "../model/types";
import { ask, type Query } from "../net/http";

const one = (id: Id) => `/api/alliances/${encodeURIComponent(id)}`;
const room = (id: Id, roomId: Id) => `${one(id)}/rooms/${encodeURIComponent(roomId)}`;

export const alliances = {
  all: (signal: AbortSignal) => ask<Alliances>("GET", "/api/alliances", { signal }),
  found: (body: NewAlliance) => ask<AllianceView>("POST", "/api/alliances", { body }),
  one: (id: Id, signal: AbortSignal) => ask<AllianceView>("GET", one(id), { signal }),
  change: (id: Id, body: AllianceChange) => ask<AllianceView>("PATCH", one(id), { body }),
  end: (id: Id) => ask<AllianceView>("POST", `${one(id)}/end`),
  offer: (id: Id, body_id: Id | null) => ask<AllianceView>("PUT", `${one(id)}/heir`, { body: { body_id } }),
  takeOver: (id: Id) => ask<AllianceView>("POST", `${one(id)}/host`),
  invitable: (id: Id, q: string, signal: AbortSignal) =>
    ask<InvitableBodies>("GET", `${one(id)}/invitable`, { query: { q }, signal }),
  act: (id: Id, bodyId: Id, body: BodyAct) =>
    ask<AllianceView>("POST", `${one(id)}/bodies/${encodeURIComponent(bodyId)}`, { body }),
  send: (id: Id, body: AllianceSending) => ask<AllianceView>("PUT", `${one(id)}/sending`, { body }),
  people: (id: Id, query: Query, signal: AbortSignal) =>
    ask<AlliancePeople>("GET", `${one(id)}/people`, { query, signal }),
  profile: (id: Id, body: AllianceProfile) => ask<AllianceProfile>("PUT", `${one(id)}/profile`, { body }),
  rooms: (id: Id, query: Query, signal: AbortSignal) =>
    ask<AllianceRooms>("GET", `${one(id)}/rooms`, { query, signal }),
  openRoom: (id: Id, body: NewAllianceRoom) => ask<AllianceRoomMade>("POST", `${one(id)}/rooms`, { body }),
  join: (id: Id, roomId: Id) => ask<void>("POST", `${room(id, roomId)}/join`),
} as const;

export const allianceTabs = ["rooms", "people", "bodies", "own"] as const;
export type AllianceTab = (typeof allianceTabs)[number];

export function alliancePath(id: Id, tab: AllianceTab = "rooms"): string {
  const path = `/alliances/${encodeURIComponent(id)}`;
  return tab === "rooms" ? path : `${path}?tab=${tab}`;
}
