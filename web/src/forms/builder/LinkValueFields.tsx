import { Fields } from "../../parts/Section";
import { TextField } from "../../parts/TextField";
import type { QuestionOf } from "../document";
import { useWords } from "../words";
import { NumberField } from "./NumberField";

interface LinkValueFieldsProps {
  question: QuestionOf<"link_value">;
  set: (part: object) => void;
}

/** リンクから引き継ぐ値: its name in the link, and how long it may be. */
export function LinkValueFields({ question, set }: LinkValueFieldsProps) {
  const w = useWords();
  return (
    <Fields>
      <TextField
        hint={w.parameterHint(question.parameter || "from")}
        label={w.parameter}
        maxLength={30}
        onChange={(text) => set({ parameter: text.replaceAll(/[^A-Za-z0-9_-]/g, "") })}
        value={question.parameter}
      />
      <NumberField
        label={w.mostLetters}
        least={1}
        most={200}
        onChange={(most) => set({ most: most ?? 50 })}
        value={question.most}
      />
    </Fields>
  );
}
