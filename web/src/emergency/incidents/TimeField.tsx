import { useId } from "react";
import field from "../../parts/Field.module.css";

interface TimeFieldProps {
  label: string;
  hint: string;
  /** 2026-08-06T09:30, as the clock here says; empty: none. */
  value: string;
  onChange: (value: string) => void;
}

/** A day and a time, by the browser's own field. */
export function TimeField({ label, hint, value, onChange }: TimeFieldProps) {
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
          type="datetime-local"
          value={value}
        />
      </span>
    </div>
  );
}
