import { useCallback, useState } from "react";
import type { Bounds, FactorRule, SignInRules as Rules, SignInSettings } from "../../api/generated";
import { useBilingual } from "../../i18n/useBilingual";
import { Button } from "../../parts/Button";
import { Form } from "../../parts/Form";
import { FormProblem } from "../../parts/Problem";
import { Fields } from "../../parts/Section";
import { Select } from "../../parts/Select";
import { toast } from "../../parts/toasts";
import { Answered } from "../../shell/Answered";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { administration } from "../api";
import { Holders } from "./Holders";
import { NumberField } from "./NumberField";
import styles from "./SignInRules.module.css";
import { words } from "./words";

const WHOM = ["staff", "guest", "administrator", "auditor"] as const;
const DEMANDS = ["none", "any", "passkey"] as const;
type Whom = (typeof WHOM)[number];
type Demand = (typeof DEMANDS)[number];

/** What is asked for besides the password, when sessions end; and who has what. */
export function SignInRules({ onBack }: { onBack: (() => void) | undefined }) {
  const w = useBilingual(words);
  const [saved, setSaved] = useState<SignInSettings | null>(null);
  const answer = useAnswer(useCallback((signal: AbortSignal) => administration.signIn(signal), []));
  return (
    <>
      <PageHead onBack={onBack} title={w.title} />
      <PageBody>
        <Answered answer={saved === null ? answer : { ...answer, value: saved }} failed={w.failed}>
          {(settings) => (
            <>
              <Standing settings={settings} />
              <RulesForm key={JSON.stringify(settings.rules)} onSaved={setSaved} settings={settings} />
              <Holders round={JSON.stringify(settings.rules)} />
            </>
          )}
        </Answered>
      </PageBody>
    </>
  );
}

function Standing({ settings: { figures } }: { settings: SignInSettings }) {
  const w = useBilingual(words);
  const { people, totp, passkey, none, lacking } = figures;
  return (
    <div className={styles.standing}>
      <p>{w.lead}</p>
      <p className={styles.figures}>{w.figures(people, totp, passkey, none)}</p>
      <p className={lacking > 0 ? styles.lacking : styles.note}>
        {lacking > 0 ? w.lackingCount(lacking) : w.lackingNone}
      </p>
    </div>
  );
}

/** The fields that are numbers: what may be typed, and whether empty means "as the installation". */
const FIELDS = {
  grace_days: { least: 0, most: 90 },
  absolute_hours: { least: 1, most: null },
  idle_hours: { least: 1, most: null },
  least_length: { least: 12, most: 64 },
  issued_days: { least: 1, most: null },
  proof_minutes: { least: 1, most: 120 },
} as const;
type Field = keyof typeof FIELDS;
const NAMES = Object.keys(FIELDS).filter((name): name is Field => name in FIELDS);
const mostOf = (field: Field, bounds: Bounds): number =>
  FIELDS[field].most ??
  { absolute_hours: bounds.absolute_hours, idle_hours: bounds.idle_hours, issued_days: bounds.issued_days }[
    field as "absolute_hours"
  ];
const mayBeEmpty = (field: Field) => FIELDS[field].most === null;

interface FormProps {
  settings: SignInSettings;
  onSaved: (settings: SignInSettings) => void;
}

