import { useRef, useState } from "react";
import type { PlacesListed } from "../../api/generated";
import { UploadIcon } from "../../design/icons";
import { Button } from "../../parts/Button";
import { Rounds } from "../../parts/Choices";
import { FormDialog } from "../../parts/FormDialog";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import shared from "../Emergency.module.css";
import { type ListMode, places } from "./api";
import styles from "./Places.module.css";
import { useWords } from "./words";

const EFFECTS = ["added", "changed", "same", "reported", "closed", "absent"] as const;

interface TakeListProps {
  isDrill: boolean;
  onDone: () => void;
  onClose: () => void;
}

/** A list of places as a CSV: looked at first, then taken in. */
export function TakeList({ isDrill, onDone, onClose }: TakeListProps) {
  const w = useWords();
  const work = useWork({ inline: true });
  const input = useRef<HTMLInputElement>(null);
  const [mode, setMode] = useState<ListMode>("designated");
  const [file, setFile] = useState<File | null>(null);
  const [seen, setSeen] = useState<PlacesListed | null>(null);

  function choose(chosen: File | null) {
    setFile(chosen);
    setSeen(null);
  }

  const go = () => {
    if (file === null) return;
    void work.run(async () => {
      if (seen === null) {
        setSeen(await places.preview(file, mode, isDrill));
        return;
      }
      await places.take(file, mode, isDrill);
      toast.done(w.tookIn);
      onDone();
    });
  };

  return (
    <FormDialog
      busy={work.busy}
      isDisabled={file === null}
      onClose={onClose}
      onSubmit={go}
      problem={work.problem}
      size="wide"
      title={w.takeTitle}
      verb={seen === null ? w.check : w.takeIn}
    >
      <Rounds
        choices={(["designated", "open"] as const).map((id) => ({
          id,
          label: w.takeKinds[id],
          note: w.takeNotes[id],
        }))}
        label={w.takeKind}
        onChange={(chosen) => {
          setMode(chosen);
          setSeen(null);
        }}
        value={mode}
      />
      <div className={styles.file}>
        <Button icon={<UploadIcon size={18} />} onPress={() => input.current?.click()} small>
          {w.chooseFile}
        </Button>
        <span>{file?.name}</span>
        <input
          accept=".csv,text/csv"
          aria-label={w.file}
          hidden
          onChange={({ target }) => {
            choose(target.files?.[0] ?? null);
            target.value = "";
          }}
          ref={input}
          type="file"
        />
      </div>
      {seen !== null && <Seen seen={seen} />}
    </FormDialog>
  );
}

function Seen({ seen }: { seen: PlacesListed }) {
  const w = useWords();
  return (
    <div className={styles.seen} role="status">
      <p>{w.rows(seen.rows)}</p>
      <ul className={shared.facts}>
        {EFFECTS.filter((one) => seen[one] > 0).map((one) => (
          <li key={one}>{w.effects[one](seen[one])}</li>
        ))}
      </ul>
      {seen.unknown.length > 0 && <p className={shared.quiet}>{w.unknown(seen.unknown.join("、"))}</p>}
      {seen.faults_count > 0 && (
        <>
          <p className={shared.label}>{w.faults(seen.faults_count)}</p>
          <ul className={styles.faults}>
            {seen.faults.map((one) => (
              <li key={`${one.line} ${one.column} ${one.sentence}`}>
                {w.fault(one.line, one.column, one.value)}　{one.sentence}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
