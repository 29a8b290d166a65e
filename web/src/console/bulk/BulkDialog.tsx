import { useCallback, useState } from "react";
import type { BulkPlan, BulkWanted } from "../../api/generated";
import { useText } from "../../i18n";
import { useBilingual } from "../../i18n/useBilingual";
import { ask } from "../../net/http";
import { isProblem } from "../../net/problem";
import { FormDialog } from "../../parts/FormDialog";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { toldWords } from "../../people/labels";
import { useAnswer, useSettled } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { AskSecond } from "../consents/AskSecond";
import type { Line } from "../tree";
import { choicesOf } from "../useTree";
import styles from "./Bulk.module.css";
import { type Words, words } from "./words";

export type Act = BulkWanted["act"];
const BULK = "/api/administration/people/bulk";
const NAMED = 20;
/** From so many people on, the number is typed before they lose their access. */
const TYPED_FROM = 10;
const LONG_MS = 120_000;

interface BulkDialogProps {
  act: Act;
  ids: readonly string[];
  lines: readonly Line[];
  onClose: () => void;
  onDone: () => void;
}

/** One decision over many: what would happen is counted first, then it is done to all of them or to none. */
export function BulkDialog({ act, ids, lines, onClose, onDone }: BulkDialogProps) {
  const w = useBilingual(words);
  const work = useWork();
  const [department, setDepartment] = useState<string | null>(null);
  const [title, setTitle] = useState("");
  const [typed, setTyped] = useState("");
  const [second, setSecond] = useState<unknown>(null);
  const places = act === "move" || act === "post";
  const plan = usePlan(act, ids, places ? department : null, places && department === null, title);
  const people = plan?.people ?? 0;
  const mustType = plan?.is_large || (act === "suspend" && people >= TYPED_FROM);
  const isTyped = !mustType || isNumber(typed, people);

  function yes() {
    if (plan === null || people === 0) return;
    const stopped = new Set(plan.stops.map(({ id }) => id));
    const wanted = wantedOf(
      act,
      ids.filter((id) => !stopped.has(id)),
      department,
      title,
    );
    work.run(async () => {
      const body = plan.is_large ? { ...wanted, confirmed: people } : wanted;
      if (plan.powers > 0) {
        try {
          await ask<BulkPlan>("POST", BULK, { body, timeoutMs: LONG_MS });
        } catch (error) {
          if (!isProblem(error, "consent.needed")) throw error;
          return setSecond(body);
        }
        return onDone();
      }
      const done = await ask<BulkPlan>("POST", BULK, { body, timeoutMs: LONG_MS });
      toast.done(w.done(done.people));
      onDone();
    });
  }

  if (second !== null) {
    return <AskSecond onClose={onClose} onDone={onDone} wanted={{ act: "bulk", wanted: second }} />;
  }
  return (
    <FormDialog
      busy={work.busy}
      danger={act === "suspend"}
      isDisabled={people === 0 || !isTyped}
      onClose={onClose}
      onSubmit={yes}
      title={w[act]}
      verb={verbOf(act, people, w)}
    >
      <p>{w[TEXTS[act]]}</p>
      {mustType && <Confirmed isLarge={plan?.is_large} onChange={setTyped} people={people} typed={typed} />}
      {places && (
        <>
          <Select
            choices={choicesOf(lines)}
            label={w.department}
            onChange={setDepartment}
            placeholder={w.chooseDepartment}
            value={department}
          />
          <TextField hint={w.titleHint} label={w.title} markOptional onChange={setTitle} value={title} />
        </>
      )}
      {plan !== null && plan.powers > 0 && <p>{w.powers(plan.powers)}</p>}
      <Told isWaiting={places && department === null} plan={plan} />
    </FormDialog>
  );
}

interface ConfirmedProps {
  people: number;
  isLarge: boolean | undefined;
  typed: string;
  onChange: (typed: string) => void;
}

/** The number, typed: how many lose their access is not overlooked. */
function Confirmed({ people, isLarge, typed, onChange }: ConfirmedProps) {
  const t = useText();
  const w = useBilingual(words);
  return (
    <TextField
      autoComplete="off"
      hint={isLarge ? w.largeHint(people) : undefined}
      inputMode="numeric"
      label={isLarge ? w.large : t.parts.typeNumber(String(people))}
      onChange={onChange}
      value={typed}
    />
  );
}

const isNumber = (typed: string, wanted: number) =>
  typed.normalize("NFKC").replaceAll(",", "").trim() === String(wanted);

function verbOf(act: Act, people: number, w: Words): string {
  if (people === 0) return w[act];
  return act === "suspend" ? w.stopThem(people) : w.verb(people);
}

const TEXTS = { suspend: "suspendText", reopen: "reopenText", move: "moveText", post: "postText" } as const;

function wantedOf(act: Act, ids: readonly string[], department: string | null, title: string) {
  return { act, member_ids: ids, department_id: department, title };
}

function usePlan(
  act: Act,
  ids: readonly string[],
  department: string | null,
  isWaiting: boolean,
  typed: string,
): BulkPlan | null {
  const title = useSettled(typed);
  const answer = useAnswer(
    useCallback(
      async (signal: AbortSignal) =>
        isWaiting
          ? null
          : ask<BulkPlan>("POST", `${BULK}/plan`, {
              body: wantedOf(act, ids, department, title),
              signal,
              timeoutMs: LONG_MS,
            }),
      [act, ids, department, isWaiting, title],
    ),
  );
  return answer.phase === "known" ? answer.value : null;
}

function Told({ plan, isWaiting }: { plan: BulkPlan | null; isWaiting: boolean }) {
  const w = useBilingual(words);
  if (plan === null) {
    return (
      <p className={styles.told} role="status">
        {isWaiting ? w.needDepartment : w.asking}
      </p>
    );
  }
  const { people, unchanged, stops } = plan;
  return (
    <div className={styles.told} role="status">
      <p className={styles.will}>{people === 0 ? w.nobody : w.will(people)}</p>
      {unchanged > 0 && <p>{w.already(unchanged)}</p>}
      {stops.length > 0 && (
        <>
          <p>{w.stops(stops.length)}</p>
          <ul className={styles.stops}>
            {stops.slice(0, NAMED).map((stop) => (
              <li key={stop.id}>
                <strong>{`${stop.name} ${stop.key}`}</strong> {toldWords(stop.posts)}: {stop.reason}
              </li>
            ))}
          </ul>
          {stops.length > NAMED && <p>{w.more(stops.length - NAMED)}</p>}
        </>
      )}
    </div>
  );
}
