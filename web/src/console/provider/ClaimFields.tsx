import type { ClaimNames } from "../../api/generated";
import { useBilingual } from "../../i18n/useBilingual";
import { TextField } from "../../parts/TextField";
import styles from "./Provider.module.css";
import { words } from "./words";

const FIELDS = ["login", "number", "name", "kana", "mail", "department", "title"] as const;

interface Props {
  claims: ClaimNames;
  onChange: (claims: ClaimNames) => void;
}

/** Which of the provider's claims says what. */
export function ClaimFields({ claims, onChange }: Props) {
  const w = useBilingual(words);
  return (
    <div className={styles.claims}>
      {FIELDS.map((field) => (
        <TextField
          key={field}
          label={w.claim[field]}
          onChange={(name) => onChange({ ...claims, [field]: name })}
          spellCheck="false"
          value={claims[field] ?? ""}
        />
      ))}
    </div>
  );
}
