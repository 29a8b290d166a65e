import type { OwnReminder, OwnReminders } from "../api/generated";
import { CheckIcon, ClockIcon, TrashIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";
import { Tag } from "../parts/Badge";
import { EmptyState } from "../parts/EmptyState";
import { Failed } from "../parts/Failed";
import { IconButton } from "../parts/IconButton";
import { SkeletonRows } from "../parts/Skeleton";
import { roomPath } from "../shell/route";
import type { Answer } from "../shell/useAnswer";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { api } from "../state";
import { Line } from "./Line";
import styles from "./Unread.module.css";
import { words } from "./words";

interface OwnReminderListProps {
  found: Answer<OwnReminders> & { again: () => void };
}

/** What I wanted to be told of later: what is due first. */
export function OwnReminderList({ found }: OwnReminderListProps) {
  const t = useText();
  const w = useBilingual(words);
  const { value, phase, again } = found;
  if (value === null) {
    return phase === "failed" ? (
      <Failed onAgain={again} title={t.shell.failed} />
    ) : (
      <SkeletonRows person rows={4} />
    );
  }
  if (value.open.length === 0 && value.done.length === 0) {
    return (
      <EmptyState icon={<ClockIcon />} title={w.noReminders}>
        {w.noRemindersText}
      </EmptyState>
    );
  }
  return (
    <>
      {value.open.length === 0 && <p className={styles.note}>{w.noReminders}</p>}
      <ol>
        {value.open.map((each) => (
          <ReminderLine key={each.message.id} reminder={each} />
        ))}
      </ol>
      {value.done.length > 0 && (
        <section aria-label={w.doneTitle} className={styles.part}>
          <h2 className={styles.title}>{w.doneTitle}</h2>
          <ol>
            {value.done.map((each) => (
              <ReminderLine key={each.message.id} reminder={each} />
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function ReminderLine({ reminder }: { reminder: OwnReminder }) {
  const t = useText();
  const w = useBilingual(words);
  const now = useNow();
  const { run } = useWork();
  const { message, due_at, told_at, done_at } = reminder;
  const isOpen = done_at === null;
  const finish = () => void run(() => api.finishReminder(message.id));
  const drop = () => void run(() => api.dropReminder(message.id));
  const isDue = told_at !== null || due_at <= now;
  const when = isOpen ? (
    <Tag tone={isDue ? "accent" : "plain"}>
      {isDue ? w.isDue(whenOf(due_at, now, t)) : w.dueAt(whenOf(due_at, now, t))}
    </Tag>
  ) : (
    <Tag tone="done">{w.doneAt(whenOf(done_at, now, t))}</Tag>
  );
  return (
    <Line
      done={isOpen ? finish : undefined}
      beside={
        isOpen && (
          <IconButton keys="D" label={w.done} onPress={finish}>
            <CheckIcon />
          </IconButton>
        )
      }
      isRead={!isOpen}
      message={message}
      more={[{ id: "drop", label: w.drop, icon: <TrashIcon size={18} />, danger: true, onAction: drop }]}
      tags={when}
      to={roomPath(message.room_id, { messageId: message.id })}
    />
  );
}
