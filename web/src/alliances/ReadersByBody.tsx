import { useCallback } from "react";
import type { Id } from "../model/types";
import { useAnswer } from "../shell/useAnswer";
import styles from "./Alliances.module.css";
import { alliances } from "./api";
import { useWords } from "./words";

interface ReadersByBodyProps {
  allianceId: Id;
  message: Id;
  /** How many have read it as far as is known: with each it is asked again. */
  read: number;
}

/** In a room of several bodies: how far each of them is. */
export default function ReadersByBody({ allianceId, message, read }: ReadersByBodyProps) {
  const w = useWords();
  const { value } = useAnswer(
    useCallback(
      (signal: AbortSignal) => {
        void read;
        return alliances.readers(allianceId, message, signal);
      },
      [allianceId, message, read],
    ),
  );
  if (value === null || value.bodies.length < 2) return null;
  return (
    <section aria-label={w.readByBody} className={styles.readers}>
      <p className={styles.second}>{w.readByBody}</p>
      <ul>
        {value.bodies.map((one) => (
          <li key={one.body_id}>
            <span>{one.body}</span>
            <span>{w.readOf(one.read, one.people)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
