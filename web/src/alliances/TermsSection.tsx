import { useCallback, useState } from "react";
import type { AllianceView } from "../api/generated";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import type { Id } from "../model/types";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Answered } from "../shell/Answered";
import { useAnswer } from "../shell/useAnswer";
import { useNow } from "../shell/useNow";
import styles from "./Alliances.module.css";
import { alliances } from "./api";
import { useWords } from "./words";

/** The terms as they hold, and what bodies agreed to before. */
export function TermsSection({ view }: { view: AllianceView }) {
  const w = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className={styles.section}>
      <h2>{w.termsVersion(view.terms_version)}</h2>
      <p className={styles.terms}>{view.terms}</p>
      {view.terms_version > 1 && (
        <Button onPress={() => setOpen(true)} small>
          {w.termsBefore}
        </Button>
      )}
      {isOpen && <Versions allianceId={view.card.id} onClose={() => setOpen(false)} />}
    </section>
  );
}

function Versions({ allianceId, onClose }: { allianceId: Id; onClose: () => void }) {
  const w = useWords();
  const t = useText();
  const now = useNow();
  const answer = useAnswer(
    useCallback((signal: AbortSignal) => alliances.terms(allianceId, signal), [allianceId]),
  );
  return (
    <Dialog onClose={onClose} title={w.termsBefore}>
      <Answered answer={answer} failed={w.termsFailed}>
        {({ versions }) => (
          <>
            {versions.slice(1).map((one) => (
              <section className={styles.section} key={one.version}>
                <h3>{w.termsSince(one.version, whenOf(one.at, now, t))}</h3>
                <p className={styles.terms}>{one.text}</p>
              </section>
            ))}
          </>
        )}
      </Answered>
    </Dialog>
  );
}
