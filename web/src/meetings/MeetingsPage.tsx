import { goBack, type Route, roomPath } from "../shell/route";
import { MeetingForm } from "./MeetingForm";
import { MeetingList } from "./MeetingList";
import { MeetingPlace } from "./MeetingPlace";
import { NEW } from "./paths";

/** 会議: those of a room, one of them, or a new one. */
export default function MeetingsPage({ route }: { route: Extract<Route, { page: "meetings" }> }) {
  const { meetingId, room } = route;
  if (meetingId !== null && meetingId !== NEW) return <MeetingPlace key={meetingId} meetingId={meetingId} />;
  if (room === null) return <Nowhere />;
  if (meetingId === NEW) return <MeetingForm roomId={room} />;
  return <MeetingList key={room} onBack={() => goBack(roomPath(room))} roomId={room} />;
}

/** Meetings are of rooms: without one there is nothing to show. */
function Nowhere() {
  goBack("/");
  return null;
}
