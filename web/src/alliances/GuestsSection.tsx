import { useCallback } from "react";
import type { AllianceGuest } from "../api/generated";
import { useText } from "../i18n";
import { LineRow, RowWords } from "../list/Row";
import type { Id } from "../model/types";
import { Avatar } from "../parts/Avatar";
import { sectionOf } from "../people/names";
import { Answered } from "../shell/Answered";
import { useAnswer } from "../shell/useAnswer";
import { useMe } from "../state";
import styles from "./Alliances.module.css";
import { alliances } from "./api";
import { useWords } from "./words";

/** Experts and companies in the alliance's rooms: what for, until when, and who answers for them. */
export function GuestsSection({ allianceId }: { allianceId: Id }) {
  const w = useWords();
  const answer = useAnswer(
    useCallback((signal: AbortSignal) => alliances.guests(allianceId, signal), [allianceId]),
  );
  if (answer.value?.guests.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2>{w.guests}</h2>
      <p className={styles.second}>{w.guestsLead}</p>
      <Answered answer={answer} failed={w.guestsFailed}>
        {({ guests }) => (
          <ul>
            {guests.map((one) => (
              <Row key={one.person.id} one={one} />
            ))}
          </ul>
        )}
      </Answered>
    </section>
  );
}

function Row({ one: { person, purpose, ends_on, sponsor, rooms } }: { one: AllianceGuest }) {
  const w = useWords();
  const t = useText();
  const { organization } = useMe();
  const section = [sponsor.organization, sponsor.department].filter(Boolean).join(" ");
  return (
    <LineRow top>
      <Avatar person={person} />
      <RowWords
        beside={<span className={styles.tag}>{w.guestUntil(ends_on.replaceAll("-", "/"))}</span>}
        name={person.name}
        second={sectionOf(person, organization.id)}
      >
        {purpose && <span className={styles.second}>{w.guestFor(purpose)}</span>}
        <span className={styles.second}>{w.guestBy(sponsor.name, section)}</span>
        <span className={styles.second}>{w.guestIn(rooms.join(t.talk.between))}</span>
      </RowWords>
    </LineRow>
  );
}
