import { useState } from "react";
import type { CaseDeliverables } from "../../api/generated";
import { FormDialog } from "../../parts/FormDialog";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import styles from "../Counter.module.css";
import { deliverables } from "./api";
import { useDeliverableWords } from "./words";

interface HandOverFileProps {
  caseId: string;
  onKnown: (known: CaseDeliverables) => void;
  onClose: () => void;
}

const DAYS_MOST = 366;

/** A file of one's own for the applicant. */
export function HandOverFile({ caseId, onKnown, onClose }: HandOverFileProps) {
  const w = useDeliverableWords();
  const [file, setFile] = useState<File | null>(null);
  const [title, setTitle] = useState("");
  const [days, setDays] = useState("90");
  const { busy, problem, run } = useWork({ inline: true });
  const keepDays = /^\d{1,3}$/.test(days) ? Number(days) : 0;
  const isWhole = file !== null && title.trim() !== "" && keepDays >= 1 && keepDays <= DAYS_MOST;
  const choose = (chosen: File | null) => {
    setFile(chosen);
    if (chosen !== null && title === "") setTitle(chosen.name.replace(/\.[^.]+$/, "").slice(0, 80));
  };
  const handOver = async () => {
    if (file === null) return;
    const isDone = await run(async () => {
      const sent = await deliverables.send(file);
      onKnown(await deliverables.handOver(caseId, { file_id: sent.id, title, keep_days: keepDays }));
    });
    if (!isDone) return;
    toast.done(w.handedOver);
    onClose();
  };
  return (
    <FormDialog
      busy={busy}
      holds
      isDisabled={!isWhole}
      lead={w.fileLead}
      onClose={onClose}
      onSubmit={handOver}
      problem={problem}
      title={w.file}
      verb={w.handOver}
    >
      <label className={styles.date}>
        {w.chooseFile}
        <input onChange={({ target }) => choose(target.files?.[0] ?? null)} type="file" />
      </label>
      <TextField label={w.name} maxLength={80} onChange={setTitle} value={title} />
      <TextField inputMode="numeric" label={w.keepDays} maxLength={3} onChange={setDays} value={days} />
    </FormDialog>
  );
}
