import styles from "./Share.module.css";

interface ShareProps {
  label: string;
  /** In words, with its denominator: 8 / 10人. */
  text: string;
  used: number;
  /** 0: without a limit, so there is no bar. */
  most: number;
  /** It is good when all of it is reached: nothing is running out. */
  isGoal?: boolean;
}

/** How much of a limit is used, or of a goal reached. The words say it too: nobody needs the colour. */
export function Share({ label, text, used, most, isGoal = false }: ShareProps) {
  const share = most > 0 ? Math.min(1, used / most) : 0;
  const state = isGoal ? "calm" : most > 0 && used >= most ? "full" : share >= 0.8 ? "near" : "calm";
  return (
    <div className={styles.share}>
      <span className={styles.label}>{label}</span>
      <span className={styles.text}>{text}</span>
      {most > 0 && (
        <span aria-hidden="true" className={styles.track} data-state={state}>
          <span className={styles.used} style={{ inlineSize: `${share * 100}%` }} />
        </span>
      )}
    </div>
  );
}
