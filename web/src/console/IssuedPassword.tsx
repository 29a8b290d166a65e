import type { Issued } from "../api/generated";
import { CopyIcon } from "../design/icons";
import { useText } from "../i18n";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { toast } from "../parts/toasts";
import styles from "./PersonForm.module.css";
import { useWords } from "./words";

/** Shown once: a press beside the dialog does not close it. */
export function IssuedPassword({ issued, onClose }: { issued: Issued; onClose: () => void }) {
  const t = useText();
  const w = useWords();
  async function copy() {
    try {
      await navigator.clipboard.writeText(issued.password);
      toast.done(w.copied);
    } catch (error) {
      toast.problem(error, t.shell.failed);
    }
  }
  return (
    <Dialog
      actions={
        <>
          <Button icon={<CopyIcon size={18} />} onPress={copy}>
            {w.copy}
          </Button>
          <Button look="primary" type="submit">
            {w.close}
          </Button>
        </>
      }
      holds
      lead={w.issuedLead(issued.account.name)}
      onClose={onClose}
      onSubmit={onClose}
      size="narrow"
      title={w.issuedTitle}
    >
      <dl className={styles.issued}>
        <dt>{w.login}</dt>
        <dd>{issued.account.login}</dd>
        <dt>{w.issuedTitle}</dt>
        <dd>{issued.password}</dd>
      </dl>
      <p className={styles.note}>{w.issuedText}</p>
    </Dialog>
  );
}
