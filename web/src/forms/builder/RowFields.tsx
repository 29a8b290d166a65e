import { Switch } from "../../parts/Choices";
import type { QuestionOf } from "../document";
import { useWords } from "../words";
import type { KindFieldsProps } from "./kindProps";
import { OptionLines } from "./Lines";
import { NumberField } from "./NumberField";

const ROWS_MOST = 30;
const SCALE_MOST = 11;
const RANKED_MOST = 20;

/** Rows, and the one scale on which each is answered. */
export function MatrixFields({ question, set }: KindFieldsProps<QuestionOf<"matrix">>) {
  const w = useWords();
  return (
    <>
      <OptionLines
        label={w.matrixRows}
        onChange={(rows) => set({ rows: rows.slice(0, ROWS_MOST) })}
        options={question.rows}
      />
      <OptionLines
        label={w.matrixOptions}
        onChange={(options) => set({ options: options.slice(0, SCALE_MOST) })}
        options={question.options}
      />
      {question.required && (
        <Switch
          label={w.everyRow}
          note={w.everyRowNote}
          on={question.every_row}
          onChange={(every_row) => set({ every_row })}
        />
      )}
    </>
  );
}

/** Options that are put in order, and how many of them. */
export function RankingFields({ question, set }: KindFieldsProps<QuestionOf<"ranking">>) {
  const w = useWords();
  return (
    <>
      <OptionLines
        label={w.ranked}
        onChange={(options) => set({ options: options.slice(0, RANKED_MOST) })}
        options={question.options}
      />
      <NumberField
        hint={w.rankedMostHint}
        label={w.rankedMost}
        most={RANKED_MOST}
        onChange={(most) => set({ most: most ?? 0 })}
        value={question.most}
      />
    </>
  );
}
