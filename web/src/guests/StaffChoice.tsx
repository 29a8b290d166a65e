import { useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import type { Person } from "../model/types";
import { cx } from "../parts/cx";
import { SearchField } from "../parts/SearchField";
import { PersonLine } from "../people/PersonLine";
import { usePeopleFound } from "../people/useDirectory";
import styles from "./Guests.module.css";
import { useWords } from "./words";

const SHOWN = 30;

/** Choose one member of staff, by name or reading. */
export function StaffChoice({ onChoose }: { onChoose: (person: Person) => void }) {
  const w = useWords();
  const [typed, setTyped] = useState("");
  const found = usePeopleFound(typed, null);
  const staff = found.items.filter(({ kind }) => kind === "staff").slice(0, SHOWN);
  return (
    <div>
      <SearchField autoFocus label={w.findStaff} onChange={setTyped} value={typed} />
      <ul className={styles.choices}>
        {staff.map((person) => (
          <li key={person.id}>
            <AriaButton className={cx(styles.choice, "ring-inside")} onPress={() => onChoose(person)}>
              <PersonLine person={person} />
            </AriaButton>
          </li>
        ))}
      </ul>
    </div>
  );
}
