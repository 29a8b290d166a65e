import { LockIcon } from "../design/icons";
import { useText } from "../i18n";
import type { RoomClass } from "../model/may";
import { cx } from "../parts/cx";
import styles from "./ClassMark.module.css";

/** How confidential a room is, beside its name. */
export function ClassMark({ of }: { of: RoomClass }) {
  const t = useText();
  return (
    <span className={cx(styles.mark, of === 3 && styles.high)} title={t.rooms.classNotes[of]}>
      {of === 3 && <LockIcon size={12} />}
      {t.rooms.classes[of]}
    </span>
  );
}

/** In the list only the most confidential rooms are marked: a list of marks says nothing. */
export function ListClassMark({ of }: { of: RoomClass }) {
  const t = useText();
  if (of !== 3) return null;
  return (
    <span className={styles.small} title={t.rooms.classes[3]}>
      <LockIcon size={14} />
      <span className="said">{t.rooms.classes[3]}</span>
    </span>
  );
}
