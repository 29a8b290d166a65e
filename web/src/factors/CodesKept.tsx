import { Button } from "../parts/Button";
import { copyText } from "../parts/copy";
import styles from "./Factors.module.css";
import { useWords } from "./words";

interface Props {
  codes: readonly string[];
  onKept: () => void;
}

/** Shown this once: to be copied, printed or written down. */
export function CodesKept({ codes, onKept }: Props) {
  const w = useWords();
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
          <Button onPress={() => copyText(codes.join("\n"), w.codesCopied)} small>
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
