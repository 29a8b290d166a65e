import hues from "../design/hues.module.css";
import type { Person } from "../model/types";
import styles from "./Avatar.module.css";
import { cx } from "./cx";

type Face = Pick<Person, "name" | "department" | "department_id" | "organization_id" | "kind">;

interface AvatarProps {
  person: Face;
  size?: "tiny" | "small" | "standard" | "large";
}

/** The family name's first character on the quiet colour of the section; says nothing a name does not. */
export function Avatar({ person, size = "standard" }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        styles.avatar,
        styles[size],
        styles.person,
        hueOf(person),
        person.kind === "guest" && styles.guest,
      )}
    >
      {initialOf(person.name)}
    </span>
  );
}

/** One character as people see it, also when it is written with a variation selector. */
export function initialOf(name: string): string {
  const first = new Intl.Segmenter("ja").segment(name.trim())[Symbol.iterator]().next();
  return first.done ? "？" : first.value.segment.toUpperCase();
}

export function hueOf(person: Face): string {
  return hueOfKey(person.department_id ?? person.department ?? person.organization_id);
}

/** One of the eight quiet colours. */
export function hueAt(hue: number): string {
  return hues[`hue${hue}`] ?? "";
}

export function hueOfKey(key: string): string {
  let sum = 0;
  for (let i = 0; i < key.length; i++) sum = (sum * 31 + key.charCodeAt(i)) >>> 0;
  return hues[`hue${sum % 8}`] ?? "";
}
