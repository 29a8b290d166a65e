import { WarningIcon } from "../design/icons";
import styles from "./Problem.module.css";

/** Why a form was refused, above its buttons; announced when it comes. */
export function FormProblem({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <p className={styles.problem} role="alert">
      <WarningIcon />
      <span>{text}</span>
    </p>
  );
}
