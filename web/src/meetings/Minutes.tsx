import { useState } from "react";
import type { MeetingView, NoteView } from "../api/generated";
import { NoteIcon } from "../design/icons";
import { ask } from "../net/http";
import { Button } from "../parts/Button";
import { navigate } from "../shell/route";
import { useWork } from "../shell/useWork";
import { meetings } from "./api";
import styles from "./Meetings.module.css";
import { useWords } from "./words";

const TITLE_MOST = 120;
const notePath = (id: string) => `/notes/${encodeURIComponent(id)}`;

/** The minutes of a meeting are a note of its room, which several write at once. */
export function Minutes({ view, onView }: { view: MeetingView; onView: (view: MeetingView) => void }) {
  const w = useWords();
  const { busy, run } = useWork();
  const [key] = useState(() => crypto.randomUUID());
  const { id, room_id, title } = view.meeting;
  const begin = () =>
    run(async () => {
      const body = { client_key: key, room_id, title: w.minutesTitle(title).slice(0, TITLE_MOST) };
      const { note } = await ask<NoteView>("POST", "/api/notes", { body });
      const kept = await meetings.minutes(id, note.id);
      onView(kept);
      // Somebody was quicker: theirs are the minutes.
      if (kept.note_id !== null && kept.note_id !== note.id) navigate(notePath(kept.note_id));
      else navigate(`${notePath(note.id)}?template=minutes`);
    });
  const { note_id } = view;
  if (note_id !== null) {
    return (
      <div className={styles.acts}>
        <Button icon={<NoteIcon size={18} />} onPress={() => navigate(notePath(note_id))} small>
          {w.openMinutes}
        </Button>
      </div>
    );
  }
  if (!view.may_write) return null;
  return (
    <div className={styles.acts}>
      <Button busy={busy} icon={<NoteIcon size={18} />} onPress={() => void begin()} small>
        {w.minutes}
      </Button>
    </div>
  );
}
