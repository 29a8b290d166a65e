import { TextField } from "../../parts/TextField";
import styles from "./SignInRules.module.css";

interface Props {
  label: string;
  hint: string;
  unit: string;
  error: string | null;
  value: string;
  /** What holds while the field is empty. */
  otherwise: string;
  onChange: (value: string) => void;
}

/** A number with its unit behind it; full-width digits are taken, too. */
export function NumberField({ label, hint, unit, error, value, otherwise, onChange }: Props) {
  return (
    <TextField
      end={<span className={styles.unit}>{unit}</span>}
      error={error}
      hint={hint}
      inputMode="numeric"
      label={label}
      maxLength={6}
      onChange={(typed) => onChange(typed.normalize("NFKC"))}
      placeholder={otherwise}
      value={value}
    />
  );
}
