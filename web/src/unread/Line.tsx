import type { ReactNode } from "react";
import { CheckIcon, ClockIcon, MarkReadIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";
import { partsOf } from "../model/markup";
import { asOf } from "../model/people";
import type { Message } from "../model/types";
import { Avatar } from "../parts/Avatar";
import { cx } from "../parts/cx";
import { type MenuAction, MenuButton } from "../parts/Menu";
import { sectionOf } from "../people/names";
import { nameOf } from "../rooms/name";
import { openDialog } from "../shell/dialogs";
import { Link } from "../shell/Link";
import { useNow } from "../shell/useNow";
import { useMe, usePerson, useRoom } from "../state";
import { type LineActs, withKeys } from "./lineKeys";
import styles from "./Unread.module.css";
import { words } from "./words";

interface LineProps {
  message: Message;
  to: string;
  /** Stands out as new; what is read meanwhile stays in its place, in grey. */
  isNew?: boolean;
  isRead?: boolean;
  /** Not where the room stands above. */
  hidesRoom?: boolean;
  tags?: ReactNode;
  foot?: ReactNode;
  /** A button at the end, for what one does most. */
  beside?: ReactNode;
  read?: (() => void) | undefined;
  done?: (() => void) | undefined;
  more?: readonly MenuAction[];
}

/** A message as a line of a list: where, who, when, what; all that its keys do stands in its menu, too. */
export function Line({ message, to, isNew, isRead, hidesRoom, tags, foot, beside, ...deeds }: LineProps) {
  const { read, done, more = [] } = deeds;
  const t = useText();
  const w = useBilingual(words);
  const now = useNow();
  const me = useMe();
  const author = usePerson(message.author_id);
  const room = useRoom(message.room_id);
  const remind =
    message.removed_at === null ? () => openDialog({ kind: "own-reminder", message: message.id }) : undefined;
  const acts: LineActs = { read, remind, done };
  const section = author && sectionOf(asOf(author, message.at), me.organization.id);
  const dot = isNew && !isRead && (
    <span className={styles.dot}>
      <span className="said">{t.shell.unread}</span>
    </span>
  );
  const when = (
    <span className={styles.end}>
      {isRead && `${w.isRead}　`}
      {whenOf(message.at, now, t)}
    </span>
  );
  return (
    <li className={cx(styles.item, isRead && styles.read)}>
      <Link className={cx(styles.link, "ring-inside")} data-line="" ref={withKeys(acts)} to={to}>
        {(tags || !hidesRoom) && (
          <span className={styles.where}>
            {dot}
            {tags}
            {!hidesRoom && <span className={styles.room}>{room === null ? "" : nameOf(room, t)}</span>}
            {when}
          </span>
        )}
        <span className={styles.who}>
          {!tags && hidesRoom && dot}
          {author && <Avatar person={author} size="tiny" />}
          <span className={styles.name}>{author?.name}</span>
          <span className={styles.section}>{section}</span>
          {!tags && hidesRoom && when}
        </span>
        <span className={styles.text}>
          <Words message={message} />
        </span>
        {foot}
      </Link>
      {beside}
      <MenuButton
        actions={[...menuOf(acts, w), ...more]}
        className={styles.menu}
        label={w.openLine(author?.name ?? "")}
        small
      />
    </li>
  );
}

function menuOf({ read, remind, done }: LineActs, w: typeof words.ja): MenuAction[] {
  const list: MenuAction[] = [];
  if (done)
    list.push({ id: "done", label: w.done, icon: <CheckIcon size={18} />, keys: "D", onAction: done });
  if (read) {
    list.push({ id: "read", label: w.readHere, icon: <MarkReadIcon size={18} />, keys: "M", onAction: read });
  }
  if (remind) {
    const label = done ? w.change : w.remindMe;
    list.push({ id: "remind", label, icon: <ClockIcon size={18} />, keys: "T", onAction: remind });
  }
  return list;
}

function Words({ message: { text, mentions, removed_at, files } }: { message: Message }) {
  const t = useText();
  if (removed_at !== null) return t.shell.removed;
  if (text === "") return t.shell.files(files.length);
  let at = 0;
  return partsOf(text, mentions).map((part) => {
    const key = at;
    at += part.text.length;
    return part.mention === null ? (
      part.text
    ) : (
      <span className={styles.called} key={key}>
        {part.text}
      </span>
    );
  });
}
