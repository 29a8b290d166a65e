import { useState } from "react";
import type { EvacuationRow, SituationItem, SituationView } from "../../api/generated";
import { Button } from "../../parts/Button";
import { Form } from "../../parts/Form";
import { FormProblem } from "../../parts/Problem";
import { Question } from "../../parts/Question";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import { incidents } from "./api";
import { EvacuationOrders } from "./EvacuationOrders";
import styles from "./Incidents.module.css";
import { typedOf, valueIn, valuesIn } from "./situationValues";
import { TimeField } from "./TimeField";
import { localOf } from "./times";
import { useIncidentWords } from "./words";

interface SituationFormProps {
  id: string;
  view: SituationView;
  again: () => void;
}

/** A report being written: what the last one said and what the chronology would say stand beside each item. */
export function SituationForm({ id, view, again }: SituationFormProps) {
  const w = useIncidentWords();
  const work = useWork({ inline: true });
  const { form, number, revision } = view;
  const [typed, setTyped] = useState(() => typedOf(view));
  const [at, setAt] = useState(() => localOf(view.revision === 0 ? Date.now() : view.document.as_of));
  const [orders, setOrders] = useState<readonly EvacuationRow[]>(view.document.orders);
  const [isTried, setTried] = useState(false);
  const [isIssuing, setIssuing] = useState(false);
  const items = view.groups.flatMap((group) => group.items);
  const values = valuesIn(items, typed);
  const areWhole = orders.every(({ area }) => area.trim() !== "");

  async function keep(): Promise<SituationView | null> {
    setTried(true);
    if (values === null || !areWhole) return null;
    const as_of = at === "" ? Date.now() : new Date(at).getTime();
    return await incidents.keepSituation(id, form, {
      revision,
      document: { as_of, values, orders: [...orders] },
    });
  }
  const save = () =>
    work.run(async () => {
      if ((await keep()) === null) return;
      toast.done(w.draftKept);
      again();
    });
  const issue = () =>
    work.run(async () => {
      const kept = await keep();
      setIssuing(false);
      if (kept === null) return;
      await incidents.issueSituation(id, form, kept.revision);
      toast.done(w.issued);
      again();
    });

  return (
    <Form className={styles.form} onSubmit={save}>
      <h2 className={styles.heading}>
        {view.title}　{view.name}　{w.draftOf(number)}
      </h2>
      <p className={styles.quiet}>{number === 1 ? w.firstReport : w.beginsFrom(number - 1)}</p>
      <TimeField hint={w.asOfHint} label={w.asOf} onChange={setAt} value={at} />
      {view.groups.map((group) => (
        <fieldset className={styles.field} key={group.label}>
          <legend>{group.label}</legend>
          <div className={styles.items}>
            {group.items.map((item) => (
              <Item
                before={view.before[item.code]}
                isTried={isTried}
                item={item}
                key={item.code}
                onChange={(value) => setTyped({ ...typed, [item.code]: value })}
                suggested={view.suggested[item.code]}
                typed={typed[item.code] ?? ""}
              />
            ))}
          </div>
        </fieldset>
      ))}
      {view.has_orders && <EvacuationOrders isTried={isTried} onChange={setOrders} orders={orders} />}
      <FormProblem text={isTried && values === null ? w.badNumber : work.problem} />
      <div className={styles.acts}>
        <Button busy={work.busy} type="submit">
          {w.keepDraft}
        </Button>
        <Button busy={work.busy} look="primary" onPress={() => setIssuing(true)}>
          {w.issue}
        </Button>
      </div>
      {isIssuing && (
        <Question
          busy={work.busy}
          onClose={() => setIssuing(false)}
          onYes={issue}
          title={w.issueTitle(number)}
          verb={w.issue}
        >
          {w.issueText}
        </Question>
      )}
    </Form>
  );
}

interface ItemProps {
  item: SituationItem;
  typed: string;
  before: number | string | undefined;
  suggested: number | string | undefined;
  isTried: boolean;
  onChange: (typed: string) => void;
}

function Item({ item, typed, before, suggested, isTried, onChange }: ItemProps) {
  const w = useIncidentWords();
  const isLong = item.type === "text";
  const isWord = isLong || item.type === "line";
  const changed = before !== undefined && String(before) !== typed;
  return (
    <div className={isLong ? styles.longItem : undefined}>
      <TextField
        error={isTried && valueIn(item, typed) === undefined ? w.badNumber : null}
        label={item.unit === "" ? item.label : `${item.label}（${item.unit}）`}
        maxLength={item.type === "text" ? 2000 : 120}
        onChange={onChange}
        placeholder={w.unconfirmed}
        value={typed}
        {...(isLong ? { lines: 4 } : {})}
        {...(isWord ? {} : { inputMode: "decimal" as const })}
      />
      {changed && !isLong && <p className={styles.quiet}>{w.before(String(before))}</p>}
      {suggested !== undefined && String(suggested) !== typed && (
        <div className={styles.suggestion}>
          <p className={styles.quiet}>{w.suggested(String(suggested))}</p>
          <Button look="quiet" onPress={() => onChange(String(suggested))} small>
            {w.takeOver}
          </Button>
        </div>
      )}
    </div>
  );
}
