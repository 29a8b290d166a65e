import { useState } from "react";
import type { Procedure } from "../../api/generated";
import { TextField } from "../../parts/TextField";
import { useProcedureWords } from "./words";

type Bank = Procedure["sentences"];
const KINDS = ["correction", "reason", "guidance"] as const;

/** The section's bank of sentences, one on each line. */
export function Sentences({ sentences, onChange }: { sentences: Bank; onChange: (bank: Bank) => void }) {
  const w = useProcedureWords();
  const [typed, setTyped] = useState(() =>
    Object.fromEntries(
      KINDS.map((kind) => [
        kind,
        sentences
          .filter((one) => one.kind === kind)
          .map(({ text }) => text)
          .join("\n"),
      ]),
    ),
  );
  const change = (kind: string, text: string) => {
    const next = { ...typed, [kind]: text };
    setTyped(next);
    onChange(
      KINDS.flatMap((one) =>
        (next[one] ?? "")
          .split("\n")
          .map((line) => line.trim())
          .filter(Boolean)
          .map((line) => ({ kind: one, text: line })),
      ),
    );
  };
  return KINDS.map((kind) => (
    <TextField
      key={kind}
      label={w.kinds[kind]}
      lines={3}
      markOptional
      onChange={(text) => change(kind, text)}
      value={typed[kind] ?? ""}
    />
  ));
}
