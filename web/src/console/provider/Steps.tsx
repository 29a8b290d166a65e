import type { Trial } from "../../api/generated";
import { DoneIcon, WarningIcon } from "../../design/icons";
import { useBilingual } from "../../i18n/useBilingual";
import styles from "./Provider.module.css";
import { words } from "./words";

const ORDER = ["description", "keys", "client", "redirect"];

/** How far the test went. */
export function Steps({ trial }: { trial: Trial }) {
  const w = useBilingual(words);
  return (
    <ol aria-live="polite" className={styles.steps}>
      {ORDER.map((step) => {
        const tried = trial.steps.find((one) => one.step === step);
        const state = tried === undefined ? "untried" : tried.problem === null ? "good" : "bad";
        return (
          <li className={styles.step} data-state={state} key={step}>
            {state === "good" ? (
              <DoneIcon size={18} />
            ) : state === "bad" ? (
              <WarningIcon size={18} />
            ) : (
              <span />
            )}
            <span>
              {w.steps[step]}
              <span className={styles.said}>
                {tried === undefined ? w.notTried : (tried.problem ?? w.good)}
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
