import { useState } from "react";
import type { ChronologyEntry } from "../../api/generated";
import { EditIcon, TrashIcon } from "../../design/icons";
import { Button } from "../../parts/Button";
import { FormDialog } from "../../parts/FormDialog";
import { MenuButton } from "../../parts/Menu";
import { TextField } from "../../parts/TextField";
import { useWork } from "../../shell/useWork";
import { incidents } from "./api";
import styles from "./Incidents.module.css";
import { useIncidentWords } from "./words";

/** What comes next, with one touch. */
const AFTER = { open: "working", working: "done", done: "working" } as const;

interface EntryActsProps {
  incident: string;
  entry: ChronologyEntry;
  again: () => void;
  onChange: () => void;
}

/** On to the next status with one touch; change and strike in the menu. */
export function EntryActs({ incident, entry, again, onChange }: EntryActsProps) {
  const w = useIncidentWords();
  const work = useWork();
  const [isStriking, setStriking] = useState(false);
  const { status, number } = entry;
  const move = () =>
    work.run(async () => {
      if (status !== null) await incidents.move(incident, number, AFTER[status]);
      again();
    });
  return (
    <div className={styles.acts}>
      {status !== null && (
        <Button
          busy={work.busy}
          look={status === "done" ? "quiet" : "plain"}
          onPress={() => void move()}
          small
        >
          {w.next[status]}
        </Button>
      )}
      <MenuButton
        actions={[
          { id: "change", label: w.change, icon: <EditIcon size={18} />, onAction: onChange },
          {
            id: "strike",
            label: w.strike,
            icon: <TrashIcon size={18} />,
            danger: true,
            onAction: () => setStriking(true),
          },
        ]}
        label={w.actions(number)}
        placement="bottom end"
        small
      />
      {isStriking && (
        <Strike
          incident={incident}
          number={number}
          onClose={() => setStriking(false)}
          onDone={() => {
            setStriking(false);
            again();
          }}
        />
      )}
    </div>
  );
}

interface StrikeProps {
  incident: string;
  number: number;
  onClose: () => void;
  onDone: () => void;
}

function Strike({ incident, number, onClose, onDone }: StrikeProps) {
  const w = useIncidentWords();
  const work = useWork({ inline: true });
  const [reason, setReason] = useState("");
  const strike = () =>
    work.run(async () => {
      await incidents.strike(incident, number, reason);
      onDone();
    });
  return (
    <FormDialog
      busy={work.busy}
      danger
      onClose={onClose}
      onSubmit={strike}
      problem={work.problem}
      size="narrow"
      title={w.strikeTitle(number)}
      verb={w.strike}
    >
      <p>{w.strikeText}</p>
      <TextField label={w.strikeReason} markOptional maxLength={200} onChange={setReason} value={reason} />
    </FormDialog>
  );
}
