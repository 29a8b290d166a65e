import { useCallback } from "react";
import type { RecordMessage, RecordRequest } from "../../api/generated";
import { EyeIcon, LockIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { fullWhenOf } from "../../i18n/time";
import { useBilingual } from "../../i18n/useBilingual";
import { List } from "../../list/List";
import { useList } from "../../list/useList";
import { Tag } from "../../parts/Badge";
import { EmptyState } from "../../parts/EmptyState";
import { sentenceOf } from "../../parts/toasts";
import { pathWords } from "../../people/labels";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { useSettings } from "../../state";
import { useWords } from "../words";
import { records } from "./api";
import styles from "./Records.module.css";
import { words } from "./words";

/** Nobody forgets here that this is no room of theirs: the page is marked from edge to edge. */
export function Reading({ request, onBack }: { request: RecordRequest; onBack: () => void }) {
  const t = useText();
  const c = useWords();
  const w = useBilingual(words);
  const { era } = useSettings();
  const found = useList(
    "messages",
    useCallback(
      (after: string | null, signal: AbortSignal) => records.page(request.id, after, signal),
      [request.id],
    ),
  );
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
      <PageBody label={w.reading}>
        <List
          empty={
            <EmptyState icon={<LockIcon />} title={w.nothing}>
              {w.nothingText}
            </EmptyState>
          }
          failed={sentenceOf(found.error, c.failed)}
          found={found}
          row={(message) => <Message key={message.id} message={message} />}
        />
      </PageBody>
    </div>
  );
}

function Message({ message }: { message: RecordMessage }) {
  const t = useText();
  const w = useBilingual(words);
  const { era } = useSettings();
  const {
    author,
    author_key,
    author_department,
    at,
    room,
    wordings,
    files,
    removed_at,
    removed_by,
    is_reply,
    seq,
    digest,
  } = message;
  return (
    <li className={styles.message} data-removed={removed_at === null ? undefined : ""}>
      <p className={styles.first}>
        <span className={styles.by}>{author}</span>
        <span>{[author_key, pathWords(author_department)].filter(Boolean).join(" ")}</span>
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
