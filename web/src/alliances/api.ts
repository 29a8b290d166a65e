/** What the pages of alliances ask the server. */
import type {
  AllianceChange,
  AllianceFigures,
  AllianceGuests,
  AlliancePeople,
  AllianceProfile,
  AllianceQuestions,
  AllianceReports,
  AllianceRoomMade,
  AllianceRooms,
  AllianceSending,
  Alliances,
  AllianceView,
  BodyAct,
  BodyReadersOf,
  InvitableBodies,
  Message,
  Moderators,
  NewAlliance,
  NewAllianceRoom,
  NewMessageReport,
  NewQuestion,
  Question,
  QuestionChange,
  ReportDecision,
  RoomPin,
  SimilarQuestions,
  TermsVersions,
  WeekLetter,
  WeekLetterTold,
} from "../api/generated";
import type { Id } from "../model/types";
import { ask, type Query } from "../net/http";
import { roomPath } from "../shell/route";

const one = (id: Id) => `/api/alliances/${encodeURIComponent(id)}`;
const moderator = (id: Id, member: Id) => `${one(id)}/moderators/${encodeURIComponent(member)}`;
const room = (id: Id, roomId: Id) => `${one(id)}/rooms/${encodeURIComponent(roomId)}`;

export const alliances = {
  all: (signal: AbortSignal) => ask<Alliances>("GET", "/api/alliances", { signal }),
  found: (body: NewAlliance) => ask<AllianceView>("POST", "/api/alliances", { body }),
  one: (id: Id, signal: AbortSignal) => ask<AllianceView>("GET", one(id), { signal }),
  change: (id: Id, body: AllianceChange) => ask<AllianceView>("PATCH", one(id), { body }),
  end: (id: Id) => ask<AllianceView>("POST", `${one(id)}/end`),
  offer: (id: Id, body_id: Id | null) => ask<AllianceView>("PUT", `${one(id)}/heir`, { body: { body_id } }),
  takeOver: (id: Id) => ask<AllianceView>("POST", `${one(id)}/host`),
  figures: (id: Id, signal: AbortSignal) => ask<AllianceFigures>("GET", `${one(id)}/figures`, { signal }),
  terms: (id: Id, signal: AbortSignal) => ask<TermsVersions>("GET", `${one(id)}/terms`, { signal }),
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
  leave: (id: Id, room_ids: readonly Id[]) =>
    ask<void>("POST", `${one(id)}/rooms/leave`, { body: { room_ids } }),
  pin: (id: Id, roomId: Id, body: RoomPin) => ask<void>("PUT", `${room(id, roomId)}/pin`, { body }),
  questions: (id: Id, query: Query, signal: AbortSignal) =>
    ask<AllianceQuestions>("GET", `${one(id)}/questions`, { query, signal }),
  similar: (id: Id, text: string, signal: AbortSignal) =>
    ask<SimilarQuestions>("GET", `${one(id)}/questions/similar`, { query: { text }, signal }),
  ask: (id: Id, body: NewQuestion) => ask<Message>("POST", `${one(id)}/questions`, { body }),
  settle: (id: Id, question: Id, body: QuestionChange) =>
    ask<Question>("PUT", `${one(id)}/questions/${encodeURIComponent(question)}`, { body }),
  welcomed: (id: Id) => ask<void>("POST", `${one(id)}/welcome`),
  moderators: (id: Id, signal: AbortSignal) => ask<Moderators>("GET", `${one(id)}/moderators`, { signal }),
  nameModerator: (id: Id, member: Id) => ask<Moderators>("PUT", moderator(id, member)),
  withdrawModerator: (id: Id, member: Id) => ask<Moderators>("DELETE", moderator(id, member)),
  readers: (id: Id, message: Id, signal: AbortSignal) =>
    ask<BodyReadersOf>("GET", `${one(id)}/readers/${encodeURIComponent(message)}`, { signal }),
  guests: (id: Id, signal: AbortSignal) => ask<AllianceGuests>("GET", `${one(id)}/guests`, { signal }),
  weekLetter: (id: Id, signal: AbortSignal) =>
    ask<WeekLetterTold>("GET", `${one(id)}/week-letter`, { signal }),
  chooseWeekLetter: (id: Id, body: WeekLetter) =>
    ask<WeekLetterTold>("PUT", `${one(id)}/week-letter`, { body }),
  report: (id: Id, body: NewMessageReport) => ask<void>("POST", `${one(id)}/reports`, { body }),
  reports: (id: Id, signal: AbortSignal) => ask<AllianceReports>("GET", `${one(id)}/reports`, { signal }),
  decideReport: (id: Id, report: Id, body: ReportDecision) =>
    ask<void>("PUT", `${one(id)}/reports/${encodeURIComponent(report)}`, { body }),
} as const;

export const allianceTabs = ["rooms", "questions", "people", "aid", "bodies", "reports", "own"] as const;
export type AllianceTab = (typeof allianceTabs)[number];

export function alliancePath(id: Id, tab: AllianceTab = "rooms"): string {
  const path = `/alliances/${encodeURIComponent(id)}`;
  return tab === "rooms" ? path : `${path}?tab=${tab}`;
}

/** Where a question is read: in its thread; in the list of questions where one is not in its room. */
export function questionPath(id: Id, question: Pick<Question, "id" | "room_id" | "is_in">): string {
  const thread = { messageId: question.id, side: { kind: "thread", of: question.id } } as const;
  return question.is_in ? roomPath(question.room_id, thread) : alliancePath(id, "questions");
}
