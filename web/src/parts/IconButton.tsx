import type { ReactNode, Ref } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button";
import { cx } from "./cx";
import styles from "./IconButton.module.css";

export interface IconButtonProps
  extends Omit<AriaButtonProps, "className" | "style" | "children" | "aria-label"> {
  /** Its name: read aloud, and shown on hover and focus. */
  label: string;
  /** Keys that do the same, shown after the name. */
  keys?: string;
  small?: boolean;
  chosen?: boolean;
  className?: string | undefined;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({
  label,
  keys,
  small = false,
  chosen = false,
  className,
  children,
  ref,
  ...rest
}: IconButtonProps) {
  return (
    <AriaButton
      {...rest}
      aria-label={label}
      data-tip={keys ? `${label}（${keys}）` : label}
      className={cx(styles.button, small && styles.small, chosen && styles.chosen, className)}
      {...(ref === undefined ? {} : { ref })}
    >
      {children}
    </AriaButton>
  );
}
