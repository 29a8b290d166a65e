import type { PolicyDifference } from "../../api/generated";
import { byPlace } from "./model";
import styles from "./PolicyPage.module.css";
import { usePolicyWords } from "./words";

/** What was or would be changed, in words, place by place. */
export function Changes({ changes }: { changes: readonly PolicyDifference[] }) {
  const w = usePolicyWords();
  return byPlace(changes, w).map(([place, sentences]) => (
    <section aria-label={place} key={place}>
      <h3 className={styles.place}>{place}</h3>
      <ul className={styles.list}>
        {sentences.map((sentence) => (
          <li className={styles.change} key={sentence}>
            {sentence}
          </li>
        ))}
      </ul>
    </section>
  ));
}
