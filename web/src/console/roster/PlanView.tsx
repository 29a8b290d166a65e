import { type ReactNode, useState } from "react";
import type { FaultyCell, Kept, Plan, Planned } from "../../api/generated";
import { WarningIcon } from "../../design/icons";
import { useBilingual } from "../../i18n/useBilingual";
import { Button } from "../../parts/Button";
import { Rounds, Switch } from "../../parts/Choices";
import { saveTable } from "../../parts/saving";
import { pathWords, toldWords } from "../../people/labels";
import { useWords } from "../words";
import type { Missing, Separators } from "./api";
import styles from "./Roster.module.css";
import { countOf, DEEDS, type Deed, withDeed } from "./telling";
import { type RosterWords, words } from "./words";

const SHOWN = 50;

interface PlanViewProps {
  plan: Plan;
  name: string;
  missing: Missing;
  onMissing: (missing: Missing) => void;
  separators: Separators;
  onSeparators: (separators: Separators) => void;
  confirmed: boolean;
  onConfirm: (confirmed: boolean) => void;
  onGo: () => void;
  onAnother: () => void;
}

/** What an import will do, before anything is done. */
export function PlanView(props: PlanViewProps) {
  const { plan, name, missing, onMissing, confirmed, onGo, onAnother } = props;
  const r = useBilingual(words);
  const isEmpty = plan.people.length === 0 && plan.departments.length === 0;
  const isFaulty = plan.faults.length > 0;
  const isUnsure = plan.notices.some(({ confirm }) => confirm) && !confirmed;
  return (
    <div className={styles.part}>
      <div className={styles.planHead}>
        <div>
          <h2 className={styles.heading}>{r.willHappen}</h2>
          <p className={styles.note}>{r.fileIs(name, plan.lines, plan.encoding)}</p>
        </div>
        <div className={styles.buttons}>
          <Button onPress={onAnother}>{r.another}</Button>
          {!isFaulty && !isEmpty && (
            <Button isDisabled={isUnsure} look="primary" onPress={onGo}>
              {r.go}
            </Button>
          )}
        </div>
      </div>
      <Figures plan={plan} />
      {isFaulty ? <Faults faults={plan.faults} /> : isEmpty && <p>{r.nothing}</p>}
      <Rounds
        choices={[
          { id: "leave", label: r.missingLeave },
          { id: "suspend", label: r.missingSuspend, note: r.missingSuspendNote },
        ]}
        label={`${r.missing}（${r.people(plan.absent)}）`}
        onChange={onMissing}
        value={missing}
      />
      <Notices {...props} />
      <Notes plan={plan} />
      {plan.departments.length > 0 && (
        <Group count={r.places(plan.departments.length)} title={r.departments}>
          <Some items={plan.departments}>{(path) => <li key={path}>{pathWords(path)}</li>}</Some>
        </Group>
      )}
      {DEEDS.map((deed) => (
        <People deed={deed} key={deed} plan={plan} />
      ))}
    </div>
  );
}

