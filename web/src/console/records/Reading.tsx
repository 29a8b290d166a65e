import { useCallback } from "react";
import type { RecordMessage, RecordRequest } from "../../api/generated";
import { EyeIcon, LockIcon, OfflineIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { fullWhenOf } from "../../i18n/time";
import { Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { SkeletonRows } from "../../parts/Skeleton";
import { sentenceOf } from "../../parts/toasts";
import { PageHead } from "../../shell/PageHead";
import { type OnePage, usePages } from "../../shell/useAnswer";
import { useSettings } from "../../state";
import { useWords } from "../words";
import { useBoth } from "../words/both";
import { records } from "./api";
import styles from "./Records.module.css";
import { words } from "./words";

/** Nobody forgets here that this is no room of hers: the page is marked from edge to edge. */
export function Reading({ request, onBack }: { request: RecordRequest; onBack: () => void }) {
  const t = useText();
  const c = useWords();
  const w = useBoth(words);
  const { era } = useSettings();
  const ask = useCallback(
    async (after: string | null, signal: AbortSignal): Promise<OnePage<RecordMessage>> => {
      const { messages, next } = await records.page(request.id, after, signal);
      return { items: messages, next };
    },
    [request.id],
  );
  const { items, phase, error, hasMore, more, again } = usePages(ask);
  return (
    <div className={styles.reading}>
      <PageHead onBack={onBack} title={w.reading} />
      <div className={styles.mark}>
        <EyeIcon />
        <div>
          <p className={styles.markReason}>{request.reason}</p>
          <p className={styles.note}>
            {w.readingNote(request.ends_at === null ? "" : fullWhenOf(request.ends_at, t, era))}
          </p>
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: nothing in the list can be pressed, and it must scroll by keyboard. */}
      <section aria-label={w.reading} className={styles.scroll} tabIndex={0}>
        {items.length === 0 && phase === "asking" && <SkeletonRows />}
        {items.length === 0 && phase === "failed" && (
          <EmptyState
            action={<Button onPress={again}>{t.parts.retry}</Button>}
            icon={<OfflineIcon />}
            title={sentenceOf(error, c.failed)}
          />
        )}
        {items.length === 0 && phase === "known" && (
          <EmptyState icon={<LockIcon />} title={w.nothing}>
            {w.nothingText}
          </EmptyState>
        )}
        <ol className={styles.list}>
          {items.map((message) => (
            <Message key={message.id} message={message} />
          ))}
        </ol>
        {hasMore && (
          <div className={styles.more}>
            <Button busy={phase === "asking"} onPress={more}>
              {t.parts.loadMore}
            </Button>
          </div>
        )}
      </section>
    </div>
  );
}

function Message({ message }: { message: RecordMessage }) {
  const t = useText();
  const w = useBoth(words);
  const { era } = useSettings();
  const { author, at, room, wordings, files, removed_at, removed_by, is_reply, seq, digest } = message;
  return (
    <li className={styles.message} data-removed={removed_at === null ? undefined : ""}>
      <p className={styles.first}>
        <span className={styles.by}>{author}</span>
        <span className={styles.when}>{fullWhenOf(at, t, era)}</span>
        <span className={styles.when}>{room || w.direct}</span>
        {is_reply && <Tag>{w.reply}</Tag>}
        {removed_at !== null && <Tag>{w.removed(removed_by ?? "", fullWhenOf(removed_at, t, era))}</Tag>}
      </p>
      {wordings.map((wording, place) => (
        <p className={styles.wording} key={wording.at}>
          {place > 0 && <span className={styles.when}>{w.edited(fullWhenOf(wording.at, t, era))} </span>}
          {wording.text ?? <span className={styles.note}>{w.erased}</span>}
        </p>
      ))}
      {files.map((file) => (
        <p className={styles.file} key={file.id}>
          {file.name} <span className={styles.digest}>SHA-256 {file.sha256}</span>
        </p>
      ))}
      <p className={styles.digest}>{w.proof(seq, digest)}</p>
    </li>
  );
}
