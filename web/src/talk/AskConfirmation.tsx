import { useMemo, useState } from "react";
import { GridList, GridListItem } from "react-aria-components/GridList";
import { useBilingual } from "../i18n/useBilingual";
import type { Asking, Id, Person, RoomCard } from "../model/types";
import { confirmationApi } from "../net/confirmationApi";
import { Rounds, TickBox } from "../parts/Choices";
import { cx } from "../parts/cx";
import { FormDialog } from "../parts/FormDialog";
import { SearchField } from "../parts/SearchField";
import { TextField } from "../parts/TextField";
import { PersonLine } from "../people/PersonLine";
import { useMembers } from "../rooms/useMembers";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { useMe } from "../state";
import styles from "./AskConfirmation.module.css";
import { words } from "./confirmationWords";
import { dayOfDue, instantOfDue } from "./due";

const YEAR_MS = 365 * 86_400_000;

interface AskConfirmationProps {
  room: RoomCard;
  /** What was chosen before. */
  before?: Asking | null;
  /** What its button says, where it does not ask at once. */
  verb?: string;
  /** A message that is there already; without one, what is chosen goes along with the draft. */
  message?: Id;
  onAsk?: (asking: Asking) => void;
  onClose: () => void;
}

/** Whom to ask, and by when. The hour is Japan's, wherever the device thinks it is. */
export default function AskConfirmation({
  room,
  before = null,
  verb,
  message,
  onAsk,
  onClose,
}: AskConfirmationProps) {
  const w = useBilingual(words);
  const now = useNow();
  const { busy, problem, run } = useWork({ inline: true });
  const [whom, setWhom] = useState<"all" | "named">(before?.member_ids ? "named" : "all");
  const [chosen, setChosen] = useState<ReadonlySet<Id>>(new Set(before?.member_ids ?? []));
  const [due, setDue] = useState(() => dayOfDue(before?.due_at ?? null));
  const due_at = instantOfDue(due);
  const isUnfit = due_at !== null && (due_at <= now || due_at > now + YEAR_MS);
  const isComplete = !isUnfit && (whom === "all" || chosen.size > 0);
  const submit = () =>
    run(async () => {
      const asking = { due_at, member_ids: whom === "all" ? null : [...chosen] };
      if (message !== undefined) await confirmationApi.ask(message, asking);
      onAsk?.(asking);
      onClose();
    });
  return (
    <FormDialog
      busy={busy}
      holds={chosen.size > 0 || due.day !== ""}
      isDisabled={!isComplete}
      lead={w.askLead}
      onClose={onClose}
      onSubmit={submit}
      problem={problem}
      title={w.askTitle}
      verb={verb ?? w.ask}
    >
      <Rounds
        choices={[
          { id: "all", label: w.all, note: w.allNote },
          { id: "named", label: w.named },
        ]}
        label={w.whom}
        onChange={setWhom}
        value={whom}
      />
      {whom === "named" && <Members chosen={chosen} onChange={setChosen} room={room.id} />}
      <div className={styles.due}>
        <TextField
          error={isUnfit ? w.dueUnfit : null}
          label={w.day}
          markOptional
          onChange={(day) => setDue({ ...due, day })}
          type="date"
          value={due.day}
        />
        <TextField
          label={w.clock}
          onChange={(clock) => setDue({ ...due, clock })}
          type="time"
          value={due.clock}
        />
      </div>
      <p className={styles.note}>{w.dayHint}</p>
    </FormDialog>
  );
}

interface MembersProps {
  room: Id;
  chosen: ReadonlySet<Id>;
  onChange: (chosen: ReadonlySet<Id>) => void;
}

/** Who is in the room, but me. */
function Members({ room, chosen, onChange }: MembersProps) {
  const w = useBilingual(words);
  const me = useMe().person.id;
  const [typed, setTyped] = useState("");
  const { value } = useMembers(room);
  const others = useMemo(
    () => (value?.members ?? []).map(({ person }) => person).filter(({ id }) => id !== me),
    [value, me],
  );
  const shown = others.filter((person) => fits(person, typed.trim()));
  function choose(keys: ReadonlySet<unknown>) {
    const inSight = new Set(shown.map(({ id }) => id));
    const kept = [...chosen].filter((id) => !inSight.has(id));
    onChange(new Set([...kept, ...shown.filter(({ id }) => keys.has(id)).map(({ id }) => id)]));
  }
  return (
    <div>
      <SearchField label={w.find} onChange={setTyped} value={typed} />
      <GridList
        aria-label={w.named}
        className={cx(styles.list)}
        items={shown}
        onSelectionChange={(keys) => choose(keys === "all" ? new Set(shown.map(({ id }) => id)) : keys)}
        renderEmptyState={() => (value ? <p className={styles.none}>{w.nobodyFound}</p> : null)}
        selectedKeys={[...chosen]}
        selectionMode="multiple"
      >
        {(person) => (
          <GridListItem className={cx(styles.row, "ring-inside")} id={person.id} textValue={person.name}>
            <TickBox />
            <PersonLine person={person} />
          </GridListItem>
        )}
      </GridList>
      <p className={styles.note} role="status">
        {w.chosen(chosen.size)}
      </p>
    </div>
  );
}

function fits({ name, kana, department, affiliation }: Person, typed: string): boolean {
  return [name, kana, department, affiliation].some((each) => each?.includes(typed));
}
