import styles from "../console/PersonForm.module.css";
import { useBoth } from "../console/words/both";
import { CopyIcon } from "../design/icons";
import { useText } from "../i18n";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { toast } from "../parts/toasts";
import { words } from "./words";

interface FirstPasswordProps {
  lead: string;
  title?: string;
  text?: string;
  loginLabel?: string;
  login: string;
  password: string;
  onClose: () => void;
}

/** Shown once: a press beside the dialog does not close it. */
export function FirstPassword({ lead, login, password, onClose, ...own }: FirstPasswordProps) {
  const t = useText();
  const w = useBoth(words);
  const title = own.title ?? w.issuedTitle;
  async function copy() {
    try {
      await navigator.clipboard.writeText(password);
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
      lead={lead}
      onClose={onClose}
      onSubmit={onClose}
      size="narrow"
      title={title}
    >
      <dl className={styles.issued}>
        <dt>{own.loginLabel ?? w.login}</dt>
        <dd>{login}</dd>
        <dt>{title}</dt>
        <dd>{password}</dd>
      </dl>
      <p className={styles.note}>{own.text ?? w.issuedText}</p>
    </Dialog>
  );
}
