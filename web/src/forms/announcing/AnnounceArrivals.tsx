import { useCallback, useEffect, useState } from "react";
import type { Announcing } from "../../api/generated";
import { useText } from "../../i18n";
import { ask } from "../../net/http";
import { FormProblem } from "../../parts/Problem";
import { Section } from "../../parts/Section";
import { Select } from "../../parts/Select";
import { toast } from "../../parts/toasts";
import { nameOf } from "../../rooms/name";
import { Answered } from "../../shell/Answered";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { useRooms } from "../../state";
import styles from "../Forms.module.css";
import { useAnnouncingWords } from "./words";

const NONE = "-";
const of = (formId: string) => `/api/forms/${encodeURIComponent(formId)}/announcing`;

/** 到着のお知らせ: the room in which it is said that something came in. */
export function AnnounceArrivals({ formId }: { formId: string }) {
  const w = useAnnouncingWords();
  const answer = useAnswer(
    useCallback((signal: AbortSignal) => ask<Announcing>("GET", of(formId), { signal }), [formId]),
  );
  return (
    <Answered answer={answer} failed={w.failed}>
      {(value) => <Choosing first={value} formId={formId} />}
    </Answered>
  );
}

function Choosing({ first, formId }: { first: Announcing; formId: string }) {
  const t = useText();
  const w = useAnnouncingWords();
  const rooms = useRooms();
  const [known, setKnown] = useState(first);
  useEffect(() => setKnown(first), [first]);
  const { problem, run } = useWork({ inline: true });
  if (!known.may_change) return null;
  const choose = async (id: string) => {
    const body = { room_id: id === NONE ? null : id };
    const isDone = await run(async () => setKnown(await ask<Announcing>("PUT", of(formId), { body })));
    if (isDone) toast.done(w.saved);
  };
  const isElsewhere = known.room_id !== null && !rooms.some(({ id }) => id === known.room_id);
  return (
    <Section note={w.lead} title={w.title}>
      <Select
        choices={[
          { id: NONE, label: w.none },
          ...(isElsewhere && known.room_id !== null
            ? [{ id: known.room_id, label: known.room || w.other }]
            : []),
          ...rooms.map((room) => ({ id: room.id as string, label: nameOf(room, t) })),
        ]}
        label={w.room}
        onChange={(id) => void choose(id)}
        value={known.room_id ?? NONE}
      />
      <p className={styles.hint}>{known.by === "" ? w.yours : w.by(known.by)}</p>
      {known.is_stopped && <FormProblem text={w.stopped} />}
      <FormProblem text={problem} />
    </Section>
  );
}
