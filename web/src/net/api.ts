/** Everything the server can be asked, one function per question. */
import type {
  AlliancePeople,
  Application,
  CameBack,
  Concerns,
  Devices,
  Leaving,
  Offers,
  Onward,
  OwnLink,
  OwnReminders,
  Reminders,
  ReminderTimes,
  ThisDevice,
  Topics,
} from "../api/generated";
import type {
  DepartmentsAnswer,
  FileCard,
  Id,
  Kept,
  MarksAnswer,
  Me,
  MembersAnswer,
  Mention,
  MentionsPage,
  Message,
  MessagesPage,
  NewMessage,
  NewRoom,
  OrganizationListed,
  PeoplePage,
  ReadersAnswer,
  RoomCard,
  RoomChanges,
  RoomFilesPage,
  RoomHistory,
  RoomsPage,
  SearchPage,
  SearchQuery,
  SessionsAnswer,
  Settings,
  SignIn,
  Start,
  ThreadPage,
  ThreadsPage,
} from "../model/types";
import { ask, type Upload, upload } from "./http";

type Signal = AbortSignal | undefined;

export type PageFrom =
  | { readonly before: number }
  | { readonly after: number }
  | { readonly around: number }
  | { readonly n: number }
  | { readonly on: string }
  | Record<string, never>;

const room = (id: Id) => `/api/rooms/${encodeURIComponent(id)}`;
const message = (id: Id) => `/api/messages/${encodeURIComponent(id)}`;