function RulesForm({ settings: { rules, bounds, revision }, onSaved }: FormProps) {
  const w = useBilingual(words);
  const [factors, setFactors] = useState<readonly FactorRule[]>(rules.factors ?? []);
  const [typed, setTyped] = useState(() => typedOf(rules));
  const [wrong, setWrong] = useState<ReadonlySet<Field>>(new Set());
  const work = useWork({ inline: true });

  async function save() {
    const faults = new Set(NAMES.filter((field) => !isGood(typed[field], field, bounds)));
    setWrong(faults);
    if (faults.size > 0) return;
    const numbers = Object.fromEntries(
      NAMES.map((field) => [field, typed[field].trim() === "" ? null : Number(typed[field])]),
    );
    const wanted = { ...numbers, factors } as Rules;
    if (await work.run(async () => onSaved(await administration.changeSignIn(wanted, revision))))
      toast.done(w.saved);
  }

  const field = (name: Field, label: string, unit: string, note?: string) => (
    <NumberField
      error={wrong.has(name) ? w.between(FIELDS[name].least, mostOf(name, bounds)) : null}
      hint={[mayBeEmpty(name) ? w.upTo(mostOf(name, bounds), unit) : null, note].filter(Boolean).join("。")}
      label={label}
      onChange={(value) => setTyped((before) => ({ ...before, [name]: value }))}
      otherwise={mayBeEmpty(name) ? String(mostOf(name, bounds)) : ""}
      unit={unit}
      value={typed[name]}
    />
  );

  return (
    <Form className={styles.form} onSubmit={save}>
      <section className={styles.section}>
        <h2 className={styles.title}>{w.demands}</h2>
        <p className={styles.note}>{w.demandsNote}</p>
        <Demands bounds={bounds} factors={factors} onChange={setFactors} />
        <Fields>{field("grace_days", w.grace, w.days, w.graceNote)}</Fields>
      </section>
      <section className={styles.section}>
        <h2 className={styles.title}>{w.sessions}</h2>
        <p className={styles.note}>{w.emptyIsInstallation}</p>
        <Fields>
          {field("absolute_hours", w.absolute, w.hours)}
          {field("idle_hours", w.idle, w.hours)}
        </Fields>
      </section>
      <section className={styles.section}>
        <h2 className={styles.title}>{w.passwords}</h2>
        <Fields>
          {field("least_length", w.least, w.letters, w.leastNote)}
          {field("issued_days", w.issued, w.days)}
          {field("proof_minutes", w.proof, w.minutes, w.proofNote)}
        </Fields>
      </section>
      <FormProblem text={work.problem} />
      <div>
        <Button busy={work.busy} look="primary" type="submit">
          {w.save}
        </Button>
      </div>
    </Form>
  );
}

interface DemandsProps {
  bounds: Bounds;
  factors: readonly FactorRule[];
  onChange: (factors: readonly FactorRule[]) => void;
}

/** A row for each kind of people, a column for each entrance. */
function Demands({ bounds, factors, onChange }: DemandsProps) {
  const w = useBilingual(words);
  const nameOf = (face: string) => w.faces[face] ?? face;
  const demandOf = (whom: Whom, face: string): Demand =>
    factors.find((rule) => rule.whom === whom && rule.face === face)?.demand ?? "none";
  const put = (whom: Whom, face: string, demand: Demand) =>
    onChange([
      ...factors.filter((rule) => rule.whom !== whom || rule.face !== face),
      { whom, face, demand, since: 0 },
    ]);
  return (
    <table className={styles.demands}>
      <thead>
        <tr>
          <td />
          {bounds.faces.map((face) => (
            <th key={face} scope="col">
              {nameOf(face)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {WHOM.map((whom) => (
          <tr key={whom}>
            <th scope="row">{w.whom[whom]}</th>
            {bounds.faces.map((face) => (
              <td data-face={nameOf(face)} key={face}>
                <Select
                  choices={DEMANDS.map((id) => ({ id, label: w.demand[id] }))}
                  hideLabel
                  label={w.cell(w.whom[whom], nameOf(face))}
                  onChange={(demand) => put(whom, face, demand)}
                  value={demandOf(whom, face)}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function typedOf(rules: Rules): Record<Field, string> {
  const written = (field: Field) => (rules[field] == null ? "" : String(rules[field]));
  return {
    grace_days: written("grace_days"),
    absolute_hours: written("absolute_hours"),
    idle_hours: written("idle_hours"),
    least_length: written("least_length"),
    issued_days: written("issued_days"),
    proof_minutes: written("proof_minutes"),
  };
}

function isGood(typed: string, field: Field, bounds: Bounds): boolean {
  if (typed.trim() === "") return mayBeEmpty(field);
  const value = Number(typed);
  return Number.isInteger(value) && value >= FIELDS[field].least && value <= mostOf(field, bounds);
}
