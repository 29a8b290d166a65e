import { useText } from "../i18n";
import styles from "./Badge.module.css";
import { cx } from "./cx";

interface CountProps {
  n: number;
  /** Mentions of me stand out; plain unread messages do not shout. */
  kind?: "unread" | "mention" | "muted";
  /** The sentence for a screen reader; "未読 3 件" without it. */
  label?: string;
  /** The number alone, where there is no room for more. */
  bare?: boolean;
}

/** A number of things that wait; nothing when there are none. */
export function Count({ n, kind = "unread", label, bare = false }: CountProps) {
  const t = useText();
  if (n <= 0) return null;
  const said = label ?? (kind === "mention" ? t.parts.mentionCount(n) : t.parts.unreadCount(n));
  return (
    <span className={cx(styles.count, styles[kind])}>
      <span aria-hidden="true">{kind === "mention" && !bare ? `@${shown(n)}` : shown(n)}</span>
      <span className="said">{said}</span>
    </span>
  );
}

function shown(n: number): string {
  return n > 999 ? "999+" : String(n);
}

/** "ゲスト", for people and rooms with people from outside. */
export function GuestTag({ children }: { children?: string }) {
  const t = useText();
  return <span className={styles.guest}>{children ?? t.parts.guest}</span>;
}

export function Tag({ children, tone = "plain" }: { children: string; tone?: "plain" | "accent" | "done" }) {
  return <span className={cx(styles.tag, styles[tone])}>{children}</span>;
}
