import { useEffect, useState } from "react";
import type { OwnBroadcast } from "../api/generated";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { useMe } from "../state";
import { AnswerForm } from "./AnswerForm";
import { broadcasts, type GivenAnswer } from "./api";
import styles from "./Emergency.module.css";
import { giveAnswer, hasWaiting } from "./waitingAnswers";
import { useWords } from "./words";

interface OwnOneProps {
  one: OwnBroadcast;
  onChanged: () => void;
}

/** A broadcast to oneself: what it says, and what one answers. */
export function OwnOne({ one, onChanged }: OwnOneProps) {
  const t = useText();
  const w = useWords();
  const { person } = useMe();
  const work = useWork();
  const [isAgain, setAgain] = useState(false);
  const [isKept, setKept] = useState(() => hasWaiting(person.id, one.id));
  const { id, step } = one;
  const isSeen = step !== "stored" && step !== "device";
  useEffect(() => {
    if (!isSeen) void broadcasts.seen(id).catch(() => null);
  }, [id, isSeen]);
  const give = (given: GivenAnswer | null) =>
    work.run(async () => {
      const isSent = await giveAnswer(person.id, one.id, given);
      setKept(!isSent);
      setAgain(false);
      if (isSent) {
        toast.done(given === null ? w.confirmed : w.answered);
        onChanged();
      }
    });
  return (
    <article className={cx(styles.own, one.is_urgent && !one.is_done && styles.ownUrgent)}>
      {one.is_drill && <p className={styles.drill}>{w.drillBar}</p>}
      <h2 className={styles.ownTitle}>
        {one.is_urgent && <span className={styles.urgent}>{w.urgent}</span>}
        {one.title}
      </h2>
      <p className={styles.quiet}>{w.from(one.by, whenOf(one.sent_at, Date.now(), t))}</p>
      {one.text !== "" && <p className={styles.text}>{one.text}</p>}
      {isKept && (
        <p className={styles.note} role="status">
          {w.kept}
        </p>
      )}
      {one.is_done && !isAgain ? (
        <div className={styles.doneLine}>
          <Tag tone="done">{one.answer === null ? w.confirmed : w.answered}</Tag>
          {one.answer !== null && <span>{saidOf(one, w)}</span>}
          {one.answer !== null && (
            <Button look="quiet" onPress={() => setAgain(true)} small>
              {w.again}
            </Button>
          )}
          {one.answered_for_by !== null && (
            <p className={styles.quiet}>{w.answeredFor(one.answered_for_by)}</p>
          )}
        </div>
      ) : (
        <AnswerForm busy={work.busy} of={one} onAnswer={give} />
      )}
    </article>
  );
}

function saidOf({ asked, answer, questions }: OwnBroadcast, w: ReturnType<typeof useWords>): string {
  if (answer === null) return "";
  if (asked === "question") return questions.choices[Number(answer.choice)] ?? "";
  return w.safety[answer.choice] ?? "";
}
