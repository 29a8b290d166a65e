import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";
import { type OutboxItem, unsentOf } from "../model/outbox";
import { Button } from "../parts/Button";
import { copyText } from "../parts/copy";
import { Dialog } from "../parts/Dialog";
import { toast } from "../parts/toasts";
import { nameOf } from "../rooms/name";
import { navigate, roomPath } from "../shell/route";
import { useNow } from "../shell/useNow";
import { actions, useOutbox, useRoom } from "../state";
import { words } from "./offlineWords";
import styles from "./UnsentDialog.module.css";

/** All that waits or was refused, also for rooms that are closed by now: nothing that was written is lost. */
export default function UnsentDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const w = useBilingual(words);
  const items = unsentOf(useOutbox());
  return (
    <Dialog
      actions={<Button onPress={onClose}>{t.parts.close}</Button>}
      onClose={onClose}
      title={w.unsentTitle}
    >
      {items.length === 0 && <p>{w.unsentNone}</p>}
      <ul className={styles.list}>
        {items.map((item) => (
          <One item={item} key={item.key} onClose={onClose} />
        ))}
      </ul>
    </Dialog>
  );
}

function One({ item, onClose }: { item: OutboxItem; onClose: () => void }) {
  const t = useText();
  const w = useBilingual(words);
  const now = useNow();
  const room = useRoom(item.room);
  const name = room ? nameOf(room, t) : (item.roomName ?? w.unsentDirect);
  const files = [...item.files, ...(item.uploads ?? [])].map((file) => file.name);
  const isFailed = item.state === "failed";

  async function rewrite() {
    if (!(await actions.rewrite(item))) return toast.news(t.talk.hasLeft);
    onClose();
    navigate(roomPath(item.room, item.root === null ? {} : { side: { kind: "thread", of: item.root } }));
  }

  async function withdraw() {
    if (isFailed) actions.discard(item);
    else if (!(await actions.withdraw(item))) toast.news(t.talk.hasLeft);
  }

  return (
    <li className={styles.one}>
      <p className={styles.where}>
        {w.unsentOf(name, whenOf(item.at, now, t))}
        {room === null && <span className={styles.closed}>{w.unsentClosed}</span>}
      </p>
      {item.text !== "" && <p className={styles.text}>{item.text}</p>}
      {files.length > 0 && <p className={styles.files}>{w.unsentFiles(files.join(t.talk.nameSeparator))}</p>}
      <p className={isFailed ? styles.failed : styles.waits}>
        {isFailed
          ? `${t.talk.failed} ${item.refusal ?? ""}`
          : item.isUnstored
            ? t.talk.unstored
            : t.talk.waiting}
      </p>
      <div className={styles.choices}>
        {isFailed && room !== null && (
          <Button onPress={() => actions.sendAgain(item)} small>
            {t.talk.sendAgain}
          </Button>
        )}
        {room !== null && (
          <Button look="quiet" onPress={() => void rewrite()} small>
            {t.talk.rewrite}
          </Button>
        )}
        {item.text !== "" && (
          <Button look="quiet" onPress={() => void copyText(item.text, t.talk.textCopied)} small>
            {t.talk.copyText}
          </Button>
        )}
        <Button look="quiet" onPress={() => void withdraw()} small>
          {w.withdraw}
        </Button>
      </div>
    </li>
  );
}
