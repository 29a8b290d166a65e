import { useState } from "react";
import { CloseIcon } from "../design/icons";
import { useBilingual } from "../i18n/useBilingual";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { Form } from "../parts/Form";
import { IconButton } from "../parts/IconButton";
import { TextField } from "../parts/TextField";
import styles from "./Notifications.module.css";
import { words } from "./words";

/** As the server bounds them (notifications/model.py). */
const MOST = 20;
const LONGEST = 40;

interface KeywordsProps {
  keywords: readonly string[];
  onChange: (keywords: readonly string[]) => void;
}

/** Words whose messages I want to hear of. */
export function Keywords({ keywords, onChange }: KeywordsProps) {
  const w = useBilingual(words);
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  function add() {
    const word = typed.trim();
    const found = word === "" ? w.keywordMissing : keywords.includes(word) ? w.keywordKnown : null;
    setFault(found);
    if (found !== null) return;
    onChange([...keywords, word]);
    setTyped("");
  }
  return (
    <section className={styles.part}>
      <h3 className={styles.title}>{w.keywords}</h3>
      <p className={styles.note}>{w.keywordsNote}</p>
      {keywords.length > 0 && (
        <ul className={styles.list}>
          {keywords.map((word) => (
            <li className={styles.row} key={word}>
              <span>{word}</span>
              <IconButton
                label={w.removeKeyword(word)}
                onPress={() => onChange(keywords.filter((one) => one !== word))}
                small
              >
                <CloseIcon />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {keywords.length < MOST ? (
        <Form className={cx(styles.add, styles.wide)} onSubmit={add}>
          <TextField
            error={fault}
            hint={w.keywordHint}
            label={w.keyword}
            maxLength={LONGEST}
            onChange={setTyped}
            value={typed}
          />
          <Button type="submit">{w.addKeyword}</Button>
        </Form>
      ) : (
        <p className={styles.note}>{w.keywordsFull(MOST)}</p>
      )}
    </section>
  );
}
