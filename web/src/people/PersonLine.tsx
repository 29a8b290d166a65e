import type { ReactNode } from "react";
import { useText } from "../i18n";
import type { Person } from "../model/types";
import { Avatar } from "../parts/Avatar";
import { GuestTag, Tag } from "../parts/Badge";
import { useMe } from "../state";
import { sectionOf } from "./names";
import styles from "./PersonLine.module.css";
import { Whereabouts } from "./Whereabouts";

/** A person in a list: name, reading, section; what else is put beside them. */
export function PersonLine({ person, children }: { person: Person; children?: ReactNode }) {
  const t = useText();
  const me = useMe();
  return (
    <span className={styles.line}>
      <Avatar person={person} />
      <span className={styles.words}>
        <span className={styles.first}>
          <span className={styles.name}>{person.name}</span>
          <span className={styles.kana}>{person.kana}</span>
          {person.kind === "guest" && <GuestTag />}
          {person.status === "suspended" && <Tag>{t.people.suspended}</Tag>}
          {person.status === "left" && <Tag>{t.people.left}</Tag>}
          <Whereabouts id={person.id} />
          {person.id === me.person.id && <Tag>{t.people.isYou}</Tag>}
        </span>
        <span className={styles.section}>{sectionOf(person, me.organization.id)}</span>
      </span>
      {children}
    </span>
  );
}
