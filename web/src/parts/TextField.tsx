import type { ReactNode, Ref } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextArea } from "react-aria-components/TextArea";
import {
  type TextFieldProps as AriaProps,
  TextField as AriaTextField,
} from "react-aria-components/TextField";
import { WarningIcon } from "../design/icons";
import { useText } from "../i18n";
import { cx } from "./cx";
import styles from "./Field.module.css";

export interface TextFieldProps extends Omit<AriaProps, "className" | "style" | "children" | "isInvalid"> {
  label: string;
  hint?: ReactNode;
  /** What is wrong and what to do; null when nothing is. */
  error?: string | null;
  /** "none" where capitals change nothing or are wrong: phones begin with one by themselves. */
  autoCapitalize?: "none";
  /** Lines of a larger field; one line without it. */
  lines?: number;
  placeholder?: string;
  /** Stands at the end inside the field, for example a button that shows the password. */
  end?: ReactNode;
  /** Tells that the field may stay empty, in a form where most may not. */
  markOptional?: boolean;
  ref?: Ref<HTMLInputElement>;
}

export function TextField({
  label,
  hint,
  error = null,
  autoCapitalize,
  lines,
  placeholder,
  end,
  markOptional = false,
  ref,
  ...rest
}: TextFieldProps) {
  const t = useText();
  return (
    <AriaTextField {...rest} className={cx(styles.field)} isInvalid={error !== null}>
      <Label className={cx(styles.label)}>
        {label}
        {markOptional && <span className={styles.optional}>{t.parts.optional}</span>}
      </Label>
      {hint && (
        <Text className={cx(styles.hint)} slot="description">
          {hint}
        </Text>
      )}
      <span className={styles.box}>
        {lines === undefined ? (
          <Input
            {...(autoCapitalize === undefined ? {} : { autoCapitalize })}
            className={cx(styles.input, end !== undefined && styles.withEnd)}
            placeholder={placeholder ?? ""}
            {...(ref === undefined ? {} : { ref })}
          />
        ) : (
          <TextArea className={cx(styles.input, styles.area)} placeholder={placeholder ?? ""} rows={lines} />
        )}
        {end && <span className={styles.end}>{end}</span>}
      </span>
      <FieldError className={cx(styles.error)}>
        <WarningIcon size={16} />
        <span>{error}</span>
      </FieldError>
    </AriaTextField>
  );
}
