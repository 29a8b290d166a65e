import { useCallback } from "react";
import type { RuleAct, Stages } from "../../api/generated";
import { useBilingual } from "../../i18n/useBilingual";
import { ask } from "../../net/http";
import { Rounds, Switch } from "../../parts/Choices";
import { Select } from "../../parts/Select";
import { flat } from "../../people/departments";
import { useDepartments } from "../../people/useDirectory";
import { useAnswer } from "../../shell/useAnswer";
import styles from "./Hazards.module.css";
import { words } from "./words";

type Kind = RuleAct["act"];

const KINDS: readonly Kind[] = ["safety", "broadcast", "muster", "incident"];
const EVERYBODY: RuleAct["to"] = {
  everybody: true,
  guests: false,
  department_ids: [],
  titles: [],
  member_ids: [],
  affiliations: [],
};

interface ActsProps {
  acts: readonly RuleAct[];
  onChange: (acts: readonly RuleAct[]) => void;
}

/** What a rule does beside posting: at most one of each kind is offered; what else a rule has stays. */
export function Acts({ acts, onChange }: ActsProps) {
  const w = useBilingual(words);
  const of = (kind: Kind) => acts.find(({ act }) => act === kind);
  const put = (act: RuleAct) => {
    const known = of(act.act);
    onChange(known === undefined ? [...acts, act] : acts.map((one) => (one === known ? act : one)));
  };
  const turn = (kind: Kind, on: boolean) => {
    if (on) put(begun(kind));
    else onChange(acts.filter((one) => one !== of(kind)));
  };
  return (
    <fieldset className={styles.acting}>
      <legend className={styles.legend}>{w.acts}</legend>
      <p className={styles.hint}>{w.actsHint}</p>
      {KINDS.map((kind) => {
        const act = of(kind);
        return (
          <div className={styles.act} key={kind}>
            <Switch
              label={w.act[kind]}
              note={w.actNotes[kind]}
              on={act !== undefined}
              onChange={(on) => turn(kind, on)}
            />
            {act !== undefined && kind === "muster" && <StageChoice act={act} onChange={put} />}
            {act !== undefined && (kind === "safety" || kind === "broadcast") && (
              <Whom act={act} onChange={put} />
            )}
            {act !== undefined && kind === "broadcast" && (
              <Switch
                label={w.actUrgent}
                note={w.actUrgentNote}
                on={act.is_urgent}
                onChange={(on) => put({ ...act, is_urgent: on })}
              />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

function begun(kind: Kind): RuleAct {
  const nobody = { ...EVERYBODY, everybody: false };
  return {
    act: kind,
    to: kind === "muster" || kind === "incident" ? nobody : EVERYBODY,
    stage_id: null,
    is_urgent: true,
  };
}

/** Whether an act says for whom it is. */
export function isWhole({ act, to, stage_id }: RuleAct): boolean {
  if (act === "incident") return true;
  if (act === "muster") return stage_id !== null;
  return to.everybody || to.department_ids.length > 0 || to.member_ids.length > 0 || to.guests;
}

interface ActProps {
  act: RuleAct;
  onChange: (act: RuleAct) => void;
}

function Whom({ act, onChange }: ActProps) {
  const w = useBilingual(words);
  const { tree } = useDepartments();
  const lines = flat(tree);
  const chosen = act.to.department_ids;
  const put = (change: Partial<RuleAct["to"]>) => onChange({ ...act, to: { ...act.to, ...change } });
  return (
    <>
      <Rounds
        choices={[
          { id: "all", label: w.toAll },
          { id: "some", label: w.toSome },
        ]}
        inline
        label={w.to}
        onChange={(id) => put({ everybody: id === "all", department_ids: id === "all" ? [] : chosen })}
        value={act.to.everybody ? "all" : "some"}
      />
      {!act.to.everybody && (
        <>
          <Select
            choices={lines
              .filter(({ branch }) => !chosen.includes(branch.id))
              .map(({ branch, depth }) => ({ id: branch.id, label: "\u3000".repeat(depth) + branch.name }))}
            label={w.addDepartment}
            onChange={(id) => put({ department_ids: [...chosen, id] })}
            placeholder={w.chooseDepartment}
            value={null}
          />
          <ul className={styles.chosen}>
            {lines
              .filter(({ branch }) => chosen.includes(branch.id))
              .map(({ branch }) => (
                <li key={branch.id}>
                  <button
                    aria-label={w.removeDepartment(branch.name)}
                    className={styles.chip}
                    onClick={() => put({ department_ids: chosen.filter((one) => one !== branch.id) })}
                    type="button"
                  >
                    {branch.name} ×
                  </button>
                </li>
              ))}
          </ul>
        </>
      )}
    </>
  );
}

function StageChoice({ act, onChange }: ActProps) {
  const w = useBilingual(words);
  const found = useAnswer(
    useCallback((signal: AbortSignal) => ask<Stages>("GET", "/api/musters/stages", { signal }), []),
  );
  const stages = found.value?.stages ?? [];
  return (
    <>
      <Select
        choices={stages.map(({ id, stage }) => ({ id, label: stage.name }))}
        label={w.stage}
        onChange={(id) => onChange({ ...act, stage_id: id })}
        placeholder={w.chooseStage}
        value={act.stage_id}
      />
      {found.phase === "known" && stages.length === 0 && <p className={styles.hint}>{w.noStages}</p>}
    </>
  );
}
