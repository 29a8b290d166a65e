import type { Ref } from "react";
import { Button } from "react-aria-components/Button";
import { Input } from "react-aria-components/Input";
import {
  type SearchFieldProps as AriaProps,
  SearchField as AriaSearchField,
} from "react-aria-components/SearchField";
import { CloseIcon, SearchIcon } from "../design/icons";
import { useText } from "../i18n";
import { cx } from "./cx";
import styles from "./SearchField.module.css";

export interface SearchFieldProps extends Omit<AriaProps, "className" | "style" | "children" | "aria-label"> {
  label: string;
  placeholder?: string;
  ref?: Ref<HTMLInputElement>;
}

/** One line to look for something; Esc and a button empty it. */
export function SearchField({ label, placeholder, ref, ...rest }: SearchFieldProps) {
  const t = useText();
  return (
    <AriaSearchField {...rest} aria-label={label} className={cx(styles.field)}>
      <SearchIcon className={styles.icon} size={18} />
      <Input
        className={cx(styles.input)}
        placeholder={placeholder ?? label}
        {...(ref === undefined ? {} : { ref })}
      />
      <Button aria-label={t.parts.clear} className={cx(styles.clear)}>
        <CloseIcon size={16} />
      </Button>
    </AriaSearchField>
  );
}
