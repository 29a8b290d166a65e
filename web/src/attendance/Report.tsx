import { useState } from "react";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import { clockOf, isoDayOf } from "../i18n/time";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { FormDialog } from "../parts/FormDialog";
import { Fields } from "../parts/Section";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import styles from "./Attendance.module.css";
import { attendance } from "./api";
import { chosenSpan, KINDS, type Kind, type Span, spansOf } from "./spans";
import { useWords } from "./words";

/** First what, then until when: the second touch sends it. */
export function Report({ onReported }: { onReported: () => void }) {
  const w = useWords();
  const now = useNow();
  const [kind, setKind] = useState<Kind | null>(null);
  const [isChoosing, setChoosing] = useState(false);
  const { busy, run } = useWork();
  const done = () => {
    setKind(null);
    setChoosing(false);
    toast.done(w.reported);
    onReported();
  };
  const send = async (span: Span, what: Kind) => {
    const { begins_at, ends_at } = span;
    const body = { client_key: crypto.randomUUID(), kind: what, begins_at, ends_at };
    if (await run(() => attendance.report(body))) done();
  };
  return (
    <section aria-labelledby="attendance-report">
      <h2 className={styles.heading} id="attendance-report">
        {w.report}
      </h2>
      <ToggleButtonGroup
        aria-label={w.what}
        className={cx(styles.kinds)}
        onSelectionChange={(keys) => setKind(KINDS.find((one) => keys.has(one)) ?? null)}
        selectedKeys={kind === null ? [] : [kind]}
        selectionMode="single"
      >
        {KINDS.map((one) => (
          <ToggleButton className={cx(styles.kind)} id={one} key={one}>
            {w.kinds[one]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {kind !== null && (
        <fieldset aria-label={w.until} className={styles.spans}>
          {spansOf(kind, now).map((span) => (
            <Button busy={busy} key={`${span.id}${span.ends_at}`} onPress={() => send(span, kind)}>
              {span.id === "until" ? w.untilClock(clockOf(span.ends_at)) : w.spans[span.id]}
            </Button>
          ))}
          <Button look="quiet" onPress={() => setChoosing(true)}>
            {w.chooseTime}
          </Button>
        </fieldset>
      )}
      {kind !== null && isChoosing && (
        <Choosing kind={kind} onClose={() => setChoosing(false)} onDone={done} />
      )}
    </section>
  );
}

/** Days, hours and a note of one's own. */
function Choosing({ kind, onDone, onClose }: { kind: Kind; onDone: () => void; onClose: () => void }) {
  const w = useWords();
  const now = useNow();
  const [first, setFirst] = useState(() => isoDayOf(now));
  const [last, setLast] = useState(isoDayOf(now));
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [note, setNote] = useState("");
  const [key] = useState(() => crypto.randomUUID());
  const { busy, problem, run } = useWork({ inline: true });
  const span = chosenSpan(first, last, from, to);
  const send = async () => {
    if (span === null) return;
    if (await run(() => attendance.report({ client_key: key, kind, note, ...span }))) onDone();
  };
  return (
    <FormDialog
      busy={busy}
      isDisabled={span === null}
      onClose={onClose}
      onSubmit={send}
      problem={problem}
      title={w.kinds[kind]}
      verb={w.send}
    >
      <Fields>
        <TextField label={w.firstDay} onChange={setFirst} type="date" value={first} />
        <TextField label={w.lastDay} onChange={setLast} type="date" value={last} />
      </Fields>
      <Fields>
        <TextField label={w.from} markOptional onChange={setFrom} type="time" value={from} />
        <TextField label={w.to} markOptional onChange={setTo} type="time" value={to} />
      </Fields>
      <TextField
        hint={w.noteHint}
        label={w.note}
        markOptional
        maxLength={200}
        onChange={setNote}
        value={note}
      />
    </FormDialog>
  );
}
