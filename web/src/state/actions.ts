/** What a person can do. Each shows at once where it can, and is put back when it is refused. */
import type { CameBack } from "../api/generated";
import type { Draft } from "../model/draft";
import type { OutboxItem } from "../model/outbox";
import { readThreads } from "../model/ownReading";
import { confirmedByMe, editedAs, removedBy } from "../model/room";
import type {
  Id,
  Kept,
  Me,
  Mention,
  Message,
  MyRoom,
  NewRoom,
  Person,
  RoomCard,
  RoomChanges,
  RoomHistory,
  Settings,
  SignIn,
} from "../model/types";
import { api } from "../net/api";
import { Problem } from "../net/problem";
import { begin, goOn, look, retryConnection, signOut, tellTyping } from "./engine";
import {
  adoptCard,
  fetchRoom,
  forgetRoom,
  learn,
  loadMarks,
  loadNewest,
  loadPage,
  loadThread,
  repair,
} from "./load";
import { markUnread, readThreadUpTo, readUpTo, release } from "./marks";
import { react as wishReaction } from "./reacting";
import {
  discard,
  draftOf,
  rewrite,
  saveDraft,
  send,
  sendAgain,
  sendStamp,
  takeBackIntoDraft,
  withdraw,
  writeDrafts,
} from "./sending";
import { get, me, set, updateRoom } from "./store";
import { attach, keepPosition, removeUpload } from "./uploads";

async function signIn(who: SignIn): Promise<void> {
  await goOn(await api.signIn(who));
}

/** Shown at once; put back when refused. */
async function saveSettings(settings: Settings): Promise<void> {
  const { session } = get();
  if (session.phase !== "signed_in") return;
  putSettings(settings);
  try {
    putSettings(await api.saveSettings(settings));
  } catch (error) {
    putSettings(session.me.settings);
    throw error;
  }
}

function putSettings(settings: Settings): void {
  const { session } = get();
  if (session.phase === "signed_in") set({ session: { ...session, me: { ...session.me, settings } } });
}

async function createRoom(room: NewRoom): Promise<RoomCard> {
  const card = await api.createRoom(room);
  adoptCard(card);
  return card;
}

/** Gives the existing room of these people if there is one. */
async function openDirect(members: readonly Id[]): Promise<RoomCard> {
  const card = await api.direct(members);
  adoptCard(card);
  return card;
}

async function changeRoom(room: Id, changes: RoomChanges): Promise<void> {
  await api.changeRoom(room, changes);
}

async function joinRoom(room: Id): Promise<RoomCard> {
  await api.join(room);
  const card = await fetchRoom(room);
  if (card === null) throw new Problem(404, "room.not_found", "");
  return card;
}

async function leaveRoom(room: Id): Promise<void> {
  await api.leave(room);
  forgetRoom(room);
}

/** Shown at once; put back when refused. */
async function keepRoom(room: Id, kept: Kept): Promise<void> {
  const before = get().rooms.get(room)?.card.mine;
  putKept(room, kept);
  try {
    await api.keepRoom(room, kept);
  } catch (error) {
    if (before) putKept(room, keptOf(before));
    throw error;
  }
}

const keptOf = ({ favourite, notify, section, hide_quiet }: MyRoom): Kept => ({
  favourite,
  notify,
  section,
  hide_quiet,
});

function putKept(id: Id, kept: Kept): void {
  updateRoom(id, (room) => {
    const { mine } = room.card;
    return mine === null ? room : { ...room, card: { ...room.card, mine: { ...mine, ...kept } } };
  });
}

/** Messages and the threads I follow. */
async function markAllRead(room: Id): Promise<void> {
  const card = get().rooms.get(room)?.card;
  if (card === undefined) return;
  readUpTo(room, card.message_n);
  if ((card.mine?.thread_unread ?? 0) === 0) return;
  await api.readThreads(room);
  updateRoom(room, readThreads);
}

/** On hover or focus of a row: fetches the newest page, so that the room opens from memory. */
function prefetch(room: Id): void {
  loadNewest(room).catch(() => undefined);
}

async function react(room: Id, message: Id, emoji: string, isAdded: boolean): Promise<void> {
  const self = me();
  if (self !== null) await wishReaction({ room, message, emoji, isAdded, by: self.id });
}

async function editMessage(room: Id, message: Id, text: string, mentions: readonly Mention[]): Promise<void> {
  const after = await api.edit(message, { text, mentions });
  updateRoom(room, (before) =>
    editedAs(before, message, after.text, after.mentions, after.edited_at ?? Date.now()),
  );
}

/** What I have just sent: gone for readers, and its words back in the field. */
async function undoSending(message: Message): Promise<void> {
  await removeMessage(message.room_id, message.id);
  takeBackIntoDraft(message);
}

async function removeMessage(room: Id, message: Id): Promise<void> {
  const self = me();
  await api.remove(message);
  if (self) updateRoom(room, (before) => removedBy(before, message, self.id, Date.now()));
}

export const actions = {
  /** Once, before the first drawing: finds out who is signed in and opens the live connection. */
  begin,
  signIn,
  comeBack: async (came: CameBack) => goOn(await api.comeBack(came)),
  signOut,
  saveSettings,
  changePassword: (current: string, next: string) => api.changePassword({ current, new: next }),
  /** Whoever came in by another way than the password. */
  cameIn: (mine: Me) => goOn(mine),
  /** At a gate, after what stood there was settled. */
  settled: async () => goOn(await api.session()),
  retryConnection,

  createRoom,
  openDirect,
  changeRoom,
  archiveRoom: (room: Id) => api.archive(room),
  unarchiveRoom: (room: Id) => api.unarchive(room),
  joinRoom,
  leaveRoom,
  addMembers: (room: Id, members: readonly Id[], guestHistory: RoomHistory) =>
    api.addMembers(room, members, guestHistory),
  removeMember: (room: Id, member: Id) => api.removeMember(room, member),
  nameMaster: (room: Id, member: Id) => api.nameMaster(room, member),
  withdrawMaster: (room: Id, member: Id) => api.withdrawMaster(room, member),
  keepRoom,
  markAllRead,
  prefetch,
  /** People that came with an answer of `api`, kept for `usePerson`. */
  learn: (people: readonly Person[]) => learn(people),

  // The talk
  look,
  loadPage,
  loadNewest,
  loadThread,
  loadMarks,
  repair,
  readUpTo,
  readThreadUpTo,
  markUnread,
  markRoomUnread: (room: Id) => api.unreadRoom(room),
  release,
  react,
  editMessage,
  removeMessage,
  noteConfirmed: (room: Id, message: Id) => updateRoom(room, (before) => confirmedByMe(before, message)),
  tellTyping,
  draftOf: (room: Id, root: Id | null) => draftOf(room, root),
  saveDraft: (room: Id, root: Id | null, draft: Draft) => saveDraft(room, root, draft),
  send: (room: Id, root: Id | null, draft: Draft) => send(room, root, draft),
  sendAgain: (item: OutboxItem) => sendAgain(item),
  sendStamp,
  undoSending,
  discard: (item: OutboxItem) => discard(item),
  /** False: it has left already. */
  withdraw: (item: OutboxItem) => withdraw(item),
  rewrite: (item: OutboxItem) => rewrite(item),
  /** What is being written is on the disk when this is done. */
  writeDrafts: () => writeDrafts(),
  attach,
  keepPosition,
  removeUpload,
} as const;
