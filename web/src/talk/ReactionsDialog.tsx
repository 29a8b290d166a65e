import { useMemo } from "react";
import { useText } from "../i18n";
import type { Message, Reaction } from "../model/types";
import { Dialog } from "../parts/Dialog";
import { PersonLine } from "../people/PersonLine";
import { useOverlay } from "../shell/overlayHistory";
import { usePeople } from "../state";
import styles from "./ReactionsDialog.module.css";

/** Who reacted, and how: a finger cannot point without pressing. */
export default function ReactionsDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const t = useText();
  useOverlay(onClose);
  return (
    <Dialog onClose={onClose} size="narrow" title={t.talk.reactionsTitle}>
      {message.reactions.map((reaction) => (
        <Who key={reaction.emoji} reaction={reaction} />
      ))}
    </Dialog>
  );
}

function Who({ reaction: { emoji, member_ids } }: { reaction: Reaction }) {
  const people = usePeople(useMemo(() => member_ids, [member_ids]));
  return (
    <section aria-label={`${emoji} ${member_ids.length}`}>
      <h3 className={styles.sign}>
        {emoji} {member_ids.length}
      </h3>
      <ul className={styles.people}>
        {people.map((person) => (
          <li key={person.id}>
            <PersonLine person={person} />
          </li>
        ))}
      </ul>
    </section>
  );
}
