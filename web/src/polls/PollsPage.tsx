import { goBack, type Route, roomPath } from "../shell/route";
import { NewPoll } from "./NewPoll";
import { PollList } from "./PollList";
import { PollPlace } from "./PollPlace";
import { NEW } from "./paths";

/** 投票・日程調整: those of a room, one of them, or a new one. */
export default function PollsPage({ route }: { route: Extract<Route, { page: "polls" }> }) {
  const { pollId, room } = route;
  if (pollId !== null && pollId !== NEW) return <PollPlace key={pollId} pollId={pollId} />;
  if (room === null) return <Nowhere />;
  if (pollId === NEW) return <NewPoll roomId={room} />;
  return <PollList key={room} onBack={() => goBack(roomPath(room))} roomId={room} />;
}

/** Polls are of rooms: without one there is nothing to show. */
function Nowhere() {
  goBack("/");
  return null;
}
