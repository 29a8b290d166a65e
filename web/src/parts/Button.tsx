import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button";
import styles from "./Button.module.css";
import { cx } from "./cx";

export interface ButtonProps extends Omit<AriaButtonProps, "className" | "style" | "children"> {
  /** `primary` once a screen at most: what one came for. `quiet` has no edge until pointed at. */
  look?: "primary" | "plain" | "quiet" | "danger";
  small?: boolean;
  wide?: boolean;
  icon?: ReactNode;
  /** The work is under way: the button keeps its size and focus, and takes no second press. */
  busy?: boolean;
  className?: string | undefined;
  children: ReactNode;
}

export function Button({
  look = "plain",
  small = false,
  wide = false,
  icon,
  busy = false,
  className,
  children,
  type = "button",
  onPress,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      aria-busy={busy}
      data-busy={busy || undefined}
      type={busy ? "button" : type}
      {...(busy || onPress === undefined ? {} : { onPress })}
      className={cx(styles.button, styles[look], small && styles.small, wide && styles.wide, className)}
    >
      {busy ? <span className={styles.spinner} /> : icon}
      <span className={styles.label}>{children}</span>
    </AriaButton>
  );
}
