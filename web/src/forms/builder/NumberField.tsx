import { useState } from "react";
import { TextField } from "../../parts/TextField";
import { useWords } from "../words";

interface NumberFieldProps {
  label: string;
  hint?: string;
  value: number | null;
  least?: number;
  most: number;
  hasDecimals?: boolean;
  mayBeEmpty?: boolean;
  onChange: (value: number | null) => void;
}

/** A number as people type it, full-width too; what is none is told and changes nothing. */
export function NumberField({
  label,
  hint,
  value,
  least = 0,
  most,
  hasDecimals = false,
  mayBeEmpty = false,
  onChange,
}: NumberFieldProps) {
  const w = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const read = (text: string): number | null | "wrong" => {
    const plain = text.normalize("NFKC").replaceAll(",", "").trim();
    if (plain === "") return mayBeEmpty ? null : "wrong";
    const isNumber = (hasDecimals ? /^-?\d{1,15}(\.\d{1,6})?$/ : /^-?\d{1,15}$/).test(plain);
    const number = Number(plain);
    return isNumber && number >= least && number <= most ? number : "wrong";
  };
  const isWrong = typed !== null && read(typed) === "wrong";
  return (
    <TextField
      error={isWrong ? w.number : null}
      {...(hint === undefined ? {} : { hint })}
      inputMode={hasDecimals ? "decimal" : "numeric"}
      label={label}
      onBlur={() => {
        if (!isWrong) setTyped(null);
      }}
      onChange={(text) => {
        setTyped(text);
        const number = read(text);
        if (number !== "wrong") onChange(number);
      }}
      value={typed ?? (value === null ? "" : String(value))}
    />
  );
}
