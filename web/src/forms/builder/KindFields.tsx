import { Rounds, Switch } from "../../parts/Choices";
import { Fields } from "../../parts/Section";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import type { QuestionOf } from "../document";
import { useWords } from "../words";
import { FileFields } from "./FileFields";
import type { KindFieldsProps } from "./kindProps";
import { OptionLines } from "./Lines";
import { LinkValueFields } from "./LinkValueFields";
import { NumberField } from "./NumberField";
import { PlacesFields } from "./PlacesFields";
import { MatrixFields, RankingFields } from "./RowFields";

/** What only a question of this kind has. */
export function KindFields({ question, set }: KindFieldsProps) {
  const w = useWords();
  switch (question.kind) {
    case "text":
    case "paragraph":
      return <TextFields question={question} set={set} />;
    case "name":
      return (
        <Switch
          label={w.withReading}
          on={question.with_reading}
          onChange={(with_reading) => set({ with_reading })}
        />
      );
    case "mail":
      return (
        <>
          <Switch label={w.twice} on={question.twice} onChange={(twice) => set({ twice })} />
          <Switch
            label={w.getsReceipt}
            on={question.gets_receipt}
            onChange={(gets_receipt) => set({ gets_receipt })}
          />
          <Switch
            label={w.proved}
            note={w.provedNote}
            on={question.proved}
            onChange={(proved) => set({ proved })}
          />
        </>
      );
    case "date":
      return <DateFields question={question} set={set} />;
    case "time":
      return (
        <Select
          choices={STEPS.map((step) => ({ id: String(step), label: w.minutes(step) }))}
          label={w.step}
          onChange={(step) => set({ step: Number(step) })}
          value={String(question.step)}
        />
      );
    case "number":
      return <NumberFields question={question} set={set} />;
    case "yes_no":
      return (
        <Fields>
          <TextField
            label={w.yesWord}
            maxLength={120}
            onChange={(yes) => set({ yes })}
            value={question.yes}
          />
          <TextField label={w.noWord} maxLength={120} onChange={(no) => set({ no })} value={question.no} />
        </Fields>
      );
    case "choice":
    case "choices":
      return <ChoiceFields question={question} set={set} />;
    case "scale":
      return <ScaleFields question={question} set={set} />;
    case "places":
      return <PlacesFields question={question} set={set} />;
    case "matrix":
      return <MatrixFields question={question} set={set} />;
    case "ranking":
      return <RankingFields question={question} set={set} />;
    case "file":
    case "photo":
      return <FileFields question={question} set={set} />;
    case "link_value":
      return <LinkValueFields question={question} set={set} />;
    case "consent":
      return (
        <TextField
          label={w.agree}
          maxLength={120}
          onChange={(agree) => set({ agree })}
          value={question.agree}
        />
      );
    default:
      return null;
  }
}

const STEPS = [1, 5, 10, 15, 30, 60] as const;
const CHARACTERS = ["any", "kana", "hiragana", "digits", "ascii"] as const;
const MOST_LETTERS = 4_000;

function TextFields({ question, set }: KindFieldsProps<QuestionOf<"text"> | QuestionOf<"paragraph">>) {
  const w = useWords();
  return (
    <>
      {question.kind === "text" && (
        <Select
          choices={CHARACTERS.map((id) => ({ id, label: w.characterKinds[id] }))}
          label={w.characters}
          onChange={(characters) => set({ characters })}
          value={question.characters}
        />
      )}
      <Fields>
        <NumberField
          label={w.leastLetters}
          most={MOST_LETTERS}
          onChange={(least) => set({ least: least ?? 0 })}
          value={question.least}
        />
        <NumberField
          label={w.mostLetters}
          least={1}
          most={MOST_LETTERS}
          onChange={(most) => set({ most: most ?? MOST_LETTERS })}
          value={question.most}
        />
      </Fields>
      {question.kind === "paragraph" && (
        <NumberField
          label={w.rows}
          least={2}
          most={30}
          onChange={(rows) => set({ rows: rows ?? 5 })}
          value={question.rows}
        />
      )}
    </>
  );
}

const BOUNDS = ["none", "today", "day"] as const;

function DateFields({ question, set }: KindFieldsProps<QuestionOf<"date">>) {
  const w = useWords();
  return (
    <>
      <Switch
        label={w.isBirth}
        note={w.isBirthNote}
        on={question.is_birth}
        onChange={(is_birth) => set({ is_birth })}
      />
      {(["earliest", "latest"] as const).map((name) => {
        const bound = question[name];
        const kind = bound === "" ? "none" : bound === "today" ? "today" : "day";
        return (
          <Fields key={name}>
            <Select
              choices={BOUNDS.map((id) => ({ id, label: w.bound[id] }))}
              label={w[name]}
              onChange={(next) =>
                set({ [name]: next === "none" ? "" : next === "today" ? "today" : firstDay() })
              }
              value={kind}
            />
            {kind === "day" && (
              <TextField
                label={w.boundDay}
                onChange={(day) => set({ [name]: day })}
                type="date"
                value={bound}
              />
            )}
          </Fields>
        );
      })}
    </>
  );
}

const firstDay = () => `${new Date().getFullYear()}-04-01`;

function NumberFields({ question, set }: KindFieldsProps<QuestionOf<"number">>) {
  const w = useWords();
  const most = 1e15;
  return (
    <>
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
      <Fields>
        <NumberField
          hasDecimals
          label={w.leastNumber}
          least={-most}
          mayBeEmpty
          most={most}
          onChange={(least) => set({ least })}
          value={question.least}
        />
        <NumberField
          hasDecimals
          label={w.mostNumber}
          least={-most}
          mayBeEmpty
          most={most}
          onChange={(next) => set({ most: next })}
          value={question.most}
        />
      </Fields>
    </>
  );
}

function ChoiceFields({ question, set }: KindFieldsProps<QuestionOf<"choice"> | QuestionOf<"choices">>) {
  const w = useWords();
  return (
    <>
      <OptionLines onChange={(options) => set({ options })} options={question.options} />
      <Switch
        label={w.hasOther}
        note={w.hasOtherNote}
        on={question.has_other}
        onChange={(has_other) => set({ has_other })}
      />
      {question.kind === "choice" ? (
        <Rounds
          choices={(["list", "buttons", "menu"] as const).map((id) => ({ id, label: w.looks[id] }))}
          inline
          label={w.look}
          onChange={(look) => set({ look })}
          value={question.look}
        />
      ) : (
        <Fields>
          <NumberField
            label={w.leastChosen}
            most={300}
            onChange={(least) => set({ least: least ?? 0 })}
            value={question.least}
          />
          <NumberField
            hint={w.zeroIsAny}
            label={w.mostChosen}
            most={300}
            onChange={(most) => set({ most: most ?? 0 })}
            value={question.most}
          />
        </Fields>
      )}
    </>
  );
}

function ScaleFields({ question, set }: KindFieldsProps<QuestionOf<"scale">>) {
  const w = useWords();
  return (
    <>
      <NumberField
        label={w.steps}
        least={2}
        most={11}
        onChange={(steps) => set({ steps: steps ?? 5 })}
        value={question.steps}
      />
      <Fields>
        <TextField label={w.low} maxLength={120} onChange={(low) => set({ low })} value={question.low} />
        <TextField label={w.high} maxLength={120} onChange={(high) => set({ high })} value={question.high} />
      </Fields>
    </>
  );
}
