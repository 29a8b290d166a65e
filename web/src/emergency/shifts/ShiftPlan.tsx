import { useCallback, useEffect, useState } from "react";
import type { MusterView, Shift, ShiftDraft, ShiftPerson, Shifts } from "../../api/generated";
import { useText } from "../../i18n";
import { whenOf } from "../../i18n/time";
import { facts, LineRow, RowWords } from "../../list/Row";
import { Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { Failed } from "../../parts/Failed";
import { Question } from "../../parts/Question";
import { SkeletonRows } from "../../parts/Skeleton";
import { toast } from "../../parts/toasts";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import styles from "../Emergency.module.css";
import { useWords } from "../words";
import { shifts } from "./api";
import { ShiftForm } from "./ShiftForm";
import { useShiftWords } from "./words";

const HOUR = 3_600_000;

/** Who works where and when on the days after a muster, who relieves whom, and who rests. */
export function ShiftPlan({ view }: { view: MusterView }) {
  const w = useShiftWords();
  const { id, ended_at } = view.muster;
  const answer = useAnswer(useCallback((signal: AbortSignal) => shifts.of(id, signal), [id]));
  const [renewed, setRenewed] = useState<Shifts | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was asked for since is newer than what an act answered.
  useEffect(() => setRenewed(null), [answer.value]);
  const [editing, setEditing] = useState<Shift | "new" | null>(null);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const work = useWork({ inline: true });
  const plan = renewed ?? answer.value;
  const places = view.places.map(({ name }) => name);
  if (plan === null)
    return answer.phase === "failed" ? <AskAgain onAgain={answer.again} /> : <SkeletonRows />;
  const save = (draft: ShiftDraft) =>
    work.run(async () => {
      const after = await (editing === "new" || editing === null
        ? shifts.add(id, { draft, key })
        : shifts.change(id, editing.id, draft));
      setRenewed(after);
      setKey(crypto.randomUUID());
      setEditing(null);
    });
  const isOpen = ended_at === null;
  const isAnybodyTired = plan.shifts.some(({ people }) => people.some(({ is_tired }) => is_tired));
  return (
    <div className={styles.panel}>
      <p className={styles.quiet}>{w.lead}</p>
      {isOpen && (
        <Button onPress={() => setEditing("new")} small>
          {w.add}
        </Button>
      )}
      {plan.shifts.length === 0 && <p>{w.none}</p>}
      <ul className={styles.calls}>
        {plan.shifts.map((one) => (
          <Row
            key={one.id}
            muster={id}
            now={plan.now}
            one={one}
            onDone={setRenewed}
            onEdit={isOpen ? setEditing : null}
            place={places[one.place] ?? ""}
          />
        ))}
      </ul>
      {isAnybodyTired && <p className={styles.quiet}>{w.tiredNote}</p>}
      {plan.resting.length > 0 && (
        <section aria-label={w.resting}>
          <h3 className={styles.label}>
            {w.resting}　{w.count(plan.resting.length)}
          </h3>
          <p>{plan.resting.map(({ name }) => name).join("、")}</p>
        </section>
      )}
      {editing !== null && (
        <ShiftForm
          after={plan.shifts.at(-1)?.ends_at ?? null}
          busy={work.busy}
          of={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
          onSave={(draft) => void save(draft)}
          places={places}
          problem={work.problem}
        />
      )}
    </div>
  );
}

function AskAgain({ onAgain }: { onAgain: () => void }) {
  const w = useWords();
  return <Failed onAgain={onAgain} title={w.failed} />;
}

interface RowProps {
  muster: string;
  one: Shift;
  place: string;
  now: number;
  onDone: (after: Shifts) => void;
  /** Null: it is over, nothing is changed. */
  onEdit: ((shift: Shift) => void) | null;
}

function Row({ muster, one, place, now, onDone, onEdit }: RowProps) {
  const t = useText();
  const w = useShiftWords();
  const work = useWork();
  const [isRemoving, setRemoving] = useState(false);
  const isNow = one.begins_at <= now && now < one.ends_at;
  const span = w.span(whenOf(one.begins_at, now, t), whenOf(one.ends_at, now, t));
  const told = one.broadcast_id === null ? w.notTold : w.toldAll(one.told, one.people.length);
  const tell = () =>
    work.run(async () => {
      onDone(await shifts.tell(muster, one.id));
      toast.done(w.told);
    });
  const remove = () => work.run(async () => onDone(await shifts.remove(muster, one.id)));
  return (
    <LineRow>
      <RowWords
        beside={isNow && <Tag tone="accent">{w.now}</Tag>}
        name={one.name}
        second={facts(span, place, one.relieves !== null && w.relieves(one.relieves), told)}
      >
        <ul className={styles.names}>
          {one.people.map((each) => (
            <Name key={each.person.id} one={each} />
          ))}
        </ul>
      </RowWords>
      {onEdit !== null && (
        <div className={styles.acts}>
          {one.broadcast_id === null && (
            <Button busy={work.busy} onPress={() => void tell()} small>
              {w.tell}
            </Button>
          )}
          <Button look="quiet" onPress={() => onEdit(one)} small>
            {w.change}
          </Button>
          <Button look="quiet" onPress={() => setRemoving(true)} small>
            {w.remove}
          </Button>
        </div>
      )}
      {isRemoving && (
        <Question
          busy={work.busy}
          danger
          onClose={() => setRemoving(false)}
          onYes={() => void remove()}
          title={w.removeTitle(one.name)}
          verb={w.remove}
        >
          {w.removeText}
        </Question>
      )}
    </LineRow>
  );
}

function Name({ one: { person, rested_ms, is_tired, is_here } }: { one: ShiftPerson }) {
  const w = useShiftWords();
  return (
    <li>
      {person.name}
      {is_here && <Tag tone="done">{w.isHere}</Tag>}
      {is_tired && <Tag>{w.tired(Math.floor((rested_ms ?? 0) / HOUR))}</Tag>}
    </li>
  );
}
