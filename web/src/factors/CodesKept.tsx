import { Button } from "../parts/Button";
import { toast } from "../parts/toasts";
import styles from "./Factors.module.css";
import { useWords } from "./words";

interface Props {
  codes: readonly string[];
  onKept: () => void;
}

/** Shown this once: to be copied, printed or written down. */
export function CodesKept({ codes, onKept }: Props) {
  const w = useWords();
  async function copy() {
    await navigator.clipboard.writeText(codes.join("\n"));
    toast.done(w.codesCopied);
  }
  return (
    <div className={styles.block}>
      <p>{w.codesLead}</p>
      <ul aria-label={w.codesTitle} className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={styles.buttons}>
        {navigator.clipboard && (
          <Button onPress={copy} small>
            {w.codesCopy}
          </Button>
        )}
        <Button onPress={() => window.print()} small>
          {w.codesPrint}
        </Button>
      </div>
      <Button look="primary" onPress={onKept} wide>
        {w.codesKept}
      </Button>
    </div>
  );
}
