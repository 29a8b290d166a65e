import { memo, Suspense } from "react";
import { ClockIcon, WarningIcon } from "../design/icons";
import { text, useText } from "../i18n";
import { clockOf } from "../i18n/time";
import type { OutboxItem } from "../model/outbox";
import { Avatar } from "../parts/Avatar";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { lazyPart } from "../parts/lazyPart";
import { toast } from "../parts/toasts";
import { sectionOf } from "../people/names";
import { actions, useConnection, useMe } from "../state";
import { Body } from "./Body";
import { useConversation } from "./conversationContext";
import { Files } from "./Files";
import styles from "./MessageRow.module.css";
import own from "./OutgoingRow.module.css";

const StampSaid = lazyPart(() => import("./StampSaid"));

/** My message on its way: it looks as it will look, and says why it is not there yet when that takes long. */
export const OutgoingRow = memo(function OutgoingRow({
  item,
  isGrouped,
}: {
  item: OutboxItem;
  isGrouped: boolean;
}) {
  const { person, organization } = useMe();
  const { room } = useConversation();
  return (
    <article
      aria-label={person.name}
      className={cx(styles.row, isGrouped && styles.grouped)}
      data-outgoing={item.state}
    >
      <div className={styles.side}>{!isGrouped && <Avatar person={person} />}</div>
      <div className={styles.content}>
        {!isGrouped && (
          <header className={styles.head}>
            <span className={styles.name}>{person.name}</span>
            <span className={styles.section}>{sectionOf(person, organization.id)}</span>
            <span className={styles.time}>{clockOf(item.at)}</span>
          </header>
        )}
        <div className={cx(own.said, item.state !== "sent" && own.faint)}>
          {item.stamp && (
            <Suspense fallback={<span className={styles.stamp} />}>
              <StampSaid id={item.stamp} words={item.text} />
            </Suspense>
          )}
          {!item.stamp && item.text !== "" && <Body mentions={item.mentions} text={item.text} />}
          {item.files.length > 0 && <Files files={item.files} room={room} />}
          <Pending item={item} />
        </div>
        {item.state === "failed" && <Failure item={item} />}
      </div>
      {item.state !== "failed" && <Progress item={item} />}
    </article>
  );
});

/** Files that go before the message. */
function Pending({ item }: { item: OutboxItem }) {
  const t = useText();
  const uploads = item.uploads ?? [];
  if (uploads.length === 0) return null;
  return (
    <p className={own.pending}>
      {t.talk.uploadWaits(uploads.map(({ name }) => name).join(t.talk.nameSeparator))}
    </p>
  );
}

function Progress({ item }: { item: OutboxItem }) {
  const t = useText();
  const { phase } = useConnection();
  if (item.state === "sent") return null;
  const isHeld = item.state === "queued" && item.refusal !== null;
  const isWaiting = isHeld || (item.state === "queued" && phase !== "live");
  const isLong = isWaiting || (item.uploads?.length ?? 0) > 0;
  const words = item.isUnstored
    ? t.talk.unstored
    : isHeld
      ? t.talk.held
      : isWaiting
        ? t.talk.waiting
        : t.talk.sending;
  return (
    <div
      className={cx(styles.read, own.progress, isWaiting && own.waits)}
      role={isHeld ? "status" : undefined}
    >
      <ClockIcon size={14} />
      {words}
      {isLong && (
        <Button look="quiet" onPress={() => void takeBack(item)} small>
          {t.talk.discard}
        </Button>
      )}
    </div>
  );
}

async function takeBack(item: OutboxItem): Promise<void> {
  const t = text();
  if (await actions.withdraw(item)) toast.done(t.talk.withdrawn);
  else toast.news(t.talk.hasLeft);
}

function Failure({ item }: { item: OutboxItem }) {
  const t = useText();
  return (
    <div className={own.failure} role="alert">
      <WarningIcon size={18} />
      <p className={own.reason}>
        {t.talk.failed} {item.refusal}
      </p>
      <span className={own.choices}>
        <Button onPress={() => actions.sendAgain(item)} small>
          {t.talk.sendAgain}
        </Button>
        <Button look="quiet" onPress={() => void actions.rewrite(item)} small>
          {t.talk.rewrite}
        </Button>
        <Button look="quiet" onPress={() => actions.discard(item)} small>
          {t.talk.discard}
        </Button>
      </span>
    </div>
  );
}
