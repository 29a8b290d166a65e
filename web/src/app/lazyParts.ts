/**
 * Everything that is not needed at once, each in a file of its own. Shortly after the start all of it is
 * fetched while nothing else happens: a dialog then opens within a frame, also when the connection is gone.
 */

import type { ComponentType } from "react";
import { lazyPart } from "../parts/lazyPart";

// biome-ignore lint/suspicious/noExplicitAny: the parts take different properties; `lazy` keeps each one's own.
type Part = ComponentType<any>;

const loaders: (() => Promise<unknown>)[] = [];

/** Not for the list of rooms, but for each of them: fetched at once where the address names one, else beside the list. */
const loadTalk = () => import("../talk").then(({ TalkPane: shown }) => ({ default: shown }));
export const TalkPane = lazyPart(loadTalk);

export function prefetchTalk(): void {
  loadTalk().catch(() => null); // a room that is opened asks again
}

// Not only once the server has said who is here.
if (location.pathname.startsWith("/rooms/")) prefetchTalk();

function later<P extends Part>(load: () => Promise<{ default: P }>) {
  loaders.push(load);
  return lazyPart(load);
}

export const Switcher = later(() => import("../search/Switcher"));
export const NewTalk = later(() => import("../rooms/NewTalk"));
export const PersonDialog = later(() => import("../people/PersonDialog"));
export const RoomSettings = later(() => import("../rooms/RoomSettings"));
export const AddMembers = later(() => import("../rooms/AddMembers"));
export const LeaveRoom = later(() => import("../rooms/LeaveRoom"));
export const NewRoom = later(() => import("../rooms/NewRoom"));
export const Unsent = later(() => import("./UnsentDialog"));
export const Share = later(() => import("./SharePage"));
export const Versions = later(() => import("./Versions"));
export const Forward = later(() => import("../talk/ForwardDialog"));
export const TidyRooms = later(() => import("../rooms/TidyRooms"));
export const Marks = later(() => import("../talk/MarksDialog"));
export const OwnReminder = later(() => import("../unread/OwnReminderDialog"));
export const Keys = later(() => import("./KeysDialog"));

export const Unread = later(() => import("../unread/UnreadPage"));
export const Circulars = later(() => import("../circulars/CircularsPage"));
export const Attendance = later(() => import("../attendance/AttendancePage"));
export const Meetings = later(() => import("../meetings/MeetingsPage"));
export const Position = later(() => import("../emergency/map/PositionDialog"));
export const Polls = later(() => import("../polls/PollsPage"));
export const Tasks = later(() => import("../tasks/TasksPage"));
export const NewTask = later(() => import("../tasks/NewTaskDialog"));
export const Search = later(() => import("../search/SearchPage"));
export const Directory = later(() => import("../people/Directory"));
export const OpenRooms = later(() => import("../rooms/OpenRooms"));
export const Settings = later(() => import("../settings/SettingsPage"));
export const Guests = later(() => import("../guests/GuestsPage"));
export const InviteGuest = later(() => import("../guests/InviteGuest"));
export const Handover = later(() => import("../handover/HandoverPage"));
export const PastAnnouncements = later(() => import("./AnnouncementsPage"));
export const More = later(() => import("./MorePage"));
/** Not everybody builds forms: fetched when one does. */
export const Forms = lazyPart(() => import("../forms/FormsPage"));
/** What is sent in an emergency is answered also while the line is bad: it is there beforehand. */
export const Broadcasts = later(() => import("../emergency/EmergencyPage"));
/** What is seen in the field is reported also while there is no line. */
export const Incidents = later(() => import("../emergency/incidents/IncidentsPage"));
export const ChronologyEntry = later(() => import("../emergency/incidents/FromMessage"));
export const BroadcastStrip = later(() => import("../emergency/BroadcastStrip"));
/** Not every body is in one. */
export const Alliances = lazyPart(() => import("../alliances/AlliancesPage"));
export const ReportMessage = lazyPart(() => import("../alliances/ReportMessage"));
export const SettleQuestion = lazyPart(() => import("../alliances/SettleQuestion"));
export const Cases = lazyPart(() => import("../counter/CasesPage"));
/** With its editor it is large, and not everybody writes notes: fetched when one is opened. */
export const Notes = lazyPart(() => import("../notes/NotesPage"));
/** Only administrators come here, so it is fetched when one does. */
export const Console = lazyPart(() => import("../console/Console"));
export const Notifications = later(() => import("./Notifications"));
/** What others did to one's account is told rarely. */
export const HandledNotice = later(() => import("../shell/HandledNotice"));
export const Announcements = later(() => import("./Announcements"));
export const PaneDivider = later(() => import("../shell/PaneDivider"));
export const RecordNotices = later(() => import("./RecordNotices"));

/** One after the other: what the person asks for meanwhile goes first. A failure here costs nothing. */
export async function prefetchParts(): Promise<void> {
  for (const load of loaders) {
    await idle();
    await load().catch(() => null);
  }
}

const IDLE_MS = 2_000;

/** Safari has no word for being idle: there a pause must do. */
function idle(): Promise<unknown> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in window) requestIdleCallback(resolve, { timeout: IDLE_MS });
    else setTimeout(resolve, IDLE_MS / 10);
  });
}
