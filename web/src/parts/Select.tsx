import { Button } from "react-aria-components/Button";
import { FieldError } from "react-aria-components/FieldError";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select as AriaSelect, SelectValue } from "react-aria-components/Select";
import { Text } from "react-aria-components/Text";
import { CheckIcon, DownIcon, WarningIcon } from "../design/icons";
import { cx } from "./cx";
import field from "./Field.module.css";
import styles from "./Select.module.css";

export interface Choice<T extends string> {
  id: T;
  label: string;
  note?: string;
}

interface SelectProps<T extends string> {
  label: string;
  /** Named by the screen around it: the label is only read aloud. */
  hideLabel?: boolean;
  hint?: string;
  choices: readonly Choice<T>[];
  value: T | null;
  onChange: (value: T) => void;
  placeholder?: string;
  error?: string | null;
}

/** One of a few. What indents a label in the list (a tree's depth) is not shown once it is chosen. */
export function Select<T extends string>({
  label,
  hideLabel = false,
  hint,
  choices,
  value,
  onChange,
  placeholder,
  error = null,
}: SelectProps<T>) {
  function choose(key: unknown) {
    const choice = choices.find((each) => each.id === key);
    if (choice) onChange(choice.id);
  }
  return (
    <AriaSelect
      className={cx(field.field, styles.select)}
      isInvalid={error !== null}
      onChange={choose}
      value={value}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(hideLabel ? { "aria-label": label } : {})}
    >
      {!hideLabel && <Label className={cx(field.label)}>{label}</Label>}
      {hint && (
        <Text className={cx(field.hint)} slot="description">
          {hint}
        </Text>
      )}
      <Button className={cx(styles.button)}>
        <SelectValue className={cx(styles.value)}>
          {({ selectedText, defaultChildren }) => selectedText?.trim() || defaultChildren}
        </SelectValue>
        <DownIcon size={18} />
      </Button>
      <FieldError className={cx(field.error)}>
        <WarningIcon size={16} />
        <span>{error}</span>
      </FieldError>
      <Popover className={cx(styles.popover)} offset={4}>
        <ListBox className={cx(styles.list)} items={choices}>
          {(choice) => (
            <ListBoxItem className={cx(styles.item)} id={choice.id} textValue={choice.label}>
              <span className={styles.tick}>
                <CheckIcon size={18} />
              </span>
              <span className={styles.words}>
                <Text slot="label">{choice.label}</Text>
                {choice.note && (
                  <Text className={cx(styles.note)} slot="description">
                    {choice.note}
                  </Text>
                )}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