function Figures({ plan }: { plan: Plan }) {
  const r = useBilingual(words);
  const figures: [string, string, boolean][] = [
    ...DEEDS.map((deed): [string, string, boolean] => {
      const n = countOf(plan, deed);
      return [r[deed], r.people(n), n > 0];
    }),
    [r.departments, r.places(plan.departments.length), plan.departments.length > 0],
    [r.unchanged, r.people(plan.unchanged), plan.unchanged > 0],
  ];
  return (
    <dl className={styles.figures}>
      {figures.map(([label, value, some]) => (
        <div data-some={some || undefined} key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What was read otherwise than it stands in the file; what is probably a slip is to be confirmed. */
function Notices({ plan: { notices }, separators, onSeparators, confirmed, onConfirm }: PlanViewProps) {
  const r = useBilingual(words);
  const sure = notices.filter(({ confirm }) => confirm);
  const others = notices.filter(({ confirm }) => !confirm);
  const hasSigns = separators === "literal" || others.some(({ code }) => code === "divided");
  return (
    <>
      {sure.length > 0 && (
        <section className={styles.faults}>
          {sure.map(({ code, text }) => (
            <p key={code}>{text}</p>
          ))}
          <Switch label={r.confirmed} on={confirmed} onChange={onConfirm} />
        </section>
      )}
      {others.length > 0 && (
        <ul className={styles.notes}>
          {others.map(({ code, text }) => (
            <li key={code + text}>{text}</li>
          ))}
        </ul>
      )}
      {hasSigns && (
        <Switch
          label={r.literalSigns}
          on={separators === "literal"}
          onChange={(on) => onSeparators(on ? "literal" : "read")}
        />
      )}
    </>
  );
}

function Notes({ plan }: { plan: Plan }) {
  const r = useBilingual(words);
  const notes = [
    plan.missing_columns.length > 0 && r.missingColumns(plan.missing_columns.join("、")),
    plan.unknown_columns.length > 0 && r.unknownColumns(plan.unknown_columns.join("、")),
    plan.asleep > 0 && r.asleep(plan.asleep),
    ...plan.kept.map((kept) => keptInWords(kept, r)),
  ].filter((note) => note !== false);
  if (notes.length === 0) return null;
  return (
    <ul className={styles.notes}>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

function keptInWords({ name, why }: Kept, r: RosterWords): string {
  if (why === "oneself") return r.keptOneself(name);
  return why === "powers" ? r.keptPowers(name) : r.keptLast(name);
}

function Faults({ faults }: { faults: readonly FaultyCell[] }) {
  const r = useBilingual(words);
  const rows = faults.map(({ line, column, value, reason }) => [String(line), column ?? "", value, reason]);
  return (
    <section className={styles.faults}>
      <h3 className={styles.faultsTitle}>
        <WarningIcon />
        {r.faultsTitle(faults.length)}
      </h3>
      <p className={styles.note}>{r.faultsText}</p>
      <Button onPress={() => saveTable([r.faultHeads, ...rows], "kairan-faults.csv")} small>
        {r.takeFaults}
      </Button>
      <Some items={faults}>
        {(fault) => (
          <li className={styles.fault} key={`${fault.line} ${fault.column} ${fault.code}`}>
            <span className={styles.where}>
              {r.line(fault.line)} {fault.column ?? r.wholeLine}
            </span>
            <span className={styles.faulty}>{fault.value === "" ? r.empty : fault.value}</span>
            <span>{fault.reason}</span>
          </li>
        )}
      </Some>
    </section>
  );
}

function People({ plan, deed }: { plan: Plan; deed: Deed }) {
  const r = useBilingual(words);
  const people = withDeed(plan, deed);
  if (people.length === 0) return null;
  return (
    <Group count={r.people(people.length)} title={r[deed]}>
      <Some items={people}>{(one) => <Person deed={deed} key={`${one.line} ${one.login}`} one={one} />}</Some>
    </Group>
  );
}

function Person({ one, deed }: { one: Planned; deed: Deed }) {
  const w = useWords();
  const r = useBilingual(words);
  const shown = one.changes.filter(({ field }) => (deed === "move") === (field === "posts"));
  const told = deed === "change" || deed === "move" ? shown : [];
  return (
    <li className={styles.person}>
      <span className={styles.where}>{one.line === null ? r.notInFile : r.line(one.line)}</span>
      <span className={styles.name}>{one.name}</span>
      <span className={styles.note}>{one.number ?? one.login}</span>
      <span className={styles.detail}>
        {told.length === 0
          ? toldWords(one.posts) || w.noPost
          : told.map(({ field, before, after }) => (
              <span className={styles.change} key={field}>
                {deed === "change" && `${w.fields[field] ?? field}: `}
                {inWords(field, before) ?? w.nothing} → {inWords(field, after) ?? w.nothing}
              </span>
            ))}
      </span>
    </li>
  );
}

const inWords = (field: string, value: string | null) =>
  field === "posts" && value !== null ? toldWords(value) : value;

function Group({ title, count, children }: { title: string; count: string; children: ReactNode }) {
  return (
    <section className={styles.block}>
      <h3 className={styles.heading}>
        {title} <span className={styles.count}>{count}</span>
      </h3>
      {children}
    </section>
  );
}

/** A long list, some at a time. */
function Some<T>({ items, children }: { items: readonly T[]; children: (item: T) => ReactNode }) {
  const r = useBilingual(words);
  const [shown, setShown] = useState(SHOWN);
  const rest = items.length - shown;
  return (
    <>
      <ul className={styles.list}>{items.slice(0, shown).map(children)}</ul>
      {rest > 0 && (
        <Button onPress={() => setShown(shown + 10 * SHOWN)} small>
          {r.more(rest)}
        </Button>
      )}
    </>
  );
}
