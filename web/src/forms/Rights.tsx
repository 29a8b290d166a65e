import { useState } from "react";
import type { RightHeld } from "../api/generated";
import { CloseIcon } from "../design/icons";
import type { Person } from "../model/types";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { FormDialog } from "../parts/FormDialog";
import { IconButton } from "../parts/IconButton";
import { FormProblem } from "../parts/Problem";
import { Select } from "../parts/Select";
import { toast } from "../parts/toasts";
import { flat } from "../people/departments";
import { PeoplePicker } from "../people/PeoplePicker";
import { useDepartments } from "../people/useDirectory";
import { PageBody } from "../shell/PageBody";
import { useWork } from "../shell/useWork";
import { useMe } from "../state";
import { forms } from "./api";
import styles from "./Forms.module.css";
import type { SectionProps } from "./section";
import { useWords } from "./words";

const RIGHTS = ["edit", "publish", "answers", "work", "statistics"] as const;
type Right = (typeof RIGHTS)[number];

/** 権限: departments and people, and what each may do. */
export function Rights({ view, onView }: SectionProps) {
  const w = useWords();
  const { tasks } = useMe();
  const mayShare = view.form.rights.includes("publish") || tasks.some(({ task }) => task === "organization");
  const [held, setHeld] = useState<readonly RightHeld[]>(view.rights);
  const [adding, setAdding] = useState<"department" | "people" | null>(null);
  const { busy, problem, run } = useWork({ inline: true });
  const isCharged = (["edit", "publish"] as const).every((right) =>
    held.some((one) => one.rights.includes(right)),
  );
  const isChanged = held !== view.rights;
  const save = async () => {
    const isDone = await run(async () => {
      const next = await forms.share(
        view.form.id,
        held.filter((one) => one.rights.length > 0),
      );
      onView(next);
      setHeld(next.rights);
    });
    if (isDone) toast.done(w.saved);
  };
  const add = (more: readonly RightHeld[]) => {
    setHeld([...held, ...more.filter((one) => held.every((known) => known.holder_id !== one.holder_id))]);
    setAdding(null);
  };
  return (
    <PageBody>
      <div className={styles.column}>
        <p className={styles.lead}>{w.rightsLead}</p>
        <dl className={styles.facts}>
          {RIGHTS.map((right) => (
            <div className={styles.fact} key={right}>
              <dt>{w.rights[right]}</dt>
              <dd>{w.rightNotes[right]}</dd>
            </div>
          ))}
        </dl>
        <Table held={held} mayShare={mayShare} onChange={setHeld} />
        {mayShare && (
          <>
            <div className={styles.acts}>
              <Button onPress={() => setAdding("department")} small>
                {w.addDepartment}
              </Button>
              <Button onPress={() => setAdding("people")} small>
                {w.addPeople}
              </Button>
            </div>
            <FormProblem text={isCharged ? problem : w.nobodyInCharge} />
            <div className={styles.acts}>
              <Button busy={busy} isDisabled={!isChanged || !isCharged} look="primary" onPress={save}>
                {w.save}
              </Button>
              <span className={styles.hint} role="status">
                {isChanged && w.notSaved}
              </span>
            </div>
          </>
        )}
      </div>
      {adding === "department" && <AddDepartment onAdd={add} onClose={() => setAdding(null)} />}
      {adding === "people" && <AddPeople held={held} onAdd={add} onClose={() => setAdding(null)} />}
    </PageBody>
  );
}

interface TableProps {
  held: readonly RightHeld[];
  mayShare: boolean;
  onChange: (held: readonly RightHeld[]) => void;
}

function Table({ held, mayShare, onChange }: TableProps) {
  const w = useWords();
  const turn = (holder: RightHeld, right: Right, on: boolean) =>
    onChange(
      held.map((one) =>
        one === holder
          ? { ...one, rights: RIGHTS.filter((each) => (each === right ? on : one.rights.includes(each))) }
          : one,
      ),
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone, and must do so by keyboard.
    <section aria-label={w.sections.rights} className={styles.tableBox} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{w.holder}</th>
            {RIGHTS.map((right) => (
              <th key={right} scope="col">
                {w.rights[right]}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {held.map((one) => (
            <tr key={one.holder_id}>
              <th scope="row">
                {one.name} {one.is_department && <Tag>{w.departmentTag}</Tag>}
              </th>
              {RIGHTS.map((right) => (
                <td className={styles.tick} key={right}>
                  <input
                    aria-label={w.giveRight(w.rights[right], one.name)}
                    checked={one.rights.includes(right)}
                    disabled={!mayShare}
                    onChange={({ target }) => turn(one, right, target.checked)}
                    type="checkbox"
                  />
                </td>
              ))}
              <td>
                {mayShare && (
                  <IconButton
                    label={w.removeHolder(one.name)}
                    onPress={() => onChange(held.filter((each) => each !== one))}
                    small
                  >
                    <CloseIcon size={18} />
                  </IconButton>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface AddProps {
  onAdd: (held: readonly RightHeld[]) => void;
  onClose: () => void;
}

function AddDepartment({ onAdd, onClose }: AddProps) {
  const w = useWords();
  const { tree } = useDepartments();
  const [chosen, setChosen] = useState<string | null>(null);
  const branches = flat(tree);
  const add = () => {
    const found = branches.find(({ branch }) => branch.id === chosen)?.branch;
    if (found !== undefined)
      onAdd([{ holder_id: found.id, is_department: true, rights: ["answers"], name: found.name }]);
  };
  return (
    <FormDialog
      isDisabled={chosen === null}
      onClose={onClose}
      onSubmit={add}
      size="narrow"
      title={w.addDepartment}
      verb={w.add}
    >
      <Select
        choices={branches.map(({ branch, depth }) => ({
          id: branch.id,
          label: "\u3000".repeat(depth) + branch.name,
        }))}
        label={w.chooseDepartment}
        onChange={setChosen}
        value={chosen}
      />
    </FormDialog>
  );
}

function AddPeople({ held, onAdd, onClose }: AddProps & { held: readonly RightHeld[] }) {
  const w = useWords();
  const [chosen, setChosen] = useState<readonly Person[]>([]);
  const taken = new Set(held.map(({ holder_id }) => holder_id));
  return (
    <FormDialog
      holds
      isDisabled={chosen.length === 0}
      onClose={onClose}
      onSubmit={() =>
        onAdd(
          chosen.map(({ id, name }) => ({ holder_id: id, is_department: false, rights: ["answers"], name })),
        )
      }
      size="wide"
      title={w.addPeople}
      verb={w.add}
    >
      <PeoplePicker chosen={chosen} onChange={setChosen} taken={taken} />
    </FormDialog>
  );
}
