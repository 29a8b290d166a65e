import { useCallback } from "react";
import { Link } from "../shell/Link";
import { useAnswer } from "../shell/useAnswer";
import { useOwnPosition } from "../state";
import { handovers } from "./api";
import styles from "./Handover.module.css";
import { useWords } from "./words";

/**
 * Above the rooms, until the successor has opened what was handed over, and whoever left it has seen to whom it went.
 * Asked anew when something was given or taken.
 */
export default function HandoverNotice() {
  const w = useWords();
  const position = useOwnPosition();
  const { value } = useAnswer(
    useCallback(
      (signal: AbortSignal) => {
        void position;
        return handovers.fresh(signal);
      },
      [position],
    ),
  );
  const first = value?.received[0];
  const given = value?.given[0];
  const text =
    first !== undefined ? w.arrived(first.giver.name) : given && w.went(given.successor?.name ?? "");
  if (text === undefined) return null;
  return (
    <div className={styles.notice} role="status">
      <span>{text}</span>
      <Link to="/handover">{w.look}</Link>
    </div>
  );
}
