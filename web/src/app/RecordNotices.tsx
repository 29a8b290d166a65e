import { useCallback, useState } from "react";
import type { Notices } from "../api/generated";
import { EyeIcon } from "../design/icons";
import { currentLanguage, useText } from "../i18n";
import { isoDayOf } from "../i18n/time";
import { ask } from "../net/http";
import { Button } from "../parts/Button";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import styles from "./RecordNotices.module.css";

const WORDS = {
  ja: {
    label: "記録の閲覧のお知らせ",
    told: (by: string, room: string, first: string, last: string) =>
      `監査のため、監査担当の ${by} さんが「${room}」の記録（${first}〜${last}）を閲覧しました。`,
    direct: "個別トーク",
    confirm: "確認しました",
  },
  en: {
    label: "Notice of records read",
    told: (by: string, room: string, first: string, last: string) =>
      `For an audit, the auditor ${by} read the records of “${room}” (${first} to ${last}).`,
    direct: "Direct talk",
    confirm: "I have seen it",
  },
};

/** Tells a master that the records of a room of theirs were read; it stays until they confirm. */
export default function RecordNotices() {
  useText(); // draws again when the language changes
  const w = currentLanguage() === "ja" ? WORDS.ja : WORDS.en;
  const [confirmed, setConfirmed] = useState(false);
  const work = useWork();
  const { value } = useAnswer(
    useCallback((signal: AbortSignal) => ask<Notices>("GET", "/api/records/notices", { signal }), []),
  );
  const notices = value?.notices ?? [];
  if (confirmed || notices.length === 0) return null;
  const confirm = () =>
    work.run(async () => {
      await ask<undefined>("POST", "/api/records/notices/confirm");
      setConfirmed(true);
    });
  return (
    <section aria-label={w.label} className={styles.notices}>
      <EyeIcon />
      <div className={styles.words}>
        {notices.map(({ request_id, room_id, room, by, first_at, last_at }) => (
          <p key={`${request_id} ${room_id}`}>
            {w.told(by, room || w.direct, isoDayOf(first_at), isoDayOf(last_at - 1))}
          </p>
        ))}
      </div>
      <Button busy={work.busy} onPress={confirm} small>
        {w.confirm}
      </Button>
    </section>
  );
}
