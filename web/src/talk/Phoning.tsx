/** The list of those to phone, worked off by several people at once. */
import { useCallback, useEffect, useState } from "react";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";
import type { Room } from "../model/room";
import type { Id, Person, PhoneCall, PhoneListAnswer } from "../model/types";
import { confirmationApi } from "../net/confirmationApi";
import { Button } from "../parts/Button";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { actions, useMe } from "../state";
import { People } from "./People";
import styles from "./Phoning.module.css";
import { words } from "./phoneWords";
import { usePaneQuery } from "./usePaneQuery";

export interface PhoneWork {
  readonly mayPhone: boolean;
  readonly calls: ReadonlyMap<Id, PhoneCall>;
  /** The list is worked on: by somebody, or because I want to. */
  readonly isOpen: boolean;
  readonly busy: boolean;
  toggle(): void;
  phone(member: Id, outcome: PhoneCall["outcome"]): void;
  release(member: Id): void;
}

const NO_CALLS: ReadonlyMap<Id, PhoneCall> = new Map();
/** What somebody took lapses by itself: looked at anew. */
const LAPSE_MS = 60_000;

/** Asked anew whenever somebody in the room takes or notes anything. */
export function usePhoneList(room: Room, message: Id): PhoneWork {
  const { phonedSeq } = room;
  const [wants, setWants] = useState<boolean | null>(null);
  const [known, setKnown] = useState<PhoneListAnswer | null>(null);
  const { busy, run } = useWork();
  const ask = useCallback(
    async (signal: AbortSignal) => {
      void phonedSeq; // another act is another answer
      const list = await confirmationApi.phoneList(message, signal);
      if (!signal.aborted) setKnown(list);
      return list;
    },
    [message, phonedSeq],
  );
  const { again } = usePaneQuery(ask);
  const isTaken = known?.calls.some(({ outcome }) => outcome === null) ?? false;
  useEffect(() => {
    if (!isTaken) return;
    const timer = setInterval(again, LAPSE_MS);
    return () => clearInterval(timer);
  }, [isTaken, again]);
  useEffect(() => {
    if (known) actions.learn(known.calls.map(({ by }) => by));
  }, [known]);
  const work = (act: () => Promise<PhoneListAnswer>) =>
    void run(async () => {
      try {
        setKnown(await act());
      } catch (error) {
        again(); // somebody was faster: their name stands there now
        throw error;
      }
    });
  const calls = known ? new Map(known.calls.map((call) => [call.member_id, call])) : NO_CALLS;
  const isOpen = wants ?? calls.size > 0;
  return {
    mayPhone: known?.may_phone ?? false,
    calls,
    isOpen,
    busy,
    toggle: () => setWants(!isOpen),
    phone: (member, outcome) => work(() => confirmationApi.phone(message, member, outcome)),
    release: (member) => work(() => confirmationApi.unphone(message, member)),
  };
}

interface PhonePeopleProps {
  people: readonly Person[];
  phone: PhoneWork;
  onPerson: (member: Id) => void;
}

/** People by section; while the list is worked on, with what came of each. */
export function PhonePeople({ people, phone, onPerson }: PhonePeopleProps) {
  if (!phone.isOpen) return <People onPerson={onPerson} people={people} />;
  return (
    <>
      <Summary people={people} phone={phone} />
      <People
        onPerson={onPerson}
        people={people}
        under={(person) => <Line call={phone.calls.get(person.id)} person={person} phone={phone} />}
      />
    </>
  );
}

function Summary({ people, phone }: Pick<PhonePeopleProps, "people" | "phone">) {
  const w = useBilingual(words);
  const counts = { reached: 0, message: 0, absent: 0, left: 0 };
  for (const { id } of people) counts[phone.calls.get(id)?.outcome ?? "left"] += 1;
  const { reached, message, absent, left } = counts;
  return (
    <div className={styles.summary}>
      <p className={styles.numbers} role="status">
        {left + absent === 0 ? w.over : w.summary(reached, message, absent, left)}
      </p>
      {phone.mayPhone && <p className={styles.note}>{w.note}</p>}
    </div>
  );
}

interface LineProps {
  person: Person;
  call: PhoneCall | undefined;
  phone: PhoneWork;
}

function Line({ person, call, phone }: LineProps) {
  const me = useMe().person.id;
  const isMine = call?.by.id === me;
  return (
    <div className={styles.line}>
      {call !== undefined && <Said call={call} isMine={isMine} />}
      {phone.mayPhone && <Acts call={call} isMine={isMine} person={person} phone={phone} />}
    </div>
  );
}

function Said({ call, isMine }: { call: PhoneCall; isMine: boolean }) {
  const t = useText();
  const w = useBilingual(words);
  const when = whenOf(call.at, useNow(), t);
  if (call.outcome === null)
    return <span className={styles.said}>{isMine ? w.mine : w.theirs(call.by.name, when)}</span>;
  return <span className={styles.said}>{w.noted(w.outcomes[call.outcome], call.by.name, when)}</span>;
}

const OUTCOMES = ["reached", "absent", "message"] as const;

function Acts({ person, call, isMine, phone }: LineProps & { isMine: boolean }) {
  const w = useBilingual(words);
  const { id, name } = person;
  if (isMine && call?.outcome === null) {
    return (
      <span className={styles.acts}>
        {OUTCOMES.map((outcome) => (
          <Button
            aria-label={w.noteSaid(name, w.outcomes[outcome])}
            isDisabled={phone.busy}
            key={outcome}
            onPress={() => phone.phone(id, outcome)}
            small
          >
            {w.outcomes[outcome]}
          </Button>
        ))}
        <Button
          aria-label={w.releaseSaid(name)}
          isDisabled={phone.busy}
          look="quiet"
          onPress={() => phone.release(id)}
          small
        >
          {w.release}
        </Button>
      </span>
    );
  }
  return (
    <span className={styles.acts}>
      {(call === undefined || call.outcome === "absent") && (
        <Button
          aria-label={w.takeSaid(name)}
          isDisabled={phone.busy}
          onPress={() => phone.phone(id, null)}
          small
        >
          {w.take}
        </Button>
      )}
      {isMine && call !== undefined && (
        <Button
          aria-label={w.takeBackSaid(name)}
          isDisabled={phone.busy}
          look="quiet"
          onPress={() => phone.release(id)}
          small
        >
          {w.takeBack}
        </Button>
      )}
    </span>
  );
}
