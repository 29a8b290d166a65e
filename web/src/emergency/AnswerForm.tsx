import { useState } from "react";
import type { OwnBroadcast } from "../api/generated";
import { Button } from "../parts/Button";
import { FormProblem } from "../parts/Problem";
import { Select } from "../parts/Select";
import { TextField } from "../parts/TextField";
import type { GivenAnswer } from "./api";
import styles from "./Emergency.module.css";
import { ownPosition, saidOf } from "./incidents/positions";
import { TimeField } from "./incidents/TimeField";
import { localOf } from "./incidents/times";
import { useWords } from "./words";

interface AnswerFormProps {
  of: Pick<OwnBroadcast, "asked" | "questions">;
  busy: boolean;
  /** Null: confirmed. */
  onAnswer: (given: GivenAnswer | null) => void;
}

type Details = Omit<GivenAnswer, "choice">;

const SAFETY = ["safe", "hurt", "help"] as const;
const UNSAID = "unsaid";

/** One touch answers; what else is asked may be said before it. */
export function AnswerForm({ of: { asked, questions }, busy, onAnswer }: AnswerFormProps) {
  const w = useWords();
  const [details, setDetails] = useState<Details>({});
  const change = (part: Details) => setDetails((before) => ({ ...before, ...part }));
  if (asked === "read" || asked === "confirm") {
    return (
      <div>
        <Button busy={busy} look="primary" onPress={() => onAnswer(null)} wide>
          {asked === "read" ? w.read : w.confirm}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.answers}>
      {asked === "safety" && <More details={details} onChange={change} questions={questions} />}
      {asked === "question" && (
        <TextField
          label={w.comment}
          markOptional
          maxLength={200}
          onChange={(comment) => change({ comment })}
          value={details.comment ?? ""}
        />
      )}
      <div className={styles.choices}>
        {asked === "question"
          ? questions.choices.map((choice, number) => (
              <Button
                busy={busy}
                key={choice}
                onPress={() => onAnswer({ ...details, choice: String(number) })}
                wide
              >
                {choice}
              </Button>
            ))
          : SAFETY.map((choice) => (
              <Button
                busy={busy}
                key={choice}
                look={choice === "safe" ? "primary" : "danger"}
                onPress={() => onAnswer({ ...details, choice })}
                wide
              >
                {w.safety[choice] ?? choice}
              </Button>
            ))}
      </div>
      {asked === "safety" && <p className={styles.quiet}>{w.call119}</p>}
    </div>
  );
}

interface MoreProps {
  questions: OwnBroadcast["questions"];
  details: Details;
  onChange: (part: Details) => void;
}

/** What a safety check asks besides: closed, so that nobody must look for the three buttons. */
function More({ questions, details, onChange }: MoreProps) {
  const w = useWords();
  return (
    <details className={styles.more}>
      <summary>{w.more}</summary>
      {questions.family && (
        <Select
          choices={choicesOf(w.families, w.unsaid)}
          label={w.family}
          onChange={(id) => onChange({ family: id === UNSAID ? null : id })}
          value={details.family ?? UNSAID}
        />
      )}
      {questions.house && (
        <Select
          choices={choicesOf(w.houses, w.unsaid)}
          label={w.house}
          onChange={(id) => onChange({ house: id === UNSAID ? null : id })}
          value={details.house ?? UNSAID}
        />
      )}
      {questions.coming && (
        <Select
          choices={choicesOf(w.comings, w.unsaid)}
          label={w.coming}
          onChange={(id) => onChange({ coming: id === UNSAID ? null : id })}
          value={details.coming ?? UNSAID}
        />
      )}
      {details.coming === "later" && <ComesAt details={details} onChange={onChange} />}
      {questions.near && (
        <Select
          choices={choicesOf(w.nears, w.unsaid)}
          label={w.near}
          onChange={(id) => onChange({ near: id === UNSAID ? null : id })}
          value={details.near ?? UNSAID}
        />
      )}
      {questions.position && <Position details={details} onChange={onChange} />}
      {questions.place && (
        <TextField
          label={w.place}
          maxLength={200}
          onChange={(place) => onChange({ place })}
          value={details.place ?? ""}
        />
      )}
      <TextField
        label={w.comment}
        maxLength={200}
        onChange={(comment) => onChange({ comment })}
        value={details.comment ?? ""}
      />
    </details>
  );
}

function ComesAt({ details, onChange }: Omit<MoreProps, "questions">) {
  const w = useWords();
  const at = details.comes_at ?? null;
  return (
    <TimeField
      hint={w.comesAtHint}
      label={w.comesAt}
      onChange={(typed) => onChange({ comes_at: typed === "" ? null : new Date(typed).getTime() })}
      value={at === null ? "" : localOf(at)}
    />
  );
}

/** Asked, never taken: nothing is looked up before they press, and it goes with the answer alone. */
function Position({ details, onChange }: Omit<MoreProps, "questions">) {
  const w = useWords();
  const [isLooking, setLooking] = useState(false);
  const [isUnknown, setUnknown] = useState(false);
  const position = details.position ?? null;
  async function look() {
    setLooking(true);
    const found = await ownPosition();
    setLooking(false);
    setUnknown(found === null);
    onChange({ position: found });
  }
  return (
    <div className={styles.acts}>
      {position === null ? (
        <Button busy={isLooking} onPress={() => void look()}>
          {w.positionGive}
        </Button>
      ) : (
        <>
          <p role="status">{w.positionGiven(saidOf(position))}</p>
          <Button look="quiet" onPress={() => onChange({ position: null })} small>
            {w.positionNot}
          </Button>
        </>
      )}
      <FormProblem text={isUnknown ? w.positionFailed : null} />
    </div>
  );
}

function choicesOf<T extends string>(words: Record<T, string>, unsaid: string) {
  const known = (Object.keys(words) as T[]).map((id) => ({ id: id as T | typeof UNSAID, label: words[id] }));
  return [{ id: UNSAID as T | typeof UNSAID, label: unsaid }, ...known];
}
