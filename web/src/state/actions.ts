import type { Id, NewRoom, Notify, Person, RoomCard, RoomChanges, Settings, SignIn } from "../model/types";

interface Actions {
  /** Once, before the first drawing: finds out who is signed in and opens the live connection. */
  begin(): void;
  signIn(who: SignIn): Promise<void>;
  signOut(): Promise<void>;
  /** Shown at once; put back when refused. */
  saveSettings(settings: Settings): Promise<void>;
  changePassword(current: string, next: string): Promise<void>;
  retryConnection(): void;

  createRoom(room: NewRoom): Promise<RoomCard>;
  /** Gives the existing room of these people if there is one. */
  openDirect(members: readonly Id[]): Promise<RoomCard>;
  changeRoom(room: Id, changes: RoomChanges): Promise<void>;
  archiveRoom(room: Id): Promise<void>;
  unarchiveRoom(room: Id): Promise<void>;
  joinRoom(room: Id): Promise<RoomCard>;
  leaveRoom(room: Id): Promise<void>;
  addMembers(room: Id, members: readonly Id[]): Promise<void>;
  removeMember(room: Id, member: Id): Promise<void>;
  nameMaster(room: Id, member: Id): Promise<void>;
  withdrawMaster(room: Id, member: Id): Promise<void>;
  /** Shown at once; put back when refused. */
  keepRoom(room: Id, kept: { favourite?: boolean; notify?: Notify }): Promise<void>;
  markAllRead(room: Id): Promise<void>;
  /** On hover or focus of a row: fetches the newest page, so that the room opens from memory. */
  prefetch(room: Id): void;
  /** People that came with an answer of `api`, kept for `usePerson`. */
  learn(people: readonly Person[]): void;
}

const LATER = () => {
  throw new Error("not wired yet");
};

export const actions: Actions = new Proxy({} as Actions, { get: () => LATER });
