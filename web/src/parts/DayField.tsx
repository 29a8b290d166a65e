import { useId } from "react";
import field from "./Field.module.css";

interface DayFieldProps {
  label: string;
  hint: string;
  /** 2026-12-11; empty: none. */
  value: string;
  onChange: (day: string) => void;
}

/** A day, by the browser's own calendar. */
export function DayField({ label, hint, value, onChange }: DayFieldProps) {
  const id = useId();
  return (
    <div className={field.field}>
      <label className={field.label} htmlFor={id}>
        {label}
      </label>
      <span className={field.hint} id={`${id}-hint`}>
        {hint}
      </span>
      <span className={field.box}>
        <input
          aria-describedby={`${id}-hint`}
          className={field.input}
          id={id}
          onChange={({ target }) => onChange(target.value)}
          type="date"
          value={value}
        />
      </span>
    </div>
  );
}
