import { useCallback, useEffect, useRef, useState } from "react";
import { text } from "../i18n";
import type { Id } from "../model/types";
import { type NewMessageSeen, useNewMessages } from "../state";
import { get } from "../state/store";

/** What comes within this time is announced together. */
const GATHER_MS = 900;
const SAID_LENGTH = 90;

/** New messages of the open room, for those who hear the screen: a sentence, or how many. */
export function Announcer({ room }: { room: Id }) {
  const [said, setSaid] = useState("");
  const waiting = useRef<NewMessageSeen[]>([]);
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);

  const hear = useCallback(
    (seen: NewMessageSeen) => {
      if (seen.room.id !== room || seen.message.root_id !== null) return;
      waiting.current.push(seen);
      clearTimeout(timer.current);
      timer.current = window.setTimeout(() => {
        setSaid(sentenceFor(waiting.current));
        waiting.current = [];
      }, GATHER_MS);
    },
    [room],
  );
  useNewMessages(hear);

  return (
    <div aria-live="polite" className="said">
      {said}
    </div>
  );
}

function sentenceFor(seen: readonly NewMessageSeen[]): string {
  const t = text().talk;
  const only = seen.length === 1 ? seen[0] : undefined;
  if (only === undefined) return t.arrivedMany(seen.length);
  const name = get().people.get(only.message.author_id)?.name ?? "";
  return t.arrived(name, only.message.text.slice(0, SAID_LENGTH) || t.withFiles(1));
}
