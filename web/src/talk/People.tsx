import type { ReactNode } from "react";
import { useText } from "../i18n";
import type { Id, Person } from "../model/types";
import { Avatar } from "../parts/Avatar";
import { GuestTag } from "../parts/Badge";
import { useMe } from "../state";
import styles from "./SidePane.module.css";

interface PeopleProps {
  people: readonly Person[];
  onPerson: (member: Id) => void;
  /** Beside the extension: a tag, a time. */
  beside?: (person: Person) => ReactNode;
  /** Below: what can be done about them. */
  under?: (person: Person) => ReactNode;
}

/** People by section, each with the extension to call them. */
export function People({ people, onPerson, beside, under }: PeopleProps) {
  const t = useText();
  const { organization } = useMe();
  return sectionsOf(people, organization.id, { guests: t.parts.guest, none: t.talk.noSection }).map(
    ({ name, members }) => (
      <section aria-label={name} key={name}>
        <h3 className={styles.section}>{name}</h3>
        <ul>
          {members.map((person) => (
            <li key={person.id}>
              <button className={styles.person} onClick={() => onPerson(person.id)} type="button">
                <Avatar person={person} size="small" />
                <span className={styles.words}>
                  <span className={styles.name}>{person.name}</span>
                  {(person.affiliation ?? person.post) && (
                    <span className={styles.about}>{person.affiliation ?? person.post}</span>
                  )}
                </span>
                <span className={styles.tags}>
                  {person.kind === "guest" && <GuestTag />}
                  {beside?.(person)}
                </span>
                {person.extension && (
                  <span className={styles.extension}>{t.talk.extension(person.extension)}</span>
                )}
              </button>
              {under?.(person)}
            </li>
          ))}
        </ul>
      </section>
    ),
  );
}

interface Section {
  readonly name: string;
  readonly members: readonly Person[];
}

/** One's own body first, then the others; as they come within. */
function sectionsOf(
  people: readonly Person[],
  mine: Id,
  words: { guests: string; none: string },
): readonly Section[] {
  const sections = new Map<string, Person[]>();
  const own = people.filter((person) => person.organization_id === mine);
  const others = people.filter((person) => person.organization_id !== mine);
  for (const person of [...own, ...others]) {
    const body = person.organization_id === mine ? "" : person.organization;
    const without = person.kind === "guest" ? words.guests : words.none;
    const name = [body, person.department ?? ""].filter(Boolean).join(" ") || without;
    const present = sections.get(name);
    if (present) present.push(person);
    else sections.set(name, [person]);
  }
  return [...sections].map(([name, members]) => ({ name, members }));
}
