import { CopyIcon } from "../design/icons";
import { useText } from "../i18n";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { toast } from "../parts/toasts";
import { linkOf } from "./api";
import styles from "./Guests.module.css";
import { useWords } from "./words";

/** Shown once, where no mail can be sent: a press beside the dialog does not close it. */
export function ShownLink({ name, path, onClose }: { name: string; path: string; onClose: () => void }) {
  const t = useText();
  const w = useWords();
  async function copy() {
    try {
      await navigator.clipboard.writeText(linkOf(path));
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
      lead={w.linkLead(name)}
      onClose={onClose}
      onSubmit={onClose}
      title={w.linkTitle}
    >
      <p className={styles.link}>{linkOf(path)}</p>
      <p className={styles.hint}>{w.linkText}</p>
    </Dialog>
  );
}
