import { TextField } from "../parts/TextField";
import { useWords } from "./words";

interface Props {
  kind: "app" | "recovery";
  label?: string;
  error: string | null;
  value: string;
  onChange: (value: string) => void;
}

/** A code from the app, which phones and browsers can fill in by themselves, or one from paper. */
export function CodeField({ kind, label, error, value, onChange }: Props) {
  const w = useWords();
  const isApp = kind === "app";
  return (
    <TextField
      autoComplete={isApp ? "one-time-code" : "off"}
      autoFocus
      error={error}
      hint={isApp ? w.codeHint : w.recoveryHint}
      inputMode={isApp ? "numeric" : "text"}
      isRequired
      label={label ?? (isApp ? w.code : w.recoveryCode)}
      maxLength={40}
      onChange={onChange}
      spellCheck="false"
      value={value}
    />
  );
}
