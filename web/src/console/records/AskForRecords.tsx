import { type ReactNode, useCallback, useState } from "react";
import { CloseIcon } from "../../design/icons";
import { isoDayOf } from "../../i18n/time";
import { useBilingual } from "../../i18n/useBilingual";
import { Button } from "../../parts/Button";
import { FormDialog } from "../../parts/FormDialog";
import { IconButton } from "../../parts/IconButton";
import { SearchField } from "../../parts/SearchField";
import { TextField } from "../../parts/TextField";
import { usePeopleFound } from "../../people/useDirectory";
import { useAnswer, useSettled } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { records } from "./api";
import styles from "./Records.module.css";
import { words } from "./words";

interface Choice {
  readonly id: string;
  readonly name: string;
  readonly note?: string | null;
}

const SHOWN = 6;

/** What to read and why; a second person decides about it. */
export function AskForRecords({ onAsked, onClose }: { onAsked: () => void; onClose: () => void }) {
  const w = useBilingual(words);
  const [reason, setReason] = useState("");
  const [rooms, setRooms] = useState<readonly Choice[]>([]);
  const [people, setPeople] = useState<readonly Choice[]>([]);
  const [first, setFirst] = useState(() => isoDayOf(Date.now()));
  const [last, setLast] = useState(() => isoDayOf(Date.now()));
  const work = useWork({ inline: true });
  const send = () =>
    work.run(async () => {
      const room_ids = rooms.map(({ id }) => id);
      const person_ids = people.map(({ id }) => id);
      await records.ask({ reason, room_ids, person_ids, first_on: first, last_on: last });
      onAsked();
    });
  return (
    <FormDialog
      busy={work.busy}
      holds
      lead={w.askLead}
      onClose={onClose}
      onSubmit={send}
      problem={work.problem}
      title={w.ask}
      verb={w.send}
    >
      <TextField
        autoFocus
        hint={w.reasonHint}
        label={w.reason}
        lines={3}
        maxLength={1000}
        onChange={setReason}
        value={reason}
      />
      <p className={styles.note}>{w.both}</p>
      <Rooms chosen={rooms} onChange={setRooms} />
      <People chosen={people} onChange={setPeople} />
      <div className={styles.days}>
        <TextField label={w.first} onChange={setFirst} type="date" value={first} />
        <TextField label={w.last} onChange={setLast} type="date" value={last} />
      </div>
    </FormDialog>
  );
}

interface ChooseProps {
  chosen: readonly Choice[];
  onChange: (chosen: readonly Choice[]) => void;
}

function Rooms(props: ChooseProps) {
  const w = useBilingual(words);
  const [typed, setTyped] = useState("");
  const q = useSettled(typed.trim());
  const { value } = useAnswer(useCallback((signal: AbortSignal) => records.rooms(q, signal), [q]));
  const found = value?.rooms.map(({ id, name, archived }) => ({
    id,
    name,
    note: archived ? w.archived : null,
  }));
  return (
    <Chooser {...props} found={found ?? []} legend={w.rooms} typed={typed}>
      <SearchField label={w.findRoom} onChange={setTyped} value={typed} />
    </Chooser>
  );
}

function People(props: ChooseProps) {
  const w = useBilingual(words);
  const [typed, setTyped] = useState("");
  const { items } = usePeopleFound(typed, null);
  const found = items.map(({ id, name, department }) => ({ id, name, note: department }));
  return (
    <Chooser {...props} found={found} legend={w.people} typed={typed}>
      <SearchField label={w.findPerson} onChange={setTyped} value={typed} />
    </Chooser>
  );
}

interface ChooserProps extends ChooseProps {
  legend: string;
  typed: string;
  found: readonly Choice[];
  children: ReactNode;
}

/** What is chosen, a field to look for more, and what it finds. */
function Chooser({ legend, chosen, found, typed, onChange, children }: ChooserProps) {
  const w = useBilingual(words);
  const taken = new Set(chosen.map(({ id }) => id));
  const free = found.filter(({ id }) => !taken.has(id)).slice(0, SHOWN);
  return (
    <fieldset className={styles.chooser}>
      <legend>{legend}</legend>
      {chosen.length > 0 && (
        <ul className={styles.chosen}>
          {chosen.map(({ id, name }) => (
            <li key={id}>
              {name}
              <IconButton
                label={w.drop(name)}
                onPress={() => onChange(chosen.filter((each) => each.id !== id))}
                small
              >
                <CloseIcon size={16} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {children}
      {typed.trim() !== "" && (
        <ul className={styles.found}>
          {free.map((choice) => (
            <li key={choice.id}>
              <Button look="quiet" onPress={() => onChange([...chosen, choice])} small wide>
                {[choice.name, choice.note].filter(Boolean).join("　")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
