import type { CaseView } from "../api/generated";
import { Select } from "../parts/Select";
import { useWords } from "./words";

interface SentenceChoiceProps {
  view: CaseView;
  kind: "reason" | "correction" | "guidance";
  onChoose: (text: string) => void;
}

/** A sentence of the section's bank, to begin from; nothing where there is none. */
export function SentenceChoice({ view, kind, onChoose }: SentenceChoiceProps) {
  const w = useWords();
  const found = view.procedure.sentences.filter((one) => one.kind === kind);
  if (found.length === 0) return null;
  return (
    <Select
      choices={found.map(({ text }, at) => ({ id: String(at), label: text }))}
      label={w.sentences}
      onChange={(at) => onChoose(found[Number(at)]?.text ?? "")}
      value={null}
    />
  );
}
