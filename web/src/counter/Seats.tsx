import type { CaseRow, SeatSaid } from "../api/generated";
import { Tag } from "../parts/Badge";
import styles from "./Counter.module.css";
import { useWords } from "./words";

const TONES = {
  applied: "plain",
  taken: "done",
  waiting: "accent",
  lost: "plain",
  left: "plain",
} as const satisfies Record<SeatSaid["state"], string>;

/** In a list: how it stands with the places of a case, where not everybody gets one. */
export function SeatTags({ seats }: { seats: readonly SeatSaid[] }) {
  const w = useWords();
  return seats.map(({ question_id, state, turn }) => (
    <Tag key={question_id} tone={TONES[state]}>
      {w.seat(state, turn)}
    </Tag>
  ));
}

/** On the case: which place, how it stands with it, and how many wait before. */
export function Seats({ seats }: { seats: readonly SeatSaid[] }) {
  const w = useWords();
  return seats.map(({ question_id, label, place, state, turn, ahead }) => (
    <p className={styles.about} key={question_id}>
      {w.seatOf(label, place)} <Tag tone={TONES[state]}>{w.seat(state, turn)}</Tag>
      {ahead !== null && ` ${w.ahead(ahead)}`}
    </p>
  ));
}

/** What is to be known of a case before it is opened: it may have come in twice, the result is wanted on paper. */
export function RowTags({ one }: { one: CaseRow }) {
  const w = useWords();
  return (
    <>
      <SeatTags seats={one.seats ?? []} />
      {one.may_be_twice && <Tag tone="accent">{w.mayBeTwice}</Tag>}
      {one.is_paper_wanted && <Tag tone="plain">{w.paperWanted}</Tag>}
    </>
  );
}
