import { useState } from "react";
import { DropZone } from "react-aria-components/DropZone";
import { FileTrigger } from "react-aria-components/FileTrigger";
import type { ImportStep, Outcome, Plan } from "../../api/generated";
import { DoneIcon, UploadIcon } from "../../design/icons";
import { useBilingual } from "../../i18n/useBilingual";
import { Button } from "../../parts/Button";
import { cx } from "../../parts/cx";
import { FormProblem } from "../../parts/Problem";
import { Question } from "../../parts/Question";
import { sentenceOf } from "../../parts/toasts";
import { applyRoster, FILE_MOST, type Missing, roster, type Separators } from "./api";
import { PlanView } from "./PlanView";
import styles from "./Roster.module.css";
import { outcomeInWords } from "./telling";
import { words } from "./words";

type Phase =
  | { readonly at: "choosing" }
  | { readonly at: "looking" }
  | { readonly at: "planned"; readonly file: File; readonly plan: Plan }
  | { readonly at: "applying"; readonly frame: ImportStep | null }
  | { readonly at: "done"; readonly outcome: Outcome };

const CSV = [".csv", ".txt", ".tsv", "text/csv"];

/** A file is looked at, agreed to, and carried out. */
export function Import({ onSheets }: { onSheets: () => void }) {
  const r = useBilingual(words);
  const [phase, setPhase] = useState<Phase>({ at: "choosing" });
  const [missing, setMissing] = useState<Missing>("leave");
  const [problem, setProblem] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [separators, setSeparators] = useState<Separators>("read");
  const [confirmed, setConfirmed] = useState(false);

  async function look(file: File | undefined, how: Missing, signs: Separators = separators) {
    if (!file) return;
    setProblem(file.size > FILE_MOST ? r.tooLarge : null);
    if (file.size > FILE_MOST) return setPhase({ at: "choosing" });
    setConfirmed(false);
    setPhase({ at: "looking" });
    try {
      setPhase({ at: "planned", file, plan: await roster.plan(file, how, signs) });
    } catch (error) {
      setProblem(sentenceOf(error, r.failed));
      setPhase({ at: "choosing" });
    }
  }

  async function carryOut(file: File, plan: Plan) {
    setAsking(false);
    setProblem(null);
    setPhase({ at: "applying", frame: null });
    try {
      const how = { missing, separators, confirmed, stopping: plan.is_large ? plan.stopping : null };
      const outcome = await applyRoster(file, how, plan.fingerprint, (frame) =>
        setPhase({ at: "applying", frame }),
      );
      setPhase({ at: "done", outcome });
    } catch (error) {
      setProblem(sentenceOf(error, r.lost));
      setPhase({ at: "choosing" });
    }
  }

  switch (phase.at) {
    case "choosing":
      return <Choosing onFile={(file) => look(file, missing)} problem={problem} />;
    case "looking":
      return <Working label={r.reading} />;
    case "applying":
      return <Working frame={phase.frame} label={r.applying} note={r.keepsGoing} />;
    case "done":
      return (
        <Done onAgain={() => setPhase({ at: "choosing" })} onSheets={onSheets} outcome={phase.outcome} />
      );
    case "planned": {
      const stopped = stoppedBy(phase.plan);
      return (
        <>
          <PlanView
            missing={missing}
            name={phase.file.name}
            onAnother={() => setPhase({ at: "choosing" })}
            onGo={() => setAsking(true)}
            onMissing={(how) => {
              setMissing(how);
              look(phase.file, how);
            }}
            onConfirm={setConfirmed}
            confirmed={confirmed}
            onSeparators={(signs) => {
              setSeparators(signs);
              look(phase.file, missing, signs);
            }}
            plan={phase.plan}
            separators={separators}
          />
          {asking && (
            <Question
              danger={phase.plan.people.some(
                ({ deeds }) => deeds.includes("suspend") || deeds.includes("leave"),
              )}
              onClose={() => setAsking(false)}
              onYes={() => carryOut(phase.file, phase.plan)}
              title={r.goTitle}
              typed={stopped >= TYPED_FROM || phase.plan.is_large ? String(stopped) : undefined}
              verb={stopped > 0 ? r.goStopping(stopped) : r.go}
            >
              {r.goText(outcomeInWords(phase.plan, r))}
              {phase.plan.is_large && ` ${r.stoppingHint(phase.plan.stopping)}`}
              {phase.plan.powers > 0 && ` ${r.powersStop(phase.plan.powers)}`}
            </Question>
          )}
        </>
      );
    }
    default:
      return phase satisfies never;
  }
}

/** From so many people on, the number is typed before they lose their access. */
const TYPED_FROM = 10;

const stoppedBy = (plan: Plan) =>
  plan.stopping ||
  plan.people.filter(({ deeds }) => deeds.includes("suspend") || deeds.includes("leave")).length;

function Choosing({ onFile, problem }: { onFile: (file: File | undefined) => void; problem: string | null }) {
  const r = useBilingual(words);
  return (
    <div className={styles.part}>
      <p className={styles.lead}>{r.importLead}</p>
      <FormProblem text={problem} />
      <DropZone
        aria-label={r.drop}
        className={cx(styles.drop)}
        onDrop={async ({ items }) => {
          const item = items.find((each) => each.kind === "file");
          if (item?.kind === "file") onFile(await item.getFile());
        }}
      >
        <UploadIcon />
        <p>{r.drop}</p>
        <FileTrigger acceptedFileTypes={CSV} onSelect={(files) => onFile(files?.[0])}>
          <Button look="primary">{r.choose}</Button>
        </FileTrigger>
        <p className={styles.note}>{r.limits}</p>
      </DropZone>
      <section className={styles.block}>
        <h2 className={styles.heading}>{r.columnsTitle}</h2>
        <p className={styles.note}>{r.columnsText}</p>
        <dl className={styles.columns}>
          {r.columns.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <p className={styles.note}>{r.template}</p>
      </section>
    </div>
  );
}

function Working({ label, note, frame = null }: { label: string; note?: string; frame?: ImportStep | null }) {
  const r = useBilingual(words);
  const total = frame?.total ?? 0;
  const share = total > 0 ? Math.round((100 * (frame?.done ?? 0)) / total) : null;
  const stage = frame?.stage ? (r.stages[frame.stage] ?? "") : "";
  return (
    <div className={styles.part}>
      <div className={styles.working} role="status">
        <p className={styles.heading}>{label}</p>
        <progress aria-label={label} className={styles.progress} max={100} value={share ?? undefined} />
        <p className={styles.note}>{share === null ? stage : `${stage} ${share}%`}</p>
        {note && <p className={styles.note}>{note}</p>}
      </div>
    </div>
  );
}

interface DoneProps {
  outcome: Outcome;
  onSheets: () => void;
  onAgain: () => void;
}

function Done({ outcome, onSheets, onAgain }: DoneProps) {
  const r = useBilingual(words);
  const told = outcomeInWords(outcome, r);
  return (
    <div className={styles.part}>
      <div className={styles.done} role="status">
        <DoneIcon />
        <p className={styles.heading}>{r.doneTitle}</p>
        <p>{told === "" ? r.doneNothing : r.doneText(told)}</p>
        <div className={styles.buttons}>
          <Button onPress={onAgain}>{r.again}</Button>
          {outcome.created > 0 && (
            <Button look="primary" onPress={onSheets}>
              {r.toSheets}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
