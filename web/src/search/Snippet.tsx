import type { SearchHit } from "../model/types";
import styles from "./Snippet.module.css";

/** The lines around what was found, with the found words marked. */
export function Snippet({ parts }: { parts: SearchHit["snippet"] }) {
  let at = 0;
  return (
    <>
      {parts.map(({ text, hit }) => {
        const key = `${at}`;
        at += text.length;
        return hit ? (
          <mark className={styles.hit} key={key}>
            {text}
          </mark>
        ) : (
          <span key={key}>{text}</span>
        );
      })}
    </>
  );
}
