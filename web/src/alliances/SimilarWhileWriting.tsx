import type { Id } from "../model/types";
import { useSettled } from "../shell/useAnswer";
import styles from "./Alliances.module.css";
import { Similar } from "./Similar";
import { useWords } from "./words";

interface SimilarWhileWritingProps {
  allianceId: Id;
  text: string;
}

/** Above the field of a room for questions: what was asked before and is like what is being written. */
export default function SimilarWhileWriting({ allianceId, text }: SimilarWhileWritingProps) {
  const w = useWords();
  const settled = useSettled(text.trim(), 600);
  return (
    <div className={styles.similar}>
      <Similar allianceId={allianceId} lead={w.similar} text={settled} />
    </div>
  );
}
