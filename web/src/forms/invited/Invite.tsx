import { useRef, useState } from "react";
import { UploadIcon } from "../../design/icons";
import { Button } from "../../parts/Button";
import { inBase64 } from "../../parts/base64";
import { Rounds } from "../../parts/Choices";
import { FormDialog } from "../../parts/FormDialog";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import type { Encoding } from "../api";
import styles from "../Forms.module.css";
import { useWords } from "../words";
import { invitations } from "./api";

const MOST_AT_ONCE = 5_000;

interface InviteProps {
  formId: string;
  onClose: () => void;
  onDone: () => void;
}

/** Numbers for everybody in a table, or for so many without names. */
export function Invite({ formId, onClose, onDone }: InviteProps) {
  const w = useWords();
  const [file, setFile] = useState<File | null>(null);
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const work = useWork({ inline: true });
  const plain = typed.normalize("NFKC").replaceAll(",", "").trim();
  const count = /^\d{1,4}$/.test(plain) ? Number(plain) : 0;
  const isWrong = plain !== "" && (count < 1 || count > MOST_AT_ONCE);
  const invite = () =>
    work.run(async () => {
      const table = file === null ? "" : inBase64(new Uint8Array(await file.arrayBuffer()));
      const { added } = await invitations.add(formId, { table, count: file === null ? count : 0 });
      toast.done(w.inviteDone(added));
      onDone();
    });
  return (
    <FormDialog
      busy={work.busy}
      holds={file !== null || typed !== ""}
      isDisabled={isWrong || (file === null && count === 0)}
      lead={w.inviteLead}
      onClose={onClose}
      onSubmit={invite}
      problem={work.problem}
      title={w.inviteAdd}
      verb={w.inviteVerb}
    >
      <input
        accept=".csv,.txt,.tsv,text/csv"
        aria-label={w.inviteFile}
        className="said"
        onChange={({ target }) => setFile(target.files?.[0] ?? null)}
        ref={input}
        tabIndex={-1}
        type="file"
      />
      <div>
        <Button icon={<UploadIcon size={18} />} onPress={() => input.current?.click()}>
          {file?.name ?? w.inviteFile}
        </Button>
        <p className={styles.hint}>{w.inviteFileHint}</p>
      </div>
      {file === null && (
        <TextField
          error={isWrong ? w.inviteCountWrong : null}
          hint={w.inviteCountHint}
          inputMode="numeric"
          label={w.inviteCount}
          onChange={setTyped}
          value={typed}
        />
      )}
    </FormDialog>
  );
}

export function ExportNumbers({ formId, onClose }: { formId: string; onClose: () => void }) {
  const w = useWords();
  const [encoding, setEncoding] = useState<Encoding>("csv");
  const { busy, problem, run } = useWork({ inline: true });
  const write = async () => {
    if (await run(() => invitations.save(formId, encoding))) onClose();
  };
  return (
    <FormDialog
      busy={busy}
      lead={w.numbersExportLead}
      onClose={onClose}
      onSubmit={write}
      problem={problem}
      title={w.numbersExport}
      verb={w.write}
    >
      <Rounds
        choices={[
          { id: "csv", label: w.utf8, note: w.utf8Note },
          { id: "csv-sjis", label: w.sjis, note: w.sjisNote },
        ]}
        label={w.exportAs}
        onChange={setEncoding}
        value={encoding}
      />
    </FormDialog>
  );
}
