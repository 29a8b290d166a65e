import { useState } from "react";
import type { Procedure } from "../../api/generated";
import { CloseIcon } from "../../design/icons";
import type { Person } from "../../model/types";
import { Button } from "../../parts/Button";
import { FormDialog } from "../../parts/FormDialog";
import { IconButton } from "../../parts/IconButton";
import { PeoplePicker } from "../../people/PeoplePicker";
import styles from "../Forms.module.css";
import { useProcedureWords } from "./words";

type Stages = Procedure["route"];
type Names = Readonly<Record<string, string>>;

interface RouteProps {
  route: Stages;
  names: Names;
  onChange: (route: Stages, names: Names) => void;
}

interface Choosing {
  stage: number;
  /** Whose deputy; null: one more who approves. */
  deputyOf: string | null;
}

/** The stages of an approval, with who approves in each, and their deputies. */
export function Route({ route, names, onChange }: RouteProps) {
  const w = useProcedureWords();
  const [choosing, setChoosing] = useState<Choosing | null>(null);
  const put = (stage: number, approvers: Stages[number]["approvers"], more: Names = {}) =>
    onChange(
      route.map((one, at) => (at === stage ? { approvers } : one)).filter((one) => one.approvers.length > 0),
      more,
    );
  const choose = ({ id, name }: Person) => {
    if (choosing === null) return;
    const { stage, deputyOf } = choosing;
    const approvers = route[stage]?.approvers ?? [];
    const more = { [id]: name };
    if (deputyOf !== null)
      put(
        stage,
        approvers.map((one) => (one.member_id === deputyOf ? { ...one, deputy_id: id } : one)),
        more,
      );
    else if (stage === route.length)
      onChange([...route, { approvers: [{ member_id: id, deputy_id: null }] }], more);
    else if (approvers.every((one) => one.member_id !== id))
      put(stage, [...approvers, { member_id: id, deputy_id: null }], more);
    setChoosing(null);
  };
  return (
    <>
      {route.map((stage, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stage is its place on the route.
        <fieldset className={styles.stage} key={at}>
          <legend>{w.stage(at + 1)}</legend>
          {stage.approvers.map((one) => {
            const name = names[one.member_id] ?? one.member_id;
            const deputy = one.deputy_id ? (names[one.deputy_id] ?? one.deputy_id) : null;
            const others = stage.approvers.filter((each) => each !== one);
            return (
              <div className={styles.acts} key={one.member_id}>
                <strong>{name}</strong>
                <IconButton label={w.removeApprover(name)} onPress={() => put(at, others)} small>
                  <CloseIcon size={18} />
                </IconButton>
                {deputy === null ? (
                  <Button
                    look="quiet"
                    onPress={() => setChoosing({ stage: at, deputyOf: one.member_id })}
                    small
                  >
                    {w.addDeputy(name)}
                  </Button>
                ) : (
                  <>
                    <span>{w.deputy(deputy)}</span>
                    <IconButton
                      label={w.removeDeputy(deputy)}
                      onPress={() =>
                        put(
                          at,
                          stage.approvers.map((each) => (each === one ? { ...each, deputy_id: null } : each)),
                        )
                      }
                      small
                    >
                      <CloseIcon size={18} />
                    </IconButton>
                  </>
                )}
              </div>
            );
          })}
          <Button onPress={() => setChoosing({ stage: at, deputyOf: null })} small>
            {w.addApprover}
          </Button>
        </fieldset>
      ))}
      <div>
        <Button onPress={() => setChoosing({ stage: route.length, deputyOf: null })} small>
          {w.addStage}
        </Button>
      </div>
      {choosing !== null && <Choosing onChoose={choose} onClose={() => setChoosing(null)} />}
    </>
  );
}

function Choosing({ onChoose, onClose }: { onChoose: (person: Person) => void; onClose: () => void }) {
  const w = useProcedureWords();
  const [chosen, setChosen] = useState<readonly Person[]>([]);
  const [person] = chosen;
  return (
    <FormDialog
      holds
      isDisabled={person === undefined}
      onClose={onClose}
      onSubmit={() => person !== undefined && onChoose(person)}
      size="wide"
      title={w.addApprover}
      verb={w.choose}
    >
      <PeoplePicker chosen={chosen} onChange={(people) => setChosen(people.slice(-1))} taken={new Set()} />
    </FormDialog>
  );
}
