import { useState } from "react";
import type { MeetingView } from "../api/generated";
import { useText } from "../i18n";
import { fullWhenOf } from "../i18n/time";
import type { Id } from "../model/types";
import { Button } from "../parts/Button";
import { Switch } from "../parts/Choices";
import { Form } from "../parts/Form";
import { FormDialog } from "../parts/FormDialog";
import { FormProblem } from "../parts/Problem";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { nameOf } from "../rooms/name";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack, navigate, roomMeetingsPath } from "../shell/route";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { api, useRoom } from "../state";
import { meetings } from "./api";
import { agendaOf, instantOf, localOf, type Said } from "./fields";
import styles from "./Meetings.module.css";
import { meetingPath } from "./paths";
import { useWords } from "./words";

const HOUR_MS = 3_600_000;

/** A meeting being prepared; once it is there, the room is told of it by a message. */
export function MeetingForm({ roomId }: { roomId: Id }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  const room = useRoom(roomId);
  const [said, setSaid] = useState<Said>(() => firstOf(now));
  const [tells, setTells] = useState(true);
  const { busy, problem, run } = useWork({ inline: true });
  const [key] = useState(() => crypto.randomUUID()); // a second try is the same meeting
  const begins_at = instantOf(said.begins);
  const make = () =>
    run(async () => {
      if (begins_at === null) return;
      const { title, place, agenda } = said;
      const about = { title, place, begins_at, agenda: agendaOf(agenda) };
      const { meeting } = await meetings.make({ ...about, client_key: key, room_id: roomId });
      if (tells) {
        const words = w.told(meeting.title, fullWhenOf(meeting.begins_at, t, false));
        const text = `${words}\n${location.origin}${meetingPath(meeting.id)}`;
        await api.send(roomId, { client_key: key, text, file_ids: [], mentions: [] });
      }
      toast.done(w.prepared);
      navigate(meetingPath(meeting.id), { replace: true });
    });
  return (
    <div className={styles.page}>
      <PageHead
        note={room === null ? undefined : nameOf(room, t)}
        onBack={() => goBack(roomMeetingsPath(roomId))}
        title={w.prepare}
      />
      <PageBody column>
        <Form className={styles.form} onSubmit={make}>
          <Fields onChange={setSaid} said={said} />
          <Switch label={w.tell} note={w.tellNote} on={tells} onChange={setTells} />
          <FormProblem text={problem} />
          <div className={styles.acts}>
            <Button
              busy={busy}
              isDisabled={said.title.trim() === "" || begins_at === null}
              look="primary"
              type="submit"
            >
              {w.prepare}
            </Button>
          </div>
        </Form>
      </PageBody>
    </div>
  );
}

function firstOf(now: number): Said {
  const next = Math.ceil(now / HOUR_MS) * HOUR_MS;
  return { title: "", begins: localOf(next), place: "", agenda: "" };
}

/** A meeting that is changed. */
export function ChangeMeeting({
  view,
  onClose,
  onView,
}: {
  view: MeetingView;
  onClose: () => void;
  onView: (view: MeetingView) => void;
}) {
  const w = useWords();
  const { meeting, wording } = view;
  const [said, setSaid] = useState<Said>(() => ({
    title: meeting.title,
    begins: localOf(meeting.begins_at),
    place: meeting.place,
    agenda: view.agenda.join("\n"),
  }));
  const { busy, problem, run } = useWork({ inline: true });
  const begins_at = instantOf(said.begins);
  const save = () =>
    run(async () => {
      if (begins_at === null) return;
      const { title, place, agenda } = said;
      const about = { title, place, begins_at, agenda: agendaOf(agenda) };
      onView(await meetings.change(meeting.id, { ...about, wording }));
      toast.done(w.saved);
      onClose();
    });
  return (
    <FormDialog
      busy={busy}
      isDisabled={said.title.trim() === "" || begins_at === null}
      onClose={onClose}
      onSubmit={save}
      problem={problem}
      title={w.change}
      verb={w.save}
    >
      <Fields onChange={setSaid} said={said} />
    </FormDialog>
  );
}

function Fields({ said, onChange }: { said: Said; onChange: (said: Said) => void }) {
  const w = useWords();
  return (
    <>
      <TextField
        label={w.name}
        maxLength={120}
        onChange={(title) => onChange({ ...said, title })}
        value={said.title}
      />
      <TextField
        label={w.begins}
        onChange={(begins) => onChange({ ...said, begins })}
        type="datetime-local"
        value={said.begins}
      />
      <TextField
        label={w.place}
        markOptional
        maxLength={120}
        onChange={(place) => onChange({ ...said, place })}
        value={said.place}
      />
      <TextField
        hint={w.agendaHint}
        label={w.agenda}
        lines={4}
        markOptional
        maxLength={10_000}
        onChange={(agenda) => onChange({ ...said, agenda })}
        value={said.agenda}
      />
    </>
  );
}
