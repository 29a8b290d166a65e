import { useCallback, useState } from "react";
import type { ReviewView } from "../../api/generated";
import { useText } from "../../i18n";
import { whenOf } from "../../i18n/time";
import { Dialog } from "../../parts/Dialog";
import { Failed } from "../../parts/Failed";
import { FormDialog } from "../../parts/FormDialog";
import { SkeletonRows } from "../../parts/Skeleton";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { incidents } from "./api";
import styles from "./Incidents.module.css";
import { useIncidentWords } from "./words";

interface ReviewDialogProps {
  id: string;
  onClose: () => void;
}

/** 振り返り: what went well and what to do better, written while it goes on and after it. */
export function ReviewDialog({ id, onClose }: ReviewDialogProps) {
  const w = useIncidentWords();
  const found = useAnswer(useCallback((signal: AbortSignal) => incidents.review(id, signal), [id]));
  if (found.value === null) {
    return (
      <Dialog onClose={onClose} title={w.review}>
        {found.phase === "failed" ? <Failed onAgain={found.again} title={w.failed} /> : <SkeletonRows />}
      </Dialog>
    );
  }
  return <Written id={id} known={found.value} onClose={onClose} />;
}

function Written({ id, known, onClose }: ReviewDialogProps & { known: ReviewView }) {
  const t = useText();
  const w = useIncidentWords();
  const work = useWork({ inline: true });
  const [text, setText] = useState(known.text);
  const save = () =>
    work.run(async () => {
      await incidents.writeReview(id, { text, revision: known.revision });
      toast.done(w.written);
      onClose();
    });
  return (
    <FormDialog
      busy={work.busy}
      isDisabled={!known.may_write}
      onClose={onClose}
      onSubmit={save}
      problem={work.problem}
      title={w.review}
    >
      <TextField
        hint={w.reviewHint}
        label={w.reviewLabel}
        lines={10}
        maxLength={5000}
        onChange={setText}
        value={text}
      />
      {known.changed_at !== null && (
        <p className={styles.quiet}>
          {w.changedBy(known.changed_by, whenOf(known.changed_at, Date.now(), t))}
        </p>
      )}
    </FormDialog>
  );
}
