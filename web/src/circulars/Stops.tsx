import { useState } from "react";
import { CloseIcon, DownIcon, PeopleIcon, UpIcon } from "../design/icons";
import type { Person } from "../model/types";
import { GuestTag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { Switch } from "../parts/Choices";
import { FormDialog } from "../parts/FormDialog";
import { IconButton } from "../parts/IconButton";
import { DepartmentTree } from "../people/DepartmentTree";
import { flat } from "../people/departments";
import { PeoplePicker } from "../people/PeoplePicker";
import { useDepartments } from "../people/useDirectory";
import styles from "./Circulars.module.css";
import { guestsIn, moved, type StopWanted, stopsOf, withMore } from "./stops";
import { useWords } from "./words";

interface StopsProps {
  stops: readonly StopWanted[];
  isInOrder: boolean;
  onChange: (stops: readonly StopWanted[]) => void;
}

/** Whom it goes to; in order, each can be moved up and down. */
export function Stops({ stops, isInOrder, onChange }: StopsProps) {
  const w = useWords();
  const [open, setOpen] = useState<"people" | "department" | null>(null);
  const guests = guestsIn(stops);
  const add = (more: readonly StopWanted[]) => {
    onChange(withMore(stops, more));
    setOpen(null);
  };
  return (
    <section aria-label={w.stops} className={styles.part}>
      <h2 className={styles.heading}>{w.stops}</h2>
      <p className={styles.about}>{isInOrder ? w.stopsInOrder : w.stopsAtOnce}</p>
      <ol className={styles.stops}>
        {stops.map((one, at) => (
          <li className={styles.stopRow} key={one.id}>
            {isInOrder && <span className={styles.stop}>{w.stop(at + 1)}</span>}
            <StopName one={one} />
            {isInOrder && (
              <>
                <IconButton
                  isDisabled={at === 0}
                  label={w.moveUp(nameOf(one))}
                  onPress={() => onChange(moved(stops, at, -1))}
                  small
                >
                  <UpIcon size={16} />
                </IconButton>
                <IconButton
                  isDisabled={at === stops.length - 1}
                  label={w.moveDown(nameOf(one))}
                  onPress={() => onChange(moved(stops, at, 1))}
                  small
                >
                  <DownIcon size={16} />
                </IconButton>
              </>
            )}
            <IconButton
              label={w.dropStop(nameOf(one))}
              onPress={() => onChange(stops.filter(({ id }) => id !== one.id))}
              small
            >
              <CloseIcon size={16} />
            </IconButton>
          </li>
        ))}
      </ol>
      {guests > 0 && <p className={styles.outside}>{w.guestsRead(guests)}</p>}
      <div className={styles.acts}>
        <Button icon={<PeopleIcon size={18} />} onPress={() => setOpen("people")} small>
          {w.addPeople}
        </Button>
        <Button onPress={() => setOpen("department")} small>
          {w.addDepartment}
        </Button>
      </div>
      {open === "people" && <AddPeople onAdd={add} onClose={() => setOpen(null)} stops={stops} />}
      {open === "department" && <AddDepartment onAdd={add} onClose={() => setOpen(null)} />}
    </section>
  );
}

function nameOf(one: StopWanted): string {
  return one.kind === "person" ? one.person.name : one.name;
}

function StopName({ one }: { one: StopWanted }) {
  const w = useWords();
  if (one.kind === "department") {
    return (
      <span className={styles.stopName}>
        {one.name}
        <span className={styles.about}>　{w.everybodyOf(one.count, one.withBelow)}</span>
      </span>
    );
  }
  return (
    <span className={styles.stopName}>
      {one.person.name}
      <span className={styles.about}>　{one.person.department ?? one.person.affiliation ?? ""}</span>
      {one.person.kind === "guest" && <GuestTag />}
    </span>
  );
}

interface AddProps {
  onAdd: (stops: readonly StopWanted[]) => void;
  onClose: () => void;
}

function AddPeople({ stops, onAdd, onClose }: AddProps & { stops: readonly StopWanted[] }) {
  const w = useWords();
  const [chosen, setChosen] = useState<readonly Person[]>([]);
  return (
    <FormDialog
      holds
      isDisabled={chosen.length === 0}
      onClose={onClose}
      onSubmit={() => onAdd(stopsOf(chosen))}
      size="wide"
      title={w.addPeople}
      verb={w.add}
    >
      <PeoplePicker
        chosen={chosen}
        onChange={setChosen}
        taken={new Set(stops.map(({ id }) => id))}
        takenNote={w.isThere}
      />
    </FormDialog>
  );
}

function AddDepartment({ onAdd, onClose }: AddProps) {
  const w = useWords();
  const { tree } = useDepartments();
  const [chosen, setChosen] = useState<string | null>(null);
  const [withBelow, setWithBelow] = useState(true);
  const found = flat(tree).find(({ branch }) => branch.id === chosen)?.branch;
  const add = () => {
    if (found === undefined) return;
    onAdd([{ kind: "department", id: found.id, name: found.name, count: found.count, withBelow }]);
  };
  return (
    <FormDialog
      holds
      isDisabled={found === undefined}
      lead={w.departmentLead}
      onClose={onClose}
      onSubmit={add}
      title={w.addDepartment}
      verb={w.add}
    >
      <DepartmentTree chosen={chosen} onChoose={setChosen} tree={tree} />
      <Switch label={w.withBelow} on={withBelow} onChange={setWithBelow} />
    </FormDialog>
  );
}
