import { WarningIcon } from "../design/icons";
import styles from "./Problem.module.css";

/** Why a form was refused, above its buttons; announced when it comes. */
export function FormProblem({ text }: { text: string | null }) {
  return (
    <div aria-live="assertive">
      {text !== null && (
        <p className={styles.problem}>
          <WarningIcon />
          <span>{text}</span>
        </p>
      )}
    </div>
  );
}
