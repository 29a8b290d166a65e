import { useState } from "react";
import type { AllianceView } from "../api/generated";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { useWork } from "../shell/useWork";
import styles from "./Alliances.module.css";
import { alliances } from "./api";
import { useWords } from "./words";

/** Once, to whoever comes for the first time: a word of welcome, and the rules. */
export function Welcome({ view }: { view: AllianceView }) {
  const w = useWords();
  const [isRead, setRead] = useState(false);
  const work = useWork();
  if (isRead || !view.is_new) return null;
  const read = () =>
    work.run(async () => {
      await alliances.welcomed(view.card.id);
      setRead(true);
    });
  return (
    <Dialog
      actions={
        <Button busy={work.busy} look="primary" onPress={read}>
          {w.welcomeRead}
        </Button>
      }
      onClose={() => setRead(true)}
      title={w.welcomeTo(view.card.name)}
    >
      {view.welcome && <p className={styles.welcome}>{view.welcome}</p>}
      <section className={styles.section}>
        <h2>{w.rules}</h2>
        <p className={styles.terms}>{view.terms}</p>
      </section>
      <p className={styles.second}>{w.welcomeNext}</p>
    </Dialog>
  );
}
