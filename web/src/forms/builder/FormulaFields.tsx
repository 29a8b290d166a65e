import { CloseIcon, PlusIcon } from "../../design/icons";
import { Button } from "../../parts/Button";
import { IconButton } from "../../parts/IconButton";
import { MenuButton } from "../../parts/Menu";
import { Fields } from "../../parts/Section";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { askedBefore, type Calculated, type FormDocument, type Question } from "../document";
import {
  type Askable,
  askable,
  askedName,
  type FormulaRow,
  firstFormulaRow,
  formulaOf,
  formulaRowsOf,
  pricedOptions,
  type Source,
} from "../formulaRows";
import { useWords } from "../words";
import styles from "./Builder.module.css";
import { ConditionEditor } from "./ConditionEditor";
import type { Hands } from "./hands";
import { NumberField } from "./NumberField";

const AMOUNT_MOST = 1e12;
const SOURCES: readonly Source[] = ["prices", "number", "count", "fixed"];

/** 計算: lines that are added up, the unit, and how it is rounded. */
export function FormulaFields({ hands, question }: { hands: Hands; question: Calculated }) {
  const w = useWords();
  const { document, change } = hands;
  const set = (part: Partial<Calculated>) => change({ is: "question", id: question.id, set: part });
  const asked = askedBefore(document, question.id);
  const lines = formulaRowsOf(question.formula);
  return (
    <>
      <section className={styles.part}>
        <h3 className={styles.partTitle}>{w.formula}</h3>
        {lines === null ? (
          <>
            <p className={styles.hint}>{w.complexFormula}</p>
            <div>
              <Button onPress={() => set({ formula: null })} small>
                {w.removeFormula}
              </Button>
            </div>
          </>
        ) : (
          <>
            <p className={styles.hint}>{w.formulaHint}</p>
            {lines.rows.map((row, at) => (
              <FormulaLine
                asked={asked}
                document={document}
                // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place.
                key={at}
                number={at + 1}
                onChange={(next) =>
                  set({
                    formula: formulaOf({
                      ...lines,
                      rows: lines.rows.map((one, place) => (place === at ? next : one)),
                    }),
                  })
                }
                onRemove={() =>
                  set({
                    formula: formulaOf({ ...lines, rows: lines.rows.filter((_, place) => place !== at) }),
                  })
                }
                row={row}
              />
            ))}
            <MenuButton
              actions={SOURCES.filter(
                (source) => source === "fixed" || askable(asked, source).length > 0,
              ).map((source) => ({
                id: source,
                label: w.sources[source],
                onAction: () => {
                  const last = askable(asked, source).at(-1);
                  const row = firstFormulaRow(source, last?.group ?? "", last?.question.id ?? "");
                  set({ formula: formulaOf({ ...lines, rows: [...lines.rows, row] }) });
                },
              }))}
              className={styles.addButton}
              label={w.addLine}
            >
              <PlusIcon size={18} />
              <span>{w.addLine}</span>
            </MenuButton>
            {lines.rows.length > 0 && (
              <Fields>
                <NumberField
                  hasDecimals
                  label={w.leastAmount}
                  least={-AMOUNT_MOST}
                  mayBeEmpty
                  most={AMOUNT_MOST}
                  onChange={(least) => set({ formula: formulaOf({ ...lines, least }) })}
                  value={lines.least}
                />
                <NumberField
                  hasDecimals
                  label={w.mostAmount}
                  least={-AMOUNT_MOST}
                  mayBeEmpty
                  most={AMOUNT_MOST}
                  onChange={(most) => set({ formula: formulaOf({ ...lines, most }) })}
                  value={lines.most}
                />
              </Fields>
            )}
          </>
        )}
      </section>
      <Fields>
        <TextField
          hint={w.unitHint}
          label={w.unit}
          maxLength={20}
          onChange={(unit) => set({ unit })}
          value={question.unit}
        />
        <NumberField
          label={w.decimals}
          most={6}
          onChange={(decimals) => set({ decimals: decimals ?? 0 })}
          value={question.decimals}
        />
      </Fields>
      <Select
        choices={(["down", "half_up", "up"] as const).map((id) => ({ id, label: w.roundings[id] }))}
        label={w.rounding}
        onChange={(rounding) => set({ rounding })}
        value={question.rounding}
      />
    </>
  );
}

