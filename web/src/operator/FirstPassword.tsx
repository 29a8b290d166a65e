import type { BodyFounded } from "../api/generated";
import styles from "../console/PersonForm.module.css";
import { useBoth } from "../console/words/both";
import { CopyIcon } from "../design/icons";
import { useText } from "../i18n";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { toast } from "../parts/toasts";
import { words } from "./words";

/** Shown once: a press beside the dialog does not close it. */
export function FirstPassword({ founded, onClose }: { founded: BodyFounded; onClose: () => void }) {
  const t = useText();
  const w = useBoth(words);
  async function copy() {
    try {
      await navigator.clipboard.writeText(founded.password);
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
      lead={w.issuedLead(founded.body.summary.name)}
      onClose={onClose}
      onSubmit={onClose}
      size="narrow"
      title={w.issuedTitle}
    >
      <dl className={styles.issued}>
        <dt>{w.login}</dt>
        <dd>{founded.login}</dd>
        <dt>{w.issuedTitle}</dt>
        <dd>{founded.password}</dd>
      </dl>
      <p className={styles.note}>{w.issuedText}</p>
    </Dialog>
  );
}
