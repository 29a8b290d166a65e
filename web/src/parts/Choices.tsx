/** Switches, ticks and rounds: settings that are either this or that. */
import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import { Switch as AriaSwitch } from "react-aria-components/Switch";
import { Text } from "react-aria-components/Text";
import { CheckIcon } from "../design/icons";
import styles from "./Choices.module.css";
import { cx } from "./cx";
import field from "./Field.module.css";

interface SwitchProps {
  label: string;
  note?: string;
  on: boolean;
  onChange: (on: boolean) => void;
  isDisabled?: boolean;
  /** Its last change is being saved: it keeps the focus, which a disabled one would lose, and takes no other. */
  busy?: boolean;
}

export function Switch({ label, note, on, onChange, isDisabled = false, busy = false }: SwitchProps) {
  return (
    <AriaSwitch
      className={cx(styles.choice, styles.switch)}
      isDisabled={isDisabled}
      isReadOnly={busy}
      isSelected={on}
      onChange={onChange}
    >
      <span className={styles.words}>
        <span>{label}</span>
        {note && <span className={styles.note}>{note}</span>}
      </span>
      <span className={styles.track} />
    </AriaSwitch>
  );
}

/** A square with a tick, inside anything React Aria marks as selected. */
export function TickBox() {
  return (
    <span className={styles.box}>
      <CheckIcon size={16} />
    </span>
  );
}

interface RoundsProps<T extends string> {
  label: string;
  hint?: string;
  choices: readonly { id: T; label: string; note?: string }[];
  value: T;
  onChange: (value: T) => void;
  /** Side by side, where the words are short. */
  inline?: boolean;
  isDisabled?: boolean;
}

export function Rounds<T extends string>({
  label,
  hint,
  choices,
  value,
  onChange,
  inline,
  isDisabled = false,
}: RoundsProps<T>) {
  function choose(id: string) {
    const choice = choices.find((each) => each.id === id);
    if (choice) onChange(choice.id);
  }
  return (
    <RadioGroup className={cx(field.field)} isDisabled={isDisabled} onChange={choose} value={value}>
      <Label className={cx(field.label)}>{label}</Label>
      {hint && (
        <Text className={cx(field.hint)} slot="description">
          {hint}
        </Text>
      )}
      <div className={cx(styles.group, inline && styles.inline)}>
        {choices.map((choice) => (
          <Radio className={cx(styles.choice)} key={choice.id} value={choice.id}>
            <span className={styles.round} />
            <span className={styles.words}>
              <span>{choice.label}</span>
              {choice.note && <span className={styles.note}>{choice.note}</span>}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
