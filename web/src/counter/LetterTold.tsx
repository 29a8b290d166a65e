import type { CaseView } from "../api/generated";
import styles from "./Counter.module.css";
import type { CaseState } from "./states";
import { useWords } from "./words";

/** What a letter to the applicant will say, before it goes out; or that none does. */
export function LetterTold({ view, to }: { view: CaseView; to: CaseState }) {
  const w = useWords();
  const what = view.letters[to];
  if (what === undefined) return <p className={styles.about}>{w.noLetter}</p>;
  if (!view.is_mailable) return <p className={styles.about}>{w.noAddress}</p>;
  const said = view.procedure.texts?.[to];
  return (
    <div className={styles.letter}>
      <p className={styles.about}>{w.letterSays}</p>
      <p>{what}</p>
      {said && <p className={styles.text}>{said}</p>}
    </div>
  );
}
