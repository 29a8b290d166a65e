import { useId } from "react";
import styles from "./Payments.module.css";

interface DateFieldProps {
  label: string;
  hint?: string;
  value: string;
  onChange: (day: string) => void;
  most?: string;
}

/** A day, in the browser's own field. */
export function DateField({ label, hint, value, onChange, most }: DateFieldProps) {
  const id = useId();
  return (
    <div className={styles.date}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        max={most}
        onChange={({ target }) => onChange(target.value)}
        type="date"
        value={value}
        {...(hint === undefined ? {} : { "aria-describedby": `${id}-hint` })}
      />
      {hint !== undefined && (
        <span className={styles.hint} id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}
