import type { SeatSaid } from "../../api/generated";
import { useWords } from "../words";

/** What became of the places that were asked for: 第2回（キャンセル待ち 3番）. */
export function Seats({ seats }: { seats: readonly SeatSaid[] }) {
  const w = useWords();
  return seats.map(({ question_id, place, state, turn, ahead }) => (
    <span key={question_id}>
      {w.seatSaid(place, turn === null ? w.seatStates[state] : `${w.seatStates[state]} ${w.turn(turn)}`)}
      {ahead !== null && ` ${w.ahead(ahead)}`}
    </span>
  ));
}
