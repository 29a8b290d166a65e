import { useState } from "react";
import { FormDialog } from "../parts/FormDialog";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { circulars } from "./api";
import { FileField } from "./FileField";
import type { OfCircular } from "./ofCircular";
import { useAttached } from "./useAttached";
import { useWords } from "./words";

/** Change what it says; that it goes round again is said before. */
export function Reword({ view, onView, onClose }: OfCircular & { onClose: () => void }) {
  const w = useWords();
  const [present] = view.versions;
  const before = present?.files ?? [];
  const [title, setTitle] = useState(present?.title ?? "");
  const [text, setText] = useState(present?.text ?? "");
  const [reason, setReason] = useState("");
  const attached = useAttached(before, w.failed);
  const { busy, problem, run } = useWork({ inline: true });
  const { id, version, confirmed } = view.circular;
  const isHad = (file: string) => before.some((one) => one.id === file);
  const ids = attached.files.map((file) => file.id);
  const reword = async () => {
    const body = {
      version,
      title,
      text,
      reason,
      kept_file_ids: ids.filter(isHad),
      file_ids: ids.filter((file) => !isHad(file)),
    };
    if (!(await run(async () => onView(await circulars.reword(id, body))))) return;
    toast.done(w.reworded);
    onClose();
  };
  return (
    <FormDialog
      busy={busy}
      holds
      isDisabled={title.trim() === "" || attached.sending.length > 0}
      lead={w.rewordLead(confirmed)}
      onClose={onClose}
      onSubmit={reword}
      problem={problem}
      size="wide"
      title={w.reword}
      verb={w.rewordVerb}
    >
      <TextField label={w.subject} maxLength={80} onChange={setTitle} value={title} />
      <TextField label={w.text} lines={8} maxLength={10_000} onChange={setText} value={text} />
      <FileField attached={attached} />
      <TextField
        hint={w.changeReasonHint}
        label={w.changeReason}
        markOptional
        maxLength={300}
        onChange={setReason}
        value={reason}
      />
    </FormDialog>
  );
}
