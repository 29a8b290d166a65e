import { useCallback, useMemo, useState } from "react";
import type { NoteState, NoteVersion } from "../api/generated";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { Button } from "../parts/Button";
import { Rounds } from "../parts/Choices";
import { cx } from "../parts/cx";
import { Dialog } from "../parts/Dialog";
import { toast } from "../parts/toasts";
import { Answered } from "../shell/Answered";
import { useAnswer } from "../shell/useAnswer";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { notes } from "./api";
import { compared } from "./compare";
import styles from "./Notes.module.css";
import { useWords } from "./words";

interface VersionsProps {
  noteId: string;
  /** Null: one may only read. */
  onRestore: ((state: string) => void) | null;
  onClose: () => void;
}

/** What stood there before, by whom; each can be read and restored. */
export function Versions({ noteId, onRestore, onClose }: VersionsProps) {
  const w = useWords();
  const answer = useAnswer(useCallback((signal: AbortSignal) => notes.versions(noteId, signal), [noteId]));
  const [shown, setShown] = useState<NoteState | null>(null);
  const { busy, run } = useWork();
  const show = (n: number) => run(async () => setShown(await notes.version(noteId, n)));
  const restore = (one: NoteState) => {
    onRestore?.(one.state);
    toast.done(w.restored);
    onClose();
  };
  return (
    <Dialog
      actions={
        <>
          {shown !== null && <Button onPress={() => setShown(null)}>{w.backToVersions}</Button>}
          {shown !== null && onRestore !== null && (
            <Button look="primary" onPress={() => restore(shown)}>
              {w.restore}
            </Button>
          )}
        </>
      }
      lead={shown === null ? w.versionsLead : w.restoreLead}
      onClose={onClose}
      size="wide"
      title={w.versions}
    >
      {shown !== null && <Old state={shown} />}
      {shown === null && (
        <Answered answer={answer} failed={w.failed}>
          {({ versions }) =>
            versions.length === 0 ? (
              <p>{w.noVersions}</p>
            ) : (
              <ul>
                {versions.map((one) => (
                  <Version busy={busy} key={one.n} onShow={() => show(one.n)} version={one} />
                ))}
              </ul>
            )
          }
        </Answered>
      )}
    </Dialog>
  );
}

type Way = "differences" | "whole";

/** First what differs from now: that is what one looks for; then the whole. */
function Old({ state }: { state: NoteState }) {
  const w = useWords();
  const [way, setWay] = useState<Way>("differences");
  const lines = useMemo(() => compared(state.markdown, state.now), [state]);
  const isSame = lines.every(({ kind }) => kind === "same");
  return (
    <>
      <Rounds
        choices={[
          { id: "differences", label: w.differences },
          { id: "whole", label: w.whole },
        ]}
        label={w.show}
        onChange={setWay}
        value={way}
      />
      {way === "whole" && <pre className={styles.old}>{state.markdown}</pre>}
      {way === "differences" && isSame && <p>{w.noDifference}</p>}
      {way === "differences" && !isSame && (
        <ol className={styles.lines}>
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of two states never change places.
            <li className={cx(styles.oneLine, styles[line.kind])} key={at}>
              {line.kind !== "same" && (
                <span className="said">{line.kind === "gone" ? w.gone : w.added}: </span>
              )}
              {line.text}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function Version({ version, busy, onShow }: { version: NoteVersion; busy: boolean; onShow: () => void }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  return (
    <li className={styles.version}>
      <span>
        {whenOf(version.at, now, t)}
        <span className={styles.line}>　{version.writers.join(w.between)}</span>
      </span>
      <Button busy={busy} onPress={onShow} small>
        {w.show}
      </Button>
    </li>
  );
}
