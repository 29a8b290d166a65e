import { useEffect, useState } from "react";
import { useText } from "../i18n";
import { familyNameOf } from "../model/rooms";
import type { Id } from "../model/types";
import { useMe, usePeople, useTyping } from "../state";
import styles from "./TypingLine.module.css";

const NAMED = 2;

/** Who is typing, in a line that is always there, so that nothing moves. */
export function TypingLine({ room }: { room: Id }) {
  const t = useText();
  const ids = useTypists(room, useMe().person.id);
  const people = usePeople(ids);
  const names = people.slice(0, NAMED).map((person) => familyNameOf(person.name));
  return (
    <p aria-hidden="true" className={styles.line}>
      {ids.length > NAMED
        ? t.talk.typingMany(ids.length)
        : names.length > 0
          ? t.talk.typing(names.join(t.talk.nameSeparator))
          : ""}
    </p>
  );
}

const NOBODY: readonly Id[] = [];

function useTypists(room: Id, me: Id): readonly Id[] {
  const typing = useTyping(room);
  const [ids, setIds] = useState(NOBODY);
  useEffect(() => {
    const now = Date.now();
    const present = [...typing].filter(([id, until]) => until > now && id !== me);
    setIds(present.length === 0 ? NOBODY : present.map(([id]) => id));
    if (present.length === 0) return;
    const next = Math.min(...present.map(([, until]) => until)) - now;
    const timer = setTimeout(
      () => setIds(present.filter(([, until]) => until > Date.now()).map(([id]) => id)),
      next + 20,
    );
    return () => clearTimeout(timer);
  }, [typing, me]);
  return ids;
}
