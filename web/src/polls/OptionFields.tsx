import { CloseIcon, PlusIcon } from "../design/icons";
import { Button } from "../parts/Button";
import { IconButton } from "../parts/IconButton";
import { TextField } from "../parts/TextField";
import { useNow } from "../shell/useNow";
import { type DateRow, nextDate } from "./options";
import styles from "./Polls.module.css";
import { useWords } from "./words";

/** So many can be asked about at once, as the server has it. */
export const OPTIONS_MOST = 50;

interface TextRowsProps {
  lines: readonly string[];
  onChange: (lines: readonly string[]) => void;
}

/** The choices, one below the other. */
export function TextRows({ lines, onChange }: TextRowsProps) {
  const w = useWords();
  const change = (at: number, text: string) => onChange(lines.map((one, n) => (n === at ? text : one)));
  return (
    <fieldset className={styles.rows}>
      <legend>{w.choices}</legend>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
        <div className={styles.option} key={at}>
          <TextField
            label={w.choiceNumber(at + 1)}
            maxLength={80}
            onChange={(text) => change(at, text)}
            value={line}
          />
          {lines.length > 2 && (
            <IconButton
              label={w.dropChoice(at + 1)}
              onPress={() => onChange(lines.filter((_, n) => n !== at))}
              small
            >
              <CloseIcon size={16} />
            </IconButton>
          )}
        </div>
      ))}
      <AddButton
        isFull={lines.length >= OPTIONS_MOST}
        label={w.addChoice}
        onAdd={() => onChange([...lines, ""])}
      />
    </fieldset>
  );
}

interface DateRowsProps {
  rows: readonly DateRow[];
  onChange: (rows: readonly DateRow[]) => void;
}

/** The dates that are asked about, each with its hours and a place. */
export function DateRows({ rows, onChange }: DateRowsProps) {
  const w = useWords();
  const now = useNow();
  const change = (at: number, part: Partial<DateRow>) =>
    onChange(rows.map((one, n) => (n === at ? { ...one, ...part } : one)));
  return (
    <fieldset className={styles.rows}>
      <legend>{w.dates}</legend>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place.
        <fieldset aria-label={w.dateNumber(at + 1)} className={styles.option} key={at}>
          <TextField label={w.day} onChange={(day) => change(at, { day })} type="date" value={row.day} />
          <TextField label={w.from} onChange={(from) => change(at, { from })} type="time" value={row.from} />
          <TextField label={w.to} onChange={(to) => change(at, { to })} type="time" value={row.to} />
          <TextField
            label={w.place}
            markOptional
            maxLength={80}
            onChange={(place) => change(at, { place })}
            value={row.place}
          />
          {rows.length > 1 && (
            <IconButton
              label={w.dropDate(at + 1)}
              onPress={() => onChange(rows.filter((_, n) => n !== at))}
              small
            >
              <CloseIcon size={16} />
            </IconButton>
          )}
        </fieldset>
      ))}
      <AddButton
        isFull={rows.length >= OPTIONS_MOST}
        label={w.addDate}
        onAdd={() => onChange([...rows, nextDate(rows, now)])}
      />
    </fieldset>
  );
}

function AddButton({ label, isFull, onAdd }: { label: string; isFull: boolean; onAdd: () => void }) {
  return (
    <div>
      <Button icon={<PlusIcon size={18} />} isDisabled={isFull} onPress={onAdd} small>
        {label}
      </Button>
    </div>
  );
}
