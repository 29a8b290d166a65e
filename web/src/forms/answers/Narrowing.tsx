import { useState } from "react";
import type { ApplicationPage } from "../../api/generated";
import { useText } from "../../i18n";
import { Filters } from "../../list/List";
import { Button } from "../../parts/Button";
import { FormDialog } from "../../parts/FormDialog";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { useWork } from "../../shell/useWork";
import { forms, MARKS, type Wanted } from "../api";
import { useWords } from "../words";
import styles from "./Answers.module.css";

export const EVERYTHING: Wanted = { q: "", since: "", until: "", question: "", choice: "", mark: null };
const COLUMNS_MOST = 12;
const ANY = "-";

interface NarrowingProps {
  questions: ApplicationPage["questions"];
  wanted: Wanted;
  onChange: (wanted: Wanted) => void;
}

/** What narrows the list down: days, what was chosen in a question, marks. */
export function Narrowing({ questions, wanted, onChange }: NarrowingProps) {
  const w = useWords();
  const set = (part: Partial<Wanted>) => onChange({ ...wanted, ...part });
  const asked = questions.filter(({ choices }) => choices.length > 0);
  const chosen = asked.find(({ question_id }) => question_id === wanted.question);
  const any = { id: ANY, label: w.anyOf };
  return (
    <Filters>
      <TextField label={w.since} onChange={(since) => set({ since })} type="date" value={wanted.since} />
      <TextField label={w.until} onChange={(until) => set({ until })} type="date" value={wanted.until} />
      {asked.length > 0 && (
        <Select
          choices={[any, ...asked.map(({ question_id, label }) => ({ id: question_id, label }))]}
          label={w.byQuestion}
          onChange={(id) => {
            const found = asked.find(({ question_id }) => question_id === id);
            set({ question: found?.question_id ?? "", choice: found?.choices[0]?.key ?? "" });
          }}
          value={chosen?.question_id ?? ANY}
        />
      )}
      {chosen !== undefined && (
        <Select
          choices={chosen.choices.map(({ key, label }) => ({ id: key, label }))}
          label={w.byChoice}
          onChange={(choice) => set({ choice })}
          value={wanted.choice}
        />
      )}
      <Select
        choices={[any, ...MARKS.map((id) => ({ id, label: w.marks[id] }))]}
        label={w.byMark}
        onChange={(id) => set({ mark: MARKS.find((one) => one === id) ?? null })}
        value={wanted.mark ?? ANY}
      />
      <Button look="quiet" onPress={() => onChange({ ...EVERYTHING, q: wanted.q })} small>
        {w.clearFilters}
      </Button>
    </Filters>
  );
}

interface ColumnsProps {
  formId: string;
  page: ApplicationPage;
  onClose: () => void;
  onChosen: () => void;
}

/** Which questions stand in one's own list. */
export function Columns({ formId, page, onClose, onChosen }: ColumnsProps) {
  const w = useWords();
  const t = useText();
  const [chosen, setChosen] = useState<readonly string[]>(page.columns);
  const { busy, problem, run } = useWork({ inline: true });
  const isTooMany = chosen.length > COLUMNS_MOST;
  const save = async (columns: readonly string[]) => {
    if (await run(() => forms.chooseColumns(formId, columns))) onChosen();
  };
  const toggle = (id: string) =>
    setChosen((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]));
  return (
    <FormDialog
      busy={busy}
      isDisabled={isTooMany}
      lead={w.columnsLead}
      onClose={onClose}
      onSubmit={() => save(inOrder(page, chosen))}
      problem={isTooMany ? w.columnsMost(COLUMNS_MOST) : problem}
      title={w.chooseColumns}
      verb={t.parts.save}
    >
      <ul className={styles.columnChoices}>
        {page.questions.map(({ question_id, label }) => (
          <li key={question_id}>
            <label className={styles.columnChoice}>
              <input
                checked={chosen.includes(question_id)}
                className={styles.columnTick}
                onChange={() => toggle(question_id)}
                type="checkbox"
              />
              <span>{label}</span>
            </label>
          </li>
        ))}
      </ul>
      <Button look="quiet" onPress={() => void save([])} small>
        {w.columnsReset}
      </Button>
    </FormDialog>
  );
}

/** In the order of the form, whatever was ticked first. */
function inOrder(page: ApplicationPage, chosen: readonly string[]): readonly string[] {
  return page.questions.map(({ question_id }) => question_id).filter((id) => chosen.includes(id));
}
