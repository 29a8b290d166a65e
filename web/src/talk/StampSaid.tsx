import { Stamp } from "./Stamp";
import styles from "./Stamp.module.css";

/** In a conversation; the same height before it is there (`MessageRow.module.css`). */
export const SAID_PX = 88;

/** A message that is a stamp. */
export default function StampSaid({ id, words }: { id: string; words: string }) {
  return (
    <figure className={styles.said} data-stamp={id}>
      <Stamp id={id} size={SAID_PX} />
      <figcaption className={styles.words}>{words}</figcaption>
    </figure>
  );
}
