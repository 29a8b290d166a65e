import { useRef, useState } from "react";
import type { SheetPlan } from "../../api/generated";
import { DownloadIcon, UploadIcon } from "../../design/icons";
import { Button } from "../../parts/Button";
import { inBase64 } from "../../parts/base64";
import { FormDialog } from "../../parts/FormDialog";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import { transfers } from "./api";
import { type How, SheetPlanView } from "./SheetPlanView";
import styles from "./Transfers.module.css";
import { useTransferWords } from "./words";

interface SheetFormProps {
  id: string;
  onTaken: () => void;
  onClose: () => void;
}

const SAMPLE =
  "\ufeff職員番号,氏名,区分,発令日,新所属,新役職,兼務,兼務解除,内線,前任者\r\n" +
  "1001,佐藤 美咲,異動,,健康福祉部/福祉課,係長,防災課 主査,,321,田中 一郎\r\n" +
  "1002,田中 一郎,退職,,,,,,,\r\n";

/** A CSV or what was pasted: looked at first, then all of it is taken over, or nothing. */
export function SheetForm({ id, onTaken, onClose }: SheetFormProps) {
  const w = useTransferWords();
  const [text, setText] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [plan, setPlan] = useState<SheetPlan | null>(null);
  const [how, setHow] = useState<How>({ separators: "read", split_days: false });
  const [asked, setAsked] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const work = useWork({ inline: true });
  const isReady = plan !== null && plan.faults.length === 0;

  async function table(): Promise<string> {
    const bytes = file ? await file.arrayBuffer() : new TextEncoder().encode(text).buffer;
    return inBase64(new Uint8Array(bytes));
  }
  function look(next: How) {
    setHow(next);
    setAsked(true);
    if (file === null && text.trim() === "") return;
    work.run(async () => setPlan(await transfers.planSheet(id, { table: await table(), ...next })));
  }
  function take() {
    if (!isReady) return look(how);
    work.run(async () => {
      const taken = await transfers.take(id, { table: await table(), ...how });
      if (taken.faults.length > 0) return look(how);
      toast.done(w.taken(taken.moves));
      onTaken();
      onClose();
    });
  }

  return (
    <FormDialog
      busy={work.busy}
      holds={text !== "" || file !== null}
      lead={w.sheetLead}
      onClose={onClose}
      onSubmit={take}
      problem={work.problem}
      size="wide"
      title={w.sheetTitle}
      verb={isReady ? w.take : w.lookAt}
    >
      <div className={styles.ways}>
        <input
          accept=".csv,.txt,.tsv,text/csv"
          aria-label={w.chooseFile}
          className="said"
          onChange={({ target }) => {
            setFile(target.files?.[0] ?? null);
            setPlan(null);
          }}
          ref={input}
          tabIndex={-1}
          type="file"
        />
        <Button icon={<UploadIcon size={18} />} onPress={() => input.current?.click()}>
          {file?.name ?? w.chooseFile}
        </Button>
        <a
          className={styles.sample}
          download="異動の見本.csv"
          href={`data:text/csv;charset=utf-8,${encodeURIComponent(SAMPLE)}`}
        >
          <DownloadIcon size={18} />
          {w.sample}
        </a>
      </div>
      {file === null && (
        <TextField
          error={asked && text.trim() === "" ? w.needSheet : null}
          label={w.paste}
          lines={6}
          onChange={(next) => {
            setText(next);
            setPlan(null);
          }}
          value={text}
        />
      )}
      {plan && <SheetPlanView how={how} onHow={look} plan={plan} />}
    </FormDialog>
  );
}
