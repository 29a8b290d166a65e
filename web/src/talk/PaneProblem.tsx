import { useText } from "../i18n";
import { Button } from "../parts/Button";
import { sentenceOf } from "../parts/toasts";
import styles from "./SidePane.module.css";

/** What could not be shown, and the way to try again. */
export function PaneProblem({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const t = useText();
  return (
    <div className={styles.problem} role="alert">
      <p>{sentenceOf(error, t.talk.sideFailed)}</p>
      <Button onPress={onAgain} small>
        {t.parts.retry}
      </Button>
    </div>
  );
}
