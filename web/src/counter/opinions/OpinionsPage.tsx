import { useCallback, useEffect, useState } from "react";
import type { OpinionAskedOfMe } from "../../api/generated";
import { FormIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { fullWhenOf } from "../../i18n/time";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { FormDialog } from "../../parts/FormDialog";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { Answered } from "../../shell/Answered";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { goBack } from "../../shell/route";
import { useAnswer } from "../../shell/useAnswer";
import { useNow } from "../../shell/useNow";
import { useWork } from "../../shell/useWork";
import { useSettings } from "../../state";
import styles from "../Counter.module.css";
import { dayText } from "../states";
import { opinions } from "./api";
import { useOpinionWords } from "./words";

/** 照会された意見: what other sections ask, of me or of my section. */
export function OpinionsPage() {
  const w = useOpinionWords();
  const answer = useAnswer(useCallback((signal: AbortSignal) => opinions.mine(signal), []));
  return (
    <div className={styles.page}>
      <PageHead onBack={() => goBack("/cases")} title={w.mine} />
      <PageBody column>
        <Answered answer={answer} failed={w.failed}>
          {(value) => <Listed first={value.opinions} />}
        </Answered>
      </PageBody>
    </div>
  );
}

function Listed({ first }: { first: readonly OpinionAskedOfMe[] }) {
  const w = useOpinionWords();
  const [known, setKnown] = useState(first);
  useEffect(() => setKnown(first), [first]);
  const put = (changed: OpinionAskedOfMe) =>
    setKnown(known.map((one) => (one.id === changed.id ? changed : one)));
  if (known.length === 0) {
    return (
      <EmptyState icon={<FormIcon />} title={w.noneTitle}>
        {w.noneText}
      </EmptyState>
    );
  }
  return (
    <ol className={styles.said}>
      {known.map((one) => (
        <One key={one.id} one={one} onChange={put} />
      ))}
    </ol>
  );
}

interface OneProps {
  one: OpinionAskedOfMe;
  onChange: (changed: OpinionAskedOfMe) => void;
}

function One({ one, onChange }: OneProps) {
  const t = useText();
  const w = useOpinionWords();
  const { era } = useSettings();
  const now = useNow();
  const [isAnswering, setAnswering] = useState(false);
  return (
    <li className={styles.part}>
      <strong>{one.title}</strong> {one.number}
      <span className={styles.line}>
        {w.from(one.department, one.by)}　{w.askedBy(one.by, dayText(one.answer_by, now, t))}
      </span>
      <p className={styles.text}>{one.question}</p>
      {one.answers.length > 0 && (
        <dl className={styles.facts}>
          {one.answers.map((answer) => (
            <div key={answer.question_id}>
              <dt>{answer.label}</dt>
              <dd className={styles.text}>{answer.shown}</dd>
            </div>
          ))}
        </dl>
      )}
      {one.answered_at !== null && (
        <>
          <p className={styles.about}>{w.answered(one.answered_by, fullWhenOf(one.answered_at, t, era))}</p>
          <p className={styles.text}>{one.answer}</p>
        </>
      )}
      {!one.is_open && one.answered_at === null && <p className={styles.about}>{w.closed}</p>}
      {one.is_open && (
        <Button look="primary" onPress={() => setAnswering(true)} small>
          {w.open}
        </Button>
      )}
      {isAnswering && <Answering onChange={onChange} onClose={() => setAnswering(false)} one={one} />}
    </li>
  );
}

function Answering({ one, onChange, onClose }: OneProps & { onClose: () => void }) {
  const w = useOpinionWords();
  const [answer, setAnswer] = useState("");
  const { busy, problem, run } = useWork({ inline: true });
  const give = async () => {
    if (!(await run(async () => onChange(await opinions.give(one.id, answer))))) return;
    toast.done(w.given);
    onClose();
  };
  return (
    <FormDialog
      busy={busy}
      holds
      isDisabled={answer.trim() === ""}
      lead={one.question}
      onClose={onClose}
      onSubmit={give}
      problem={problem}
      title={w.answer}
      verb={w.give}
    >
      <TextField label={w.answer} lines={6} maxLength={4000} onChange={setAnswer} value={answer} />
    </FormDialog>
  );
}