interface FormulaLineProps {
  document: FormDocument;
  asked: readonly Question[];
  row: FormulaRow;
  number: number;
  onChange: (row: FormulaRow) => void;
  onRemove: () => void;
}

const keyOf = ({ group, question }: Askable): string => `${group}/${question.id}`;

function FormulaLine({ document, asked, row, number, onChange, onRemove }: FormulaLineProps) {
  const w = useWords();
  const choices = askable(asked, row.source);
  const found = choices.find((one) => one.group === row.group && one.question.id === row.question);
  const factors = askable(asked, "number").filter(
    ({ group, question }) => group === row.group && question.id !== row.question,
  );
  const nameOf = (one: Askable) =>
    one.group === ""
      ? askedName(document, one.question.id, w.goneQuestion)
      : w.ofEach(askedName(document, one.question.id, w.goneQuestion));
  return (
    <fieldset aria-label={w.line(number)} className={styles.branch}>
      <div className={styles.partHead}>
        <strong>{w.sources[row.source]}</strong>
        <IconButton label={w.removeLine} onPress={onRemove} small>
          <CloseIcon size={18} />
        </IconButton>
      </div>
      {row.source !== "fixed" && (
        <Select
          choices={choices.map((one) => ({ id: keyOf(one), label: nameOf(one) }))}
          label={w.lineQuestion}
          onChange={(key) => {
            const next = choices.find((one) => keyOf(one) === key);
            if (next !== undefined)
              onChange({ ...row, group: next.group, question: next.question.id, prices: {}, times: "" });
          }}
          placeholder={w.goneQuestion}
          value={found === undefined ? null : keyOf(found)}
        />
      )}
      {row.source === "prices" ? (
        found !== undefined && <Prices onChange={onChange} question={found.question} row={row} />
      ) : (
        <NumberField
          hasDecimals
          label={row.source === "fixed" ? w.fixedAmount : w.amountEach}
          least={-AMOUNT_MOST}
          most={AMOUNT_MOST}
          onChange={(amount) => onChange({ ...row, amount: amount ?? 0 })}
          value={row.amount}
        />
      )}
      {row.source !== "fixed" && factors.length > 0 && (
        <Select
          choices={[
            { id: "none", label: w.timesNone },
            ...factors.map((one) => ({ id: one.question.id, label: nameOf(one) })),
          ]}
          label={w.timesBy}
          onChange={(times) => onChange({ ...row, times: times === "none" ? "" : times })}
          placeholder={w.goneQuestion}
          value={row.times === "" ? "none" : row.times}
        />
      )}
      <ConditionEditor
        always={w.lineAlways}
        asked={asked}
        condition={row.when}
        document={document}
        onChange={(when) => onChange({ ...row, when })}
        title={w.lineWhen}
      />
    </fieldset>
  );
}

interface PricesProps {
  question: Question;
  row: FormulaRow;
  onChange: (row: FormulaRow) => void;
}

/** What each option costs. */
function Prices({ question, row, onChange }: PricesProps) {
  const w = useWords();
  return pricedOptions(question, { other: w.otherOption }).map(({ id, label }) => (
    <NumberField
      hasDecimals
      key={id}
      label={label}
      least={-AMOUNT_MOST}
      most={AMOUNT_MOST}
      onChange={(price) => onChange({ ...row, prices: { ...row.prices, [id]: price ?? 0 } })}
      value={row.prices[id] ?? 0}
    />
  ));
}
