import { CopyIcon } from "../design/icons";
import { useText } from "../i18n";
import { Button } from "./Button";
import { copyText } from "./copy";
import { Dialog } from "./Dialog";
import styles from "./ShownOnce.module.css";

interface ShownOnceProps {
  title: string;
  lead: string;
  /** What stands above it: whose it is. */
  facts?: readonly { readonly label: string; readonly value: string }[];
  /** What can never be read again. */
  secret: string;
  /** What is to be done with it. */
  note: string;
  /** The verb of the button that closes: it has been passed on. */
  done: string;
  onClose: () => void;
}

/** A password or a link that is shown this once: a press beside the dialog does not close it. */
export function ShownOnce({ title, lead, facts = [], secret, note, done, onClose }: ShownOnceProps) {
  const t = useText();
  return (
    <Dialog
      actions={
        <>
          <Button icon={<CopyIcon size={18} />} onPress={() => copyText(secret)}>
            {t.parts.copy}
          </Button>
          <Button look="primary" type="submit">
            {done}
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
      <dl className={styles.facts}>
        {facts.map(({ label, value }) => (
          <div className={styles.fact} key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div className={styles.fact}>
          <dt>{title}</dt>
          <dd>{secret}</dd>
        </div>
      </dl>
      <p className={styles.note}>{note}</p>
    </Dialog>
  );
}
