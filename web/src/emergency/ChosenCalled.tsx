import type { AddresseesCalled } from "../api/generated";
import { Switch } from "../parts/Choices";
import { FormProblem } from "../parts/Problem";
import styles from "./Emergency.module.css";
import { useWords } from "./words";

interface ChosenCalledProps {
  label: string;
  /** What there is, with how many belong to each. */
  all: readonly AddresseesCalled[];
  none: string;
  chosen: readonly string[];
  error: string | null;
  onChange: (chosen: readonly string[]) => void;
}

/** Posts, or associations of guests: those it goes to are switched on. */
export function ChosenCalled({ label, all, none, chosen, error, onChange }: ChosenCalledProps) {
  const w = useWords();
  const change = (name: string, on: boolean) =>
    onChange(on ? [...chosen, name] : chosen.filter((one) => one !== name));
  return (
    <fieldset className={styles.besides}>
      <legend className={styles.label}>{label}</legend>
      {all.length === 0 && <p className={styles.quiet}>{none}</p>}
      {all.map(({ name, people }) => (
        <Switch
          key={name}
          label={w.calledWith(name, people)}
          on={chosen.includes(name)}
          onChange={(on) => change(name, on)}
        />
      ))}
      <FormProblem text={error} />
    </fieldset>
  );
}
