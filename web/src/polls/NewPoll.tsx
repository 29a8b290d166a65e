import { useState } from "react";
import { useText } from "../i18n";
import type { Id } from "../model/types";
import { Button } from "../parts/Button";
import { Rounds, Switch } from "../parts/Choices";
import { Form } from "../parts/Form";
import { FormProblem } from "../parts/Problem";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { nameOf } from "../rooms/name";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack, navigate, roomPollsPath } from "../shell/route";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { api, useRoom } from "../state";
import { polls } from "./api";
import { DateRows, TextRows } from "./OptionFields";
import { type DateRow, dateOptions, type Kind, nextDate, textOptions } from "./options";
import styles from "./Polls.module.css";
import { pollPath } from "./paths";
import { useWords } from "./words";

const KINDS: readonly Kind[] = ["dates", "yes_no", "one", "several", "scale"];

/** A poll being written; once it is made, the room is told of it by a message. */
export function NewPoll({ roomId }: { roomId: Id }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  const room = useRoom(roomId);
  const [kind, setKind] = useState<Kind>("dates");
  const [title, setTitle] = useState("");
  const [note, setNote] = useState("");
  const [lines, setLines] = useState<readonly string[]>(["", ""]);
  const [dates, setDates] = useState<readonly DateRow[]>(() => [nextDate([], now)]);
  const [isSecret, setSecret] = useState(false);
  const [endsWhenAll, setEndsWhenAll] = useState(false);
  const [tells, setTells] = useState(true);
  const [ends, setEnds] = useState("");
  const { busy, problem, run } = useWork({ inline: true });
  const [key] = useState(() => crypto.randomUUID()); // a second try is the same poll
  const hasOptions = kind !== "yes_no" && kind !== "scale";
  const options = kind === "dates" ? dateOptions(dates) : hasOptions ? textOptions(lines) : [];
  const make = () =>
    run(async () => {
      if (options === null) return;
      const ends_at = ends === "" ? null : Date.parse(`${ends}:00+09:00`);
      const about = { kind, title, note, options, is_secret: isSecret, ends_when_all: endsWhenAll, ends_at };
      const poll = await polls.make({ ...about, client_key: key, room_id: roomId });
      if (tells) {
        const text = `${w.told(poll.title)}\n${location.origin}${pollPath(poll.id)}`;
        await api.send(roomId, { client_key: key, text, file_ids: [], mentions: [] });
      }
      toast.done(w.made);
      navigate(pollPath(poll.id), { replace: true });
    });
  return (
    <div className={styles.page}>
      <PageHead
        note={room === null ? undefined : nameOf(room, t)}
        onBack={() => goBack(roomPollsPath(roomId))}
        title={w.make}
      />
      <PageBody column>
        <Form className={styles.form} onSubmit={make}>
          <Rounds
            choices={KINDS.map((id) => ({ id, label: w.kinds[id], note: w.kindNotes[id] }))}
            label={w.kind}
            onChange={setKind}
            value={kind}
          />
          <TextField
            label={kind === "dates" ? w.what : w.question}
            maxLength={120}
            onChange={setTitle}
            value={title}
          />
          <TextField label={w.note} lines={2} markOptional maxLength={1000} onChange={setNote} value={note} />
          {kind === "dates" && <DateRows onChange={setDates} rows={dates} />}
          {hasOptions && kind !== "dates" && <TextRows lines={lines} onChange={setLines} />}
          <TextField
            hint={w.endsHint}
            label={w.ends}
            markOptional
            onChange={setEnds}
            type="datetime-local"
            value={ends}
          />
          <Switch label={w.secret} note={w.secretNote} on={isSecret} onChange={setSecret} />
          <Switch label={w.endsWhenAll} note={w.endsWhenAllNote} on={endsWhenAll} onChange={setEndsWhenAll} />
          <Switch label={w.tell} note={w.tellNote} on={tells} onChange={setTells} />
          <FormProblem text={problem} />
          <div className={styles.acts}>
            <Button
              busy={busy}
              isDisabled={title.trim() === "" || options === null}
              look="primary"
              type="submit"
            >
              {w.begin}
            </Button>
          </div>
        </Form>
      </PageBody>
    </div>
  );
}
