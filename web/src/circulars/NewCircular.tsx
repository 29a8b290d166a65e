import { useEffect, useState } from "react";
import type { CircularRow } from "../api/generated";
import { useText } from "../i18n";
import type { Id } from "../model/types";
import { Button } from "../parts/Button";
import { Rounds } from "../parts/Choices";
import { DayField } from "../parts/DayField";
import { Form } from "../parts/Form";
import { FormProblem } from "../parts/Problem";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { nameOf } from "../rooms/name";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack, navigate } from "../shell/route";
import { useWork } from "../shell/useWork";
import { api, useMe, useRoom } from "../state";
import { circulars } from "./api";
import styles from "./Circulars.module.css";
import { countAgain } from "./counts";
import { FileField } from "./FileField";
import { circularPath } from "./paths";
import { Stops } from "./Stops";
import { type StopWanted, stopsOf, wantedOf, withMore } from "./stops";
import { useAttached } from "./useAttached";
import { useWords } from "./words";

/** A circular being written; from a room its members are on the way already. */
export function NewCircular({ roomId }: { roomId: Id | null }) {
  const t = useText();
  const w = useWords();
  const room = useRoom(roomId ?? "");
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  const [manner, setManner] = useState<CircularRow["manner"]>("at_once");
  const [due, setDue] = useState("");
  const [stops, setStops] = useMembersOf(roomId);
  const attached = useAttached([], w.failed);
  const { busy, problem, run } = useWork({ inline: true });
  const [key] = useState(() => crypto.randomUUID()); // a second try is the same circular
  const isEmpty = title.trim() === "" || (text.trim() === "" && attached.files.length === 0);
  const send = () =>
    run(async () => {
      const { id } = await circulars.send({
        client_key: key,
        title,
        text,
        manner,
        stops: wantedOf(stops),
        file_ids: attached.files.map((file) => file.id),
        due_on: due === "" ? null : due,
        room_id: roomId,
      });
      toast.done(w.sent);
      countAgain();
      navigate(circularPath(id), { replace: true });
    });
  return (
    <div className={styles.page}>
      <PageHead
        note={room === null ? undefined : w.fromRoom(nameOf(room, t))}
        onBack={() => goBack("/circulars")}
        title={w.newTitle}
      />
      <PageBody column>
        <Form className={styles.form} onSubmit={send}>
          <TextField autoFocus label={w.subject} maxLength={80} onChange={setTitle} value={title} />
          <TextField label={w.text} lines={8} maxLength={10_000} onChange={setText} value={text} />
          <FileField attached={attached} />
          <Rounds
            choices={[
              { id: "at_once", label: w.manner.at_once, note: w.mannerNote.at_once },
              { id: "in_order", label: w.manner.in_order, note: w.mannerNote.in_order },
            ]}
            label={w.mannerLabel}
            onChange={setManner}
            value={manner}
          />
          <Stops isInOrder={manner === "in_order"} onChange={setStops} stops={stops} />
          <DayField hint={w.dueHint} label={w.due} onChange={setDue} value={due} />
          <FormProblem text={problem} />
          <div className={styles.acts}>
            <Button
              busy={busy}
              isDisabled={isEmpty || stops.length === 0 || attached.sending.length > 0}
              look="primary"
              type="submit"
            >
              {w.send}
            </Button>
          </div>
        </Form>
      </PageBody>
    </div>
  );
}

/** The members of one's own body, without oneself. */
function useMembersOf(roomId: Id | null) {
  const { person, organization } = useMe();
  const [stops, setStops] = useState<readonly StopWanted[]>([]);
  useEffect(() => {
    if (roomId === null) return;
    const giveUp = new AbortController();
    api.members(roomId, giveUp.signal).then(
      ({ members }) => {
        const people = members.map((one) => one.person);
        const own = people.filter(
          (one) => one.id !== person.id && one.organization_id === organization.id && one.status === "active",
        );
        setStops((before) => withMore(before, stopsOf(own)));
      },
      () => null,
    );
    return () => giveUp.abort();
  }, [roomId, person.id, organization.id]);
  return [stops, setStops] as const;
}
