import { goBack, type Route, roomPath } from "../shell/route";
import { NoteList } from "./NoteList";
import { NotePlace } from "./NotePlace";

/** ノート: those of a room, or one of them. */
export default function NotesPage({ route }: { route: Extract<Route, { page: "notes" }> }) {
  const { noteId, room, template } = route;
  if (noteId !== null) return <NotePlace key={noteId} noteId={noteId} template={template} />;
  if (room === null) return <Nowhere />;
  return <NoteList key={room} onBack={() => goBack(roomPath(room))} roomId={room} />;
}

/** Notes are of rooms: without one there is nothing to show. */
function Nowhere() {
  goBack("/");
  return null;
}
