import { useId } from "react";
import { CloseIcon, PlusIcon } from "../../design/icons";
import { Button } from "../../parts/Button";
import { Rounds, Switch } from "../../parts/Choices";
import { IconButton } from "../../parts/IconButton";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { type Condition, type FormDocument, optionsOf, type Question } from "../document";
import {
  conditionOf,
  firstRow,
  firstValue,
  type Row,
  type Rows,
  rowFor,
  rowsOf,
  type Test,
  testsOf,
  valueKindOf,
} from "../rows";
import { calledOf, sentenceOf } from "../sentences";
import { useWords } from "../words";
import styles from "./Builder.module.css";

interface ConditionEditorProps {
  document: FormDocument;
  condition: Condition | null;
  /** Questions it may ask. */
  asked: readonly Question[];
  /** What it decides; without it, whether something is shown. */
  title?: string;
  /** What is said where there is no condition. */
  always?: string;
  onChange: (condition: Condition | null) => void;
}

/** What conditions mostly ask: something that was chosen. */
const CHOSEN: ReadonlySet<Question["kind"]> = new Set(["yes_no", "choice", "choices", "places"]);

/** A condition as sentences, each with what it is made of below. */
export function ConditionEditor({
  document,
  condition,
  asked,
  title,
  always,
  onChange,
}: ConditionEditorProps) {
  const w = useWords();
  const id = useId();
  const rows = rowsOf(condition);
  const questionOf = (name: string) => asked.find((one) => one.id === name);
  const put = (next: Rows) => onChange(conditionOf(next, questionOf));
  const last = asked.findLast(({ kind }) => CHOSEN.has(kind)) ?? asked.at(-1);
  return (
    <section aria-labelledby={id} className={styles.part}>
      <h3 className={styles.partTitle} id={id}>
        {title ?? w.showIf}
      </h3>
      <p className={condition === null ? styles.hint : styles.sentence}>
        {condition === null ? (always ?? w.showAlways) : sentenceOf(condition, document, w)}
      </p>
      {rows === null ? (
        <>
          <p className={styles.hint}>{w.complexCondition}</p>
          <div>
            <Button onPress={() => onChange(null)} small>
              {w.removeCondition}
            </Button>
          </div>
        </>
      ) : (
        <>
          {rows.rows.length > 1 && (
            <Rounds
              choices={[
                { id: "all", label: w.conditionAll },
                { id: "any", label: w.conditionAny },
              ]}
              label={w.conditionJoin}
              onChange={(join) => put({ ...rows, all: join === "all" })}
              value={rows.all ? "all" : "any"}
            />
          )}
          {rows.rows.map((row, at) => (
            <OneRow
              asked={asked}
              document={document}
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name but their place.
              key={at}
              onChange={(next) =>
                put({ ...rows, rows: rows.rows.map((one, place) => (place === at ? next : one)) })
              }
              onRemove={() => put({ ...rows, rows: rows.rows.filter((_, place) => place !== at) })}
              row={rowFor(row, questionOf(row.question))}
            />
          ))}
          {last === undefined ? (
            <p className={styles.hint}>{w.noneToAsk}</p>
          ) : (
            <div>
              <Button
                icon={<PlusIcon size={18} />}
                onPress={() => put({ ...rows, rows: [...rows.rows, firstRow(last)] })}
                small
              >
                {rows.rows.length === 0 ? w.addCondition : w.anotherCondition}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}

interface OneRowProps {
  document: FormDocument;
  asked: readonly Question[];
  row: Row;
  onChange: (row: Row) => void;
  onRemove: () => void;
}

function OneRow({ document, asked, row, onChange, onRemove }: OneRowProps) {
  const w = useWords();
  const question = asked.find(({ id }) => id === row.question);
  const tests = question === undefined ? [] : testsOf(question);
  const chooseQuestion = (id: string) => {
    const found = asked.find((one) => one.id === id);
    if (found !== undefined) onChange(firstRow(found));
  };
  const chooseTest = (test: Test) => {
    if (question === undefined) return;
    const isSame = valueKindOf(question, test) === valueKindOf(question, row.test);
    onChange({ ...row, test, value: isSame ? row.value : firstValue(question, test) });
  };
  return (
    <div className={styles.condition}>
      <div className={styles.partHead}>
        <Select
          choices={asked.map(({ id }) => ({ id, label: calledOf(document, id, w) }))}
          label={w.conditionQuestion}
          onChange={chooseQuestion}
          placeholder={w.goneQuestion}
          value={question === undefined ? null : row.question}
        />
        <IconButton label={w.removeCondition} onPress={onRemove} small>
          <CloseIcon size={18} />
        </IconButton>
      </div>
      {question !== undefined && (
        <>
          <Select
            choices={tests.map((test) => ({ id: test, label: w.testNames[test] }))}
            label={w.conditionTest}
            onChange={chooseTest}
            value={tests.includes(row.test) ? row.test : null}
          />
          <Value onChange={onChange} question={question} row={row} />
        </>
      )}
    </div>
  );
}

const TYPES = { day: "date", time: "time", text: "text", number: "text" } as const;

function Value({ question, row, onChange }: { question: Question; row: Row; onChange: (row: Row) => void }) {
  const w = useWords();
  const kind = valueKindOf(question, row.test);
  if (kind === "none") return null;
  const set = (value: string) => onChange({ ...row, value });
  if (kind === "option") {
    const options = optionsOf(question);
    return (
      <Select
        choices={options}
        label={w.conditionValue}
        onChange={set}
        placeholder={w.goneOption}
        value={options.some(({ id }) => id === row.value) ? row.value : null}
      />
    );
  }
  return (
    <>
      <TextField
        {...(kind === "number" ? { inputMode: "decimal" as const } : {})}
        label={w.conditionValue}
        maxLength={200}
        onChange={set}
        type={TYPES[kind]}
        value={row.value}
      />
      {(row.test === "age_least" || row.test === "age_below") && (
        <>
          <TextField
            label={w.conditionOn}
            onChange={(on) => onChange({ ...row, on })}
            type="date"
            value={row.on}
          />
          <Switch
            label={w.conditionLegal}
            on={row.is_legal}
            onChange={(is_legal) => onChange({ ...row, is_legal })}
          />
        </>
      )}
    </>
  );
}
