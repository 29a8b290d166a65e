import { CheckIcon } from "../design/icons";
import { useText } from "../i18n";
import { fullWhenOf, whenOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";
import type { Confirmation, Message } from "../model/types";
import { confirmationApi } from "../net/confirmationApi";
import { cx } from "../parts/cx";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { actions, useHasConfirmed, useRoom, useSettings } from "../state";
import { useTabStop } from "./Body";
import styles from "./ConfirmationLine.module.css";
import { words } from "./confirmationWords";
import { overseesConfirmations, useConversation } from "./conversationContext";

/** What a message asks of its readers, how far it has come, and the button for whoever is asked. */
export default function ConfirmationLine({ message, asked }: { message: Message; asked: Confirmation }) {
  const w = useBilingual(words);
  const conversation = useConversation();
  const hasConfirmed = useHasConfirmed(message.room_id, message.id);
  const isAwaited = useRoom(message.room_id)?.mine?.confirmations.includes(message.id) ?? false;
  const isOpen = asked.ended_at === null && conversation.room.archived_at === null;
  return (
    <div className={styles.line}>
      {isAwaited && !hasConfirmed && isOpen && <ConfirmButton message={message} />}
      {hasConfirmed && (
        <span className={styles.done}>
          <CheckIcon size={16} />
          {w.done}
        </span>
      )}
      <Count asked={asked} message={message} />
      {asked.earlier > 0 && <span>{w.earlier(asked.earlier)}</span>}
      {asked.ended_at === null ? <Due asked={asked} /> : <span>{w.ended}</span>}
    </div>
  );
}

function ConfirmButton({ message }: { message: Message }) {
  const w = useBilingual(words);
  const tabIndex = useTabStop();
  const { busy, run } = useWork();
  const confirm = async () => {
    await confirmationApi.confirm(message.id, message.edited_at);
    actions.noteConfirmed(message.room_id, message.id);
  };
  return (
    <button
      aria-busy={busy}
      className={styles.confirm}
      data-confirm
      onClick={() => void run(confirm)}
      tabIndex={tabIndex}
      type="button"
    >
      {w.confirm}
    </button>
  );
}

function Count({ message, asked }: { message: Message; asked: Confirmation }) {
  const w = useBilingual(words);
  const conversation = useConversation();
  const tabIndex = useTabStop();
  const { confirmed, people } = asked;
  const shown = confirmed === people ? w.everybody : w.count(confirmed, people);
  if (!overseesConfirmations(conversation, message)) return <span className={styles.count}>{shown}</span>;
  return (
    <button
      aria-label={w.countSaid(confirmed, people)}
      className={styles.count}
      onClick={() => conversation.openConfirmations(message)}
      tabIndex={tabIndex}
      type="button"
    >
      {shown}
    </button>
  );
}

function Due({ asked: { due_at, confirmed, people } }: { asked: Confirmation }) {
  const t = useText();
  const w = useBilingual(words);
  const now = useNow();
  const { era } = useSettings();
  if (due_at === null) return null;
  const isLate = due_at < now && confirmed < people;
  const when = whenOf(due_at, now, t);
  return (
    <time
      className={cx(styles.due, isLate && styles.overdue)}
      dateTime={new Date(due_at).toISOString()}
      title={fullWhenOf(due_at, t, era)}
    >
      {isLate ? w.overdue(when) : w.due(when)}
    </time>
  );
}
