import { useCallback, useState } from "react";
import type { BroadcastAnswer, BroadcastView, ReachedPerson } from "../api/generated";
import { type Text, useText } from "../i18n";
import { shortWhenOf } from "../i18n/time";
import { List } from "../list/List";
import { facts, LineRow, RowWords } from "../list/Row";
import { useList } from "../list/useList";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Select } from "../parts/Select";
import { useWork } from "../shell/useWork";
import { AnswerForm } from "./AnswerForm";
import { broadcasts, type GivenAnswer } from "./api";
import styles from "./Emergency.module.css";
import { saidOf as positionOf } from "./incidents/positions";
import { saidOf } from "./Ladder";
import { type EmergencyWords, useWords } from "./words";

const ALL = "all";
const KINDS = ["", "waiting", "troubled", "unseen", "unreachable", "done"] as const;

/** How far it has come with each: those in trouble first, then those who are waited for. */
export function People({ view, again }: { view: BroadcastView; again: () => void }) {
  const w = useWords();
  const { id, asked } = view.broadcast;
  const [which, setWhich] = useState<string>("");
  const [department, setDepartment] = useState<string>(ALL);
  const [answering, setAnswering] = useState<ReachedPerson | null>(null);
  const found = useList(
    "people",
    useCallback(
      (after: string | null, signal: AbortSignal) =>
        broadcasts.people(id, which, department === ALL ? "" : department, after, signal),
      [id, which, department],
    ),
  );
  const kinds = KINDS.filter((one) => one !== "troubled" || asked === "safety");
  const done = () => {
    setAnswering(null);
    found.restart();
    again();
  };
  return (
    <div className={styles.panel}>
      <div className={styles.filters}>
        <Select
          choices={kinds.map((one) => ({ id: one === "" ? ALL : one, label: w.which[one] ?? one }))}
          label={w.show}
          onChange={(chosen) => setWhich(chosen === ALL ? "" : chosen)}
          value={which === "" ? ALL : which}
        />
        <Select
          choices={[
            { id: ALL, label: w.whole },
            ...view.departments.flatMap(({ department_id, department: label }) =>
              department_id === null ? [] : [{ id: department_id, label }],
            ),
          ]}
          label={w.department}
          onChange={setDepartment}
          value={department}
        />
      </div>
      <List
        empty={<p className={styles.quiet}>{w.nobody}</p>}
        failed={w.failed}
        found={found}
        people
        row={(one) => <Row key={one.person.id} onAnswer={() => setAnswering(one)} one={one} view={view} />}
      />
      {answering !== null && (
        <AnswerFor of={answering} onClose={() => setAnswering(null)} onDone={done} view={view} />
      )}
    </div>
  );
}

interface RowProps {
  one: ReachedPerson;
  view: BroadcastView;
  onAnswer: () => void;
}

function Row({ one, view, onAnswer }: RowProps) {
  const t = useText();
  const w = useWords();
  const { person } = one;
  const isTroubled = view.broadcast.asked === "safety" && one.choice !== null && one.choice !== "safe";
  const step = w.steps[one.step] ?? one.step;
  return (
    <LineRow>
      <RowWords
        beside={
          <>
            {one.choice === null ? (
              <Tag tone={one.is_done ? "done" : "plain"}>{step}</Tag>
            ) : (
              <span className={isTroubled ? styles.trouble : styles.said}>{saidOf(view, one.choice, w)}</span>
            )}
            {one.has_left && <Tag>{w.left}</Tag>}
          </>
        }
        name={person.name}
        second={factsOf(one, w, t)}
      />
      {!one.is_done && (
        <Button look="quiet" onPress={onAnswer} small>
          {w.answerFor}
        </Button>
      )}
    </LineRow>
  );
}

/** Since when, what they said besides, who said it, and by which ways they can still be told. */
function factsOf(one: ReachedPerson, w: EmergencyWords, t: Text): string {
  const { person, answer } = one;
  const at = one.answered_at ?? one.confirmed_at ?? one.seen_at ?? one.device_at;
  return facts(
    person.department_path ?? person.department,
    at !== null && shortWhenOf(at, Date.now(), t),
    answer !== null && answerOf(answer, w),
    one.answered_by === "mail" && w.byMail,
    one.answerer !== null && w.forThem(one.answerer),
    !one.is_done && one.step === "stored" && w.leftWays(one.ways.map((way) => w.ways[way] ?? way)),
  );
}

function answerOf(answer: BroadcastAnswer, w: EmergencyWords): string {
  return facts(
    answer.coming && w.comings[answer.coming],
    answer.near && w.nears[answer.near],
    answer.place,
    answer.position && positionOf(answer.position),
    answer.comment,
  );
}

interface AnswerForProps {
  of: ReachedPerson;
  view: BroadcastView;
  onDone: () => void;
  onClose: () => void;
}

/** Answering for somebody who cannot. */
function AnswerFor({ of: { person }, view, onDone, onClose }: AnswerForProps) {
  const w = useWords();
  const work = useWork();
  const give = (given: GivenAnswer | null) =>
    work.run(async () => {
      await broadcasts.answerFor(view.broadcast.id, person.id, given ?? { choice: "" });
      onDone();
    });
  return (
    <Dialog lead={w.answerForLead} onClose={onClose} title={w.answerForTitle(person.name)}>
      <AnswerForm
        busy={work.busy}
        of={{ asked: view.broadcast.asked, questions: view.questions }}
        onAnswer={give}
      />
    </Dialog>
  );
}