export const api = {
  // Session and me
  organizations: (signal?: Signal) =>
    ask<OrganizationListed[]>("GET", "/api/organizations/sign-in", { signal }),
  // Devices
  device: (signal?: Signal) => ask<ThisDevice>("GET", "/api/device", { signal }),
  confirmHandled: () => ask<void>("POST", "/api/me/handled/confirm"),
  applyForDevice: (body: Application) => ask<ThisDevice>("POST", "/api/device", { body }),
  devices: (signal?: Signal) => ask<Devices>("GET", "/api/devices", { signal }),
  reportLost: (id: Id) => ask<Devices>("POST", `/api/devices/${encodeURIComponent(id)}/lost`),
  wiped: () => ask<void>("POST", "/api/device/wiped"),

  /** Which organisations have a provider of their own. */
  offers: (signal?: Signal) => ask<Offers>("GET", "/api/oidc", { signal }),
  setOut: (organization: string) => ask<Onward>("POST", "/api/oidc/start", { body: { organization } }),
  comeBack: (body: CameBack) => ask<Me>("POST", "/api/oidc/finish", { body }),
  /** One's own link to that provider. */
  ownLink: (signal?: Signal) => ask<OwnLink>("GET", "/api/me/provider", { signal }),
  setOutToLink: () => ask<Onward>("POST", "/api/me/provider/start"),
  linkOwn: (body: CameBack) => ask<OwnLink>("POST", "/api/me/provider/finish", { body }),
  unlinkOwn: () => ask<void>("DELETE", "/api/me/provider"),
  farewell: () => ask<Onward>("GET", "/api/oidc/farewell", { timeoutMs: 5_000 }),
  signIn: (body: SignIn) => ask<Me>("POST", "/api/session", { body }),
  signOut: () => ask<void>("DELETE", "/api/session"),
  session: () => ask<Me>("GET", "/api/session"),
  /** Asks for a fresh proof if there is none: before a download that wants one. */
  freshProof: () => ask<void>("GET", "/api/session/proof"),
  start: () => ask<Start>("GET", "/api/start"),
  saveSettings: (body: Settings) => ask<Settings>("PUT", "/api/me/settings", { body }),
  changePassword: (body: { current: string; new: string }) => ask<void>("PUT", "/api/me/password", { body }),

  // Where one is signed in
  sessions: (signal?: Signal) => ask<SessionsAnswer>("GET", "/api/sessions", { signal }),
  nameSession: (id: Id, name: string) =>
    ask<void>("PATCH", `/api/sessions/${encodeURIComponent(id)}`, { body: { name } }),
  endSession: (id: Id) => ask<void>("DELETE", `/api/sessions/${encodeURIComponent(id)}`),
  endOtherSessions: () => ask<void>("DELETE", "/api/sessions"),

  // Rooms
  openRooms: (q: string, after?: string | null, signal?: Signal) =>
    ask<RoomsPage>("GET", "/api/rooms/open", {
      query: { q, after },
      signal,
    }),
  createRoom: (body: NewRoom) => ask<RoomCard>("POST", "/api/rooms", { body }),
  direct: (member_ids: readonly string[]) => ask<RoomCard>("POST", "/api/direct", { body: { member_ids } }),
  room: (id: Id) => ask<RoomCard>("GET", room(id)),
  changeRoom: (id: Id, body: RoomChanges) => ask<RoomCard>("PATCH", room(id), { body }),
  archive: (id: Id) => ask<void>("POST", `${room(id)}/archive`),
  unarchive: (id: Id) => ask<void>("POST", `${room(id)}/unarchive`),
  join: (id: Id) => ask<void>("POST", `${room(id)}/join`),
  leave: (id: Id) => ask<void>("POST", `${room(id)}/leave`),
  members: (id: Id, signal?: Signal) => ask<MembersAnswer>("GET", `${room(id)}/members`, { signal }),
  addMembers: (id: Id, member_ids: readonly string[], guest_history: RoomHistory) =>
    ask<void>("POST", `${room(id)}/members`, { body: { member_ids, guest_history } }),
  removeMember: (id: Id, member: Id) =>
    ask<void>("DELETE", `${room(id)}/members/${encodeURIComponent(member)}`),
  nameMaster: (id: Id, member: Id) => ask<void>("PUT", `${room(id)}/masters/${encodeURIComponent(member)}`),
  withdrawMaster: (id: Id, member: Id) =>
    ask<void>("DELETE", `${room(id)}/masters/${encodeURIComponent(member)}`),
  keepRoom: (id: Id, body: Kept) => ask<void>("PUT", `${room(id)}/mine`, { body }),

  // Messages
  messages: (id: Id, from: PageFrom = {}, limit = 50, signal?: Signal) =>
    ask<MessagesPage>("GET", `${room(id)}/messages`, { query: { ...from, limit }, signal }),
  send: (id: Id, draft: NewMessage) => ask<Message>("POST", `${room(id)}/messages`, { body: draft }),
  message: (id: Id) => ask<Message>("GET", message(id)),
  edit: (id: Id, body: { text: string; mentions: readonly Mention[] }) =>
    ask<Message>("PATCH", message(id), { body }),
  remove: (id: Id) => ask<void>("DELETE", message(id)),
  thread: (root: Id, before?: number, signal?: Signal) =>
    ask<ThreadPage>("GET", `${message(root)}/thread`, { query: { before }, signal }),
  react: (id: Id, emoji: string) => ask<void>("PUT", `${message(id)}/reactions/${encodeURIComponent(emoji)}`),
  unreact: (id: Id, emoji: string) =>
    ask<void>("DELETE", `${message(id)}/reactions/${encodeURIComponent(emoji)}`),

  // Reading
  marks: (id: Id, signal?: Signal) => ask<MarksAnswer>("GET", `${room(id)}/marks`, { signal }),
  read: (id: Id, n: number, rewinds: number | null) =>
    ask<void>("POST", `${room(id)}/read`, { body: { n, rewinds } }),
  readThread: (root: Id, n: number, rewinds: number | null) =>
    ask<void>("POST", `${message(root)}/thread/read`, { body: { n, rewinds } }),
  unread: (id: Id) => ask<void>("POST", `${message(id)}/unread`),
  unreadRoom: (id: Id) => ask<void>("POST", `${room(id)}/unread`),
  readThreads: (id: Id) => ask<void>("POST", `${room(id)}/threads/read`),
  leaving: (id: Id, signal?: Signal) => ask<Leaving>("GET", `${room(id)}/leaving`, { signal }),
  readers: (id: Id, signal?: Signal) => ask<ReadersAnswer>("GET", `${message(id)}/readers`, { signal }),
  reminders: (id: Id, signal?: Signal) => ask<Reminders>("GET", `${message(id)}/reminders`, { signal }),
  urge: (id: Id, reason: string) => ask<Reminders>("POST", `${message(id)}/urgent`, { body: { reason } }),
  remind: (id: Id, whom: "unread" | "unconfirmed" = "unread") =>
    ask<Reminders>("POST", `${message(id)}/reminders`, { query: { whom } }),
  ownReminders: (signal?: Signal) => ask<OwnReminders>("GET", "/api/own-reminders", { signal }),
  reminderTimes: (id: Id, signal?: Signal) =>
    ask<ReminderTimes>("GET", `${message(id)}/own-reminder`, { signal }),
  remindMe: (id: Id, at: number) => ask<void>("PUT", `${message(id)}/own-reminder`, { body: { at } }),
  finishReminder: (id: Id) => ask<void>("POST", `${message(id)}/own-reminder/done`),
  dropReminder: (id: Id) => ask<void>("DELETE", `${message(id)}/own-reminder`),
  concerns: (inRoom: Id | null, signal?: Signal) =>
    ask<Concerns>("GET", "/api/catch-up/concerns", { query: { room: inRoom }, signal }),
  topics: (rooms: readonly Id[], signal?: Signal) =>
    ask<Topics>("GET", "/api/catch-up/topics", { query: { rooms: rooms.join(",") }, signal }),
  threads: (before?: string | number | null, signal?: Signal) =>
    ask<ThreadsPage>("GET", "/api/threads", { query: { before }, signal }),
  mentions: (before?: string | null, signal?: Signal) =>
    ask<MentionsPage>("GET", "/api/mentions", {
      query: { before },
      signal,
    }),
  search: (query: SearchQuery, signal?: Signal) =>
    ask<SearchPage>("GET", "/api/search", {
      query: { ...query },
      signal,
    }),

  // People
  departments: (signal?: Signal) => ask<DepartmentsAnswer>("GET", "/api/departments", { signal }),
  /** Who takes part in an alliance, as they are shown outside their bodies. */
  alliancePeople: (id: Id, query: { q?: string; after?: string | null }, signal?: Signal) =>
    ask<AlliancePeople>("GET", `/api/alliances/${encodeURIComponent(id)}/people`, { query, signal }),
  people: (
    query: { q?: string; department_id?: string; ids?: readonly string[]; after?: string | null },
    signal?: Signal,
  ) =>
    ask<PeoplePage>("GET", "/api/people", {
      query: { ...query, ids: query.ids?.join(",") },
      signal,
    }),

  // Files
  upload: (
    blob: Blob,
    name: string,
    progress: (share: number) => void,
    keepsPosition = false,
  ): Upload<FileCard> =>
    upload<FileCard>(
      `/api/files?name=${encodeURIComponent(name)}${keepsPosition ? "&position=true" : ""}`,
      blob,
      blob.type,
      progress,
    ),
  roomFiles: (id: Id, before?: string | null, signal?: Signal) =>
    ask<RoomFilesPage>("GET", `${room(id)}/files`, {
      query: { before },
      signal,
    }),
} as const;

export const contentUrl = (file: FileCard) => `/api/files/${encodeURIComponent(file.id)}/content`;
export const downloadUrl = (file: FileCard) => `${contentUrl(file)}?download=1`;
export const thumbnailUrl = (file: FileCard) => `/api/files/${encodeURIComponent(file.id)}/thumbnail`;
