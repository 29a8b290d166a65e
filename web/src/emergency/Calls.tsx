import { useCallback, useEffect, useState } from "react";
import type { BroadcastView, CallList, CallNote, CallRow } from "../api/generated";
import { type Text, useText } from "../i18n";
import { shortWhenOf } from "../i18n/time";
import { facts, LineRow, RowWords } from "../list/Row";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { Failed } from "../parts/Failed";
import { SkeletonRows } from "../parts/Skeleton";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { useMe } from "../state";
import { broadcasts } from "./api";
import styles from "./Emergency.module.css";
import { LookUpContact } from "./LookUpContact";
import { type EmergencyWords, useWords } from "./words";

const OUTCOMES = ["reached", "absent", "message"] as const;

/** The phone list, worked off together: whoever phones somebody takes them first. */
export function Calls({ view, again }: { view: BroadcastView; again: () => void }) {
  const w = useWords();
  const { id } = view.broadcast;
  const answer = useAnswer(useCallback((signal: AbortSignal) => broadcasts.calls(id, signal), [id]));
  const [renewed, setRenewed] = useState<CallList | null>(null);
  const { value, phase, again: askAgain } = answer;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each new count, others may have taken somebody.
  useEffect(() => askAgain(), [view.now, askAgain]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was answered since is newer than what an act answered.
  useEffect(() => setRenewed(null), [value]);
  const canLook = view.broadcast.ended_at === null && !view.broadcast.is_drill;
  const list = renewed ?? value;
  if (list === null) {
    return phase === "failed" ? <Failed onAgain={askAgain} title={w.failed} /> : <SkeletonRows person />;
  }
  const done = (after: CallList) => {
    setRenewed(after);
    again();
  };
  return (
    <div className={styles.panel}>
      <p className={styles.quiet}>
        {w.callsLead}　{w.callsLeft(list.left)}
      </p>
      {list.calls.length === 0 && <p>{w.noCalls}</p>}
      <ul className={styles.calls}>
        {list.calls.map((one) => (
          <Row canLook={canLook} id={id} key={one.person.id} one={one} onDone={done} />
        ))}
      </ul>
    </div>
  );
}

interface RowProps {
  canLook: boolean;
  id: string;
  one: CallRow;
  onDone: (after: CallList) => void;
}

function Row({ canLook, id, one, onDone }: RowProps) {
  const t = useText();
  const w = useWords();
  const { person: me } = useMe();
  const work = useWork();
  const { person, by, outcome } = one;
  const note = (body: CallNote) => work.run(async () => onDone(await broadcasts.call(id, person.id, body)));
  const back = () => work.run(async () => onDone(await broadcasts.giveBack(id, person.id)));
  const isMine = by?.id === me.id;
  const isFree = by === null || outcome === "absent";
  return (
    <LineRow>
      <RowWords
        beside={
          by !== null && <Tag tone={outcome === "reached" ? "done" : "plain"}>{stateOf(one, w, t)}</Tag>
        }
        name={person.name}
        second={facts(
          person.extension ? w.extension(person.extension) : w.noNumber,
          person.department_path ?? person.department,
          w.steps[one.step],
          one.note,
        )}
      />
      <div className={styles.acts}>
        {isMine && outcome === null ? (
          <>
            {canLook && <LookUpContact broadcast={id} member={person.id} />}
            {OUTCOMES.map((what) => (
              <Button busy={work.busy} key={what} onPress={() => void note({ outcome: what })} small>
                {w.outcomes[what] ?? what}
              </Button>
            ))}
            <Button look="quiet" onPress={back} small>
              {w.giveBack}
            </Button>
          </>
        ) : (
          isFree && (
            <Button busy={work.busy} onPress={() => void note({})} small>
              {w.take}
            </Button>
          )
        )}
      </div>
    </LineRow>
  );
}

/** Who is at it, or what came of it. */
function stateOf({ by, at, outcome }: CallRow, w: EmergencyWords, t: Text): string {
  if (by === null) return "";
  if (outcome === null) return w.takenBy(by.name);
  const when = at === null ? "" : shortWhenOf(at, Date.now(), t);
  return w.outcomeBy(w.outcomes[outcome] ?? outcome, by.name, when);
}
