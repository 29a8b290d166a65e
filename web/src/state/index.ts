/**
 * The door of the state: hooks to read, `actions` to change, `api` for questions whose answers are not kept.
 *
 * Every hook reads one external store; a component is drawn again only when what it reads has changed. Actions
 * return promises that reject with `Problem` (show `message` as it is) or `Unreachable`.
 */

export { api, contentUrl, downloadUrl, thumbnailUrl } from "../net/api";
export { isProblem, Problem, Unreachable } from "../net/problem";
export { actions } from "./actions";
export { hearCirculars, hearTasks } from "./doubts";
export { INSTALLATION } from "./engine";
export { hearPlanned } from "./hearing";
export {
  useAnnouncementsChanged,
  useConnection,
  useDraft,
  useHasConfirmed,
  useIsClosed,
  useMe,
  useNewMessages,
  useOutbox,
  useOwnPosition,
  usePeople,
  usePerson,
  useReminded,
  useRoom,
  useRoomRow,
  useRooms,
  useSession,
  useSettings,
  useTalk,
  useTyping,
  useUnread,
  useUploads,
} from "./hooks";
export { noteIncidents, type OwnIncidents, useOwnIncidents } from "./incidents";
export { giveProof, useProofWanted } from "./proof";
export { undoableUntil } from "./sending";
export {
  type Connection,
  type NewMessageSeen,
  QUIET_MS,
  type RoomRow,
  type Session,
  type Unread,
  type Upload,
} from "./shape";
export { positionOf } from "./uploads";
