import { useState } from "react";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import type { PollOptionView, PollView } from "../api/generated";
import { useText } from "../i18n";
import { Button } from "../parts/Button";
import { Rounds, Switch } from "../parts/Choices";
import { cx } from "../parts/cx";
import { Form } from "../parts/Form";
import { FormProblem } from "../parts/Problem";
import { toast } from "../parts/toasts";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { polls } from "./api";
import { MARKS, type MarkValue, optionText } from "./options";
import styles from "./Polls.module.css";
import { useWords } from "./words";

interface AnswerProps {
  poll: PollView;
  onAnswered: (poll: PollView) => void;
}

type Values = Readonly<Record<string, number>>;

/** One's own answer, until the poll is closed. */
export function Answer({ poll, onAnswered }: AnswerProps) {
  const w = useWords();
  const [values, setValues] = useState<Values>(poll.own);
  const { busy, problem, run } = useWork({ inline: true });
  const hasAnswered = Object.keys(poll.own).length > 0;
  const given = Object.entries(values).filter(([, value]) => poll.kind === "dates" || value === 1);
  const isWhole = poll.kind === "dates" ? given.length === poll.options.length : given.length > 0;
  const send = () =>
    run(async () => {
      const choices = given.map(([position, value]) => ({ position: Number(position), value }));
      onAnswered(await polls.answer(poll.id, { choices }));
      toast.done(w.thanks);
    });
  return (
    <Form className={styles.answer} onSubmit={send}>
      <h2 className={styles.heading}>{w.yourAnswer}</h2>
      <Choices onChange={setValues} poll={poll} values={values} />
      <FormProblem text={problem} />
      <div className={styles.acts}>
        <Button busy={busy} isDisabled={!isWhole} look="primary" type="submit">
          {hasAnswered ? w.answerAgain : w.answer}
        </Button>
      </div>
    </Form>
  );
}

interface ChoicesProps {
  poll: PollView;
  values: Values;
  onChange: (values: Values) => void;
}

function Choices({ poll, values, onChange }: ChoicesProps) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  if (poll.kind === "dates") return <Dates onChange={onChange} poll={poll} values={values} />;
  const said = (one: PollOptionView) => optionText(poll, one, now, t, w);
  if (poll.kind === "several") {
    return poll.options.map((one) => (
      <Switch
        key={one.position}
        label={said(one)}
        on={values[one.position] === 1}
        onChange={(on) => onChange({ ...values, [one.position]: on ? 1 : 0 })}
      />
    ));
  }
  const chosen = Object.keys(values).find((at) => values[at] === 1) ?? "";
  return (
    <Rounds
      choices={poll.options.map((one) => ({ id: String(one.position), label: said(one) }))}
      inline={poll.kind === "yes_no"}
      label={poll.kind === "scale" ? w.scaleHint : w.chooseOne}
      onChange={(at) => onChange({ [at]: 1 })}
      value={chosen}
    />
  );
}

/** Each date with ○ △ ×, wide enough for a thumb. */
function Dates({ poll, values, onChange }: ChoicesProps) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  return (
    <ul className={styles.dates}>
      {poll.options.map((one) => {
        const said = optionText(poll, one, now, t, w);
        const value = values[one.position];
        return (
          <li className={styles.date} key={one.position}>
            <span className={styles.dateText}>{said}</span>
            <ToggleButtonGroup
              aria-label={said}
              className={cx(styles.marks)}
              disallowEmptySelection
              onSelectionChange={(keys) => {
                const [chosen] = [...keys];
                if (chosen !== undefined) onChange({ ...values, [one.position]: Number(chosen) });
              }}
              selectedKeys={value === undefined ? [] : [String(value)]}
              selectionMode="single"
            >
              {([2, 1, 0] as const).map((each: MarkValue) => (
                <ToggleButton
                  aria-label={w.suits[each]}
                  className={cx(styles.mark)}
                  id={String(each)}
                  key={each}
                >
                  {MARKS[each]}
                </ToggleButton>
              ))}
            </ToggleButtonGroup>
          </li>
        );
      })}
    </ul>
  );
}
