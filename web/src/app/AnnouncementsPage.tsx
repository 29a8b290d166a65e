import { useCallback } from "react";
import type { PastAnnouncement, PastAnnouncements } from "../api/generated";
import { InfoIcon, OfflineIcon } from "../design/icons";
import { useText } from "../i18n";
import { fullWhenOf, whenOf } from "../i18n/time";
import { ask } from "../net/http";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { SkeletonRows } from "../parts/Skeleton";
import { useIsPhone } from "../shell/media";
import { PageHead } from "../shell/PageHead";
import { goBack } from "../shell/route";
import { type OnePage, usePages } from "../shell/useAnswer";
import { useNow } from "../shell/useNow";
import { useSettings } from "../state";
import { Body } from "../talk/Body";
import styles from "./AnnouncementsPage.module.css";

/** What was announced so far, also what is confirmed or over: one looks it up again. */
export default function AnnouncementsPage() {
  const t = useText();
  const isPhone = useIsPhone();
  const load = useCallback(
    async (before: string | null, signal: AbortSignal): Promise<OnePage<PastAnnouncement>> => {
      const page = await ask<PastAnnouncements>("GET", "/api/announcements/past", {
        query: { before },
        signal,
      });
      return { items: page.announcements, next: page.next };
    },
    [],
  );
  const { items, phase, hasMore, more, again } = usePages(load);
  return (
    <div className={styles.page}>
      <PageHead onBack={isPhone ? () => goBack("/more") : undefined} title={t.shell.announcements} />
      <div className={styles.scroll}>
        {items.length === 0 && phase === "asking" && <SkeletonRows rows={4} />}
        {phase === "failed" && (
          <EmptyState
            action={<Button onPress={again}>{t.parts.retry}</Button>}
            icon={<OfflineIcon />}
            title={t.shell.failed}
          />
        )}
        {items.length === 0 && phase === "known" && (
          <EmptyState icon={<InfoIcon />} title={t.shell.noAnnouncements}>
            {t.shell.noAnnouncementsText}
          </EmptyState>
        )}
        <ol className={styles.list}>
          {items.map((past) => (
            <One key={past.announced.id} past={past} />
          ))}
        </ol>
        {hasMore && (
          <Button busy={phase === "asking"} onPress={more}>
            {t.parts.loadMore}
          </Button>
        )}
      </div>
    </div>
  );
}

function One({ past: { announced, confirmed_at } }: { past: PastAnnouncement }) {
  const t = useText();
  const now = useNow();
  const { era } = useSettings();
  const { id, title, text, importance, by, at } = announced;
  return (
    <li className={styles.one}>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.from}>
        {importance === "urgent" && <span className={styles.urgent}>{t.shell.urgent}</span>}
        <span>{by}</span>
        <time dateTime={new Date(at).toISOString()} title={fullWhenOf(at, t, era)}>
          {whenOf(at, now, t)}
        </time>
        {confirmed_at !== null && <Tag tone="done">{t.shell.confirmedAt(whenOf(confirmed_at, now, t))}</Tag>}
      </p>
      {text !== "" && <Body id={id} mentions={[]} text={text} />}
    </li>
  );
}
