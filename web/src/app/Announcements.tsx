import { useCallback, useEffect, useState } from "react";
import type { Announced, Announcements as Answer } from "../api/generated";
import { InfoIcon, LockIcon, WarningIcon } from "../design/icons";
import { currentLanguage, useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { ask } from "../net/http";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { Link } from "../shell/Link";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { useAnnouncementsChanged, useMe } from "../state";
import styles from "./Announcements.module.css";

const PATH = "/api/announcements";
const TIMER_MOST_MS = 12 * 3_600_000;
const SPREAD_MS = 5_000; // everybody's begin at the same moment: not everybody asks in it

const WORDS = {
  ja: {
    label: "お知らせ",
    urgent: "重要",
    more: "本文を読む",
    less: "本文を閉じる",
    others: (n: number) => `ほか${n}件`,
    confirm: "確認しました",
    past: "これまでのお知らせ",
    readOnly:
      "試用期間が終わり、閲覧だけになっています。書き込みはできませんが、内容は消えません。続けて使う方法は、団体の管理者に確認してください。",
  },
  en: {
    label: "Announcements",
    urgent: "Urgent",
    more: "Read it",
    less: "Close",
    others: (n: number) => `${n} more`,
    confirm: "I have seen it",
    past: "Earlier announcements",
    readOnly:
      "The trial is over and everything is read only. Nothing is deleted. Please ask your administrators how to go on.",
  },
};

/** What the body announces, one at a time above the page, until it is confirmed or over. */
export default function Announcements() {
  useText(); // draws again when the language changes
  const w = currentLanguage() === "ja" ? WORDS.ja : WORDS.en;
  const { value, again } = useAnswer(
    useCallback((signal: AbortSignal) => ask<Answer>("GET", PATH, { signal }), []),
  );
  const { standing } = useMe();
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());
  useAnnouncementsChanged(again);
  useRefreshAt(value?.look_again_at ?? null, again);
  const open = (value?.announcements ?? []).filter(({ id }) => !confirmed.has(id));
  const [first] = open;
  return (
    <section aria-label={w.label} className={styles.place}>
      {standing === "read_only" && (
        <div className={cx(styles.one, styles.standing)}>
          <LockIcon />
          <p className={styles.words}>{w.readOnly}</p>
        </div>
      )}
      {first && (
        <One
          key={first.id}
          announced={first}
          onConfirmed={() => setConfirmed(new Set([...confirmed, first.id]))}
          others={open.length - 1}
          w={w}
        />
      )}
    </section>
  );
}

const READY_MS = 800;

/** The next one takes the place of the one just confirmed: a second click must not confirm it unseen. */
function useReady(): boolean {
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), READY_MS);
    return () => clearTimeout(timer);
  }, []);
  return isReady;
}

function useRefreshAt(at: number | null, again: () => void) {
  useEffect(() => {
    if (at === null) return;
    const pause = Math.max(0, at - Date.now()) + Math.random() * SPREAD_MS;
    const timer = setTimeout(again, Math.min(pause, TIMER_MOST_MS));
    return () => clearTimeout(timer);
  }, [at, again]);
}

interface OneProps {
  announced: Announced;
  others: number;
  onConfirmed: () => void;
  w: (typeof WORDS)["ja"];
}

function One({ announced, others, onConfirmed, w }: OneProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const work = useWork();
  const isReady = useReady();
  const { id, title, text, importance, by, at } = announced;
  const isUrgent = importance === "urgent";
  const [wasOpened, setOpened] = useState(false);
  const open = () => {
    setOpen(!isOpen);
    setOpened(true);
  };
  const confirm = () =>
    work.run(async () => {
      await ask<undefined>("POST", `${PATH}/${encodeURIComponent(id)}/confirm`);
      onConfirmed();
    });
  return (
    <div className={cx(styles.one, isUrgent && styles.urgent)}>
      {isUrgent ? <WarningIcon /> : <InfoIcon />}
      <div className={styles.words} role={isUrgent ? "alert" : "status"}>
        <p className={styles.title}>
          {isUrgent && <span className={styles.mark}>{w.urgent}</span>}
          {title}
        </p>
        {isOpen && <p className={styles.text}>{text}</p>}
        <p className={styles.from}>
          {[by, whenOf(at, Date.now(), t), others > 0 ? w.others(others) : null].filter(Boolean).join("　")}{" "}
          <Link to="/announcements">{w.past}</Link>
        </p>
      </div>
      <div className={styles.buttons}>
        {text !== "" && (
          <Button aria-expanded={isOpen} look="quiet" onPress={open} small>
            {isOpen ? w.less : w.more}
          </Button>
        )}
        {/* What has not been read cannot be confirmed, nor what has just come under the pointer. */}
        <Button busy={work.busy} isDisabled={!isReady || (text !== "" && !wasOpened)} onPress={confirm} small>
          {w.confirm}
        </Button>
      </div>
    </div>
  );
}
