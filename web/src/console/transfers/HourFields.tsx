import { TextField } from "../../parts/TextField";
import styles from "./HourFields.module.css";
import type { Hour } from "./hour";

interface HourFieldsProps {
  day: string;
  clock: string;
  error?: string | null;
  value: Hour;
  onChange: (hour: Hour) => void;
}

/** A day and a time beside each other, with their labels. */
export function HourFields({ day, clock, error = null, value, onChange }: HourFieldsProps) {
  return (
    <div className={styles.hour}>
      <TextField
        error={error}
        label={day}
        onChange={(chosen) => onChange({ ...value, day: chosen })}
        type="date"
        value={value.day}
      />
      <TextField
        label={clock}
        onChange={(chosen) => onChange({ ...value, clock: chosen })}
        type="time"
        value={value.clock}
      />
    </div>
  );
}
