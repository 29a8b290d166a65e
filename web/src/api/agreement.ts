/**
 * The client's types, held to the server's. What the server answers must be enough for the client, what the
 * client asks must be allowed by the server; otherwise this file does not compile.
 */
import type * as client from "../model/entries";
import type * as mine from "../model/types";
import type * as server from "./generated";

type Fits<Given extends Wanted, Wanted> = Given;

export type Answered = [
  Fits<server.Me, mine.Me>,
  Fits<server.Start, mine.Start>,
  Fits<server.RoomCard, mine.RoomCard>,
  Fits<server.OpenRooms, mine.RoomsPage>,
  Fits<server.RoomMembers, mine.MembersAnswer>,
  Fits<server.Marks, mine.MarksAnswer>,
  Fits<server.Page, mine.MessagesPage>,
  Fits<server.Message, mine.Message>,
  Fits<server.Thread, mine.ThreadPage>,
  Fits<server.Threads, mine.ThreadsPage>,
  Fits<server.Messages, mine.MentionsPage>,
  Fits<server.Readers, mine.ReadersAnswer>,
  Fits<server.SearchPage, mine.SearchPage>,
  Fits<server.Departments, mine.DepartmentsAnswer>,
  Fits<server.PeoplePage, mine.PeoplePage>,
  Fits<server.FileView, mine.FileCard>,
  Fits<server.RoomFiles, mine.RoomFilesPage>,
  Fits<server.Organization, mine.OrganizationName>,
  Fits<server.OrganizationListed, mine.OrganizationListed>,
  Fits<server.Settings, mine.Settings>,
  Fits<server.Sessions, mine.SessionsAnswer>,
];

export type Asked = [
  Fits<mine.SignIn, server.SignIn>,
  Fits<mine.Settings, server.Settings>,
  Fits<mine.NewRoom, server.NewRoom>,
  Fits<mine.RoomChanges, server.RoomChange>,
  Fits<mine.NewMessage, server.Draft>,
  Fits<client.ClientFrame, server.ClientFrame>,
];

/** What the server says in the kinds of entries that the client folds. */
type Told<Kinds> = Pick<server.EntryBodies, keyof Kinds & keyof server.EntryBodies>;
type Understood<Kinds> = Pick<Kinds, keyof Kinds & keyof server.EntryBodies>;

/** Kinds the client knows before the server says them. A misspelt one would not fit. */
type Awaited = Exclude<keyof (client.RoomEntries & client.MemberEntries), keyof server.EntryBodies>;

export type Live = [
  Fits<Told<client.RoomEntries>, Understood<client.RoomEntries>>,
  Fits<Told<client.MemberEntries>, Understood<client.MemberEntries>>,
  Fits<Awaited, never>,
  Fits<Exclude<server.ServerFrame, server.EntryFrame>, client.ServerFrame>,
];
