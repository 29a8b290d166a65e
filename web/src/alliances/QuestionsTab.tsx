import { useCallback, useState } from "react";
import type { AllianceView, Question } from "../api/generated";
import { InfoIcon, PlusIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { List } from "../list/List";
import { facts, LineRow, RowWords } from "../list/Row";
import { useList } from "../list/useList";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { SearchField } from "../parts/SearchField";
import { Select } from "../parts/Select";
import { toast } from "../parts/toasts";
import { sectionOf } from "../people/names";
import { navigate } from "../shell/route";
import { useSettled } from "../shell/useAnswer";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { useMe } from "../state";
import styles from "./Alliances.module.css";
import { AskQuestion } from "./AskQuestion";
import { alliances, questionPath } from "./api";
import { useWords } from "./words";

const STATES = ["all", "open", "unanswered", "solved"] as const;
type State = (typeof STATES)[number];

/** What was asked in rooms for questions, by everybody: open until it is solved, and found afterwards. */
export function QuestionsTab({ view: { card } }: { view: AllianceView }) {
  const w = useWords();
  const [typed, setTyped] = useState("");
  const [state, setState] = useState<State>("all");
  const [isAsking, setAsking] = useState(false);
  const q = useSettled(typed.trim());
  const found = useList(
    "questions",
    useCallback(
      (after: string | null, signal: AbortSignal) =>
        alliances.questions(
          card.id,
          { q, after, ...(state === "all" ? {} : { question_state: state }) },
          signal,
        ),
      [card.id, q, state],
    ),
  );
  const { page } = found;
  const rooms = page?.rooms ?? [];
  const isLooking = q !== "" || state !== "all";
  return (
    <>
      <div className={styles.tools}>
        <SearchField label={w.findQuestion} onChange={setTyped} value={typed} />
        <Select
          choices={STATES.map((id) => ({ id, label: w.questionStates[id] }))}
          hideLabel
          label={w.questionState}
          onChange={setState}
          value={state}
        />
        {rooms.length > 0 && (
          <Button icon={<PlusIcon size={18} />} look="primary" onPress={() => setAsking(true)}>
            {w.ask}
          </Button>
        )}
      </div>
      {page && page.open + page.solved > 0 && (
        <p className={styles.second} role="status">
          {w.questionCounts(page)}
        </p>
      )}
      <List
        empty={
          <EmptyState icon={<InfoIcon />} title={isLooking ? w.noHitTitle : w.noQuestionsTitle}>
            {isLooking ? w.noQuestionHit : rooms.length > 0 ? w.noQuestionsText : w.noQuestionRooms}
          </EmptyState>
        }
        failed={w.questionsFailed}
        found={found}
        row={(one) => <Row allianceId={card.id} key={one.id} one={one} onChanged={found.restart} />}
      />
      {isAsking && <AskQuestion allianceId={card.id} onClose={() => setAsking(false)} rooms={rooms} />}
    </>
  );
}

interface RowProps {
  allianceId: string;
  one: Question;
  onChanged: () => void;
}

function Row({ allianceId, one, onChanged }: RowProps) {
  const w = useWords();
  const t = useText();
  const now = useNow();
  const { organization } = useMe();
  const work = useWork();
  const isSolved = one.solved_at !== null;
  async function open() {
    if (!one.is_in && !(await work.run(() => alliances.join(allianceId, one.room_id)))) return;
    navigate(questionPath(allianceId, { ...one, is_in: true }));
  }
  const settle = () =>
    work.run(async () => {
      const answer_id = isSolved ? null : (one.answer?.id ?? null);
      await alliances.settle(allianceId, one.id, { solved: !isSolved, answer_id });
      toast.done(isSolved ? w.reopened : w.settled);
      onChanged();
    });
  return (
    <LineRow top>
      <RowWords
        beside={
          <span className={isSolved ? styles.solved : styles.tag}>{isSolved ? w.solvedOne : w.openOne}</span>
        }
        name={<span className={styles.asked}>{one.text}</span>}
        second={facts(
          one.author && `${one.author.name}（${sectionOf(one.author, organization.id)}）`,
          one.room,
          whenOf(one.at, now, t),
          w.replies(one.replies),
        )}
      >
        {one.answer && (
          <span className={styles.answer}>{w.answerBy(one.answer.author?.name ?? "", one.answer.text)}</span>
        )}
      </RowWords>
      <span className={styles.buttons}>
        {one.may_solve && (
          <Button aria-label={`${isSolved ? w.reopen : w.settle}: ${one.text}`} onPress={settle} small>
            {isSolved ? w.reopen : w.settle}
          </Button>
        )}
        <Button
          aria-label={`${one.is_in ? w.goTo : w.joinToRead}: ${one.text}`}
          busy={work.busy}
          onPress={open}
          small
        >
          {one.is_in ? w.goTo : w.joinToRead}
        </Button>
      </span>
    </LineRow>
  );
}
