import type { ReactNode } from "react";
import type { ChronologyEntry } from "../../api/generated";
import { useText } from "../../i18n";
import { clockOf, shortWhenOf, whenOf } from "../../i18n/time";
import { facts } from "../../list/Row";
import { Tag } from "../../parts/Badge";
import { cx } from "../../parts/cx";
import { contentUrl, thumbnailUrl } from "../../state";
import styles from "./Incidents.module.css";
import { saidOf } from "./positions";
import { useIncidentWords } from "./words";

interface EntryRowProps {
  entry: ChronologyEntry;
  /** What can be done with it; the wall has none. */
  children?: ReactNode;
}

/** One entry: when, what, from whom, how far it is, who sees to it. */
export function EntryRow({ entry, children }: EntryRowProps) {
  const t = useText();
  const w = useIncidentWords();
  const now = Date.now();
  const { position } = entry;
  const isStruck = entry.struck_at !== null;
  const wasChanged = entry.changed_at !== entry.written_at && !isStruck;
  return (
    <li className={cx(styles.entry, isStruck && styles.struck)}>
      <div className={styles.when}>
        <span className={styles.clock}>{clockOf(entry.happened_at)}</span>
        <span className={styles.quiet}>
          {whenOf(entry.happened_at, now, t).replace(clockOf(entry.happened_at), "").trim()}
        </span>
      </div>
      <div className={styles.words}>
        <Tags entry={entry} />
        {entry.text !== "" && <p className={styles.text}>{entry.text}</p>}
        {isStruck && <p className={styles.quiet}>{w.struck(entry.struck_reason)}</p>}
        <p className={styles.quiet}>
          {facts(
            w.number(entry.number),
            entry.place,
            position !== null && saidOf(position),
            entry.source,
            entry.is_from_message && w.fromMessage,
            w.by(entry.writer),
            wasChanged && w.changedBy(entry.changed_by, shortWhenOf(entry.changed_at, now, t)),
          )}
        </p>
        {!isStruck && <Files files={entry.files} />}
      </div>
      {children}
    </li>
  );
}

function Tags({ entry }: { entry: ChronologyEntry }) {
  const w = useIncidentWords();
  const { status, severity, damage } = entry;
  return (
    <div className={styles.tags}>
      <Tag>{w.entryKinds[entry.kind]}</Tag>
      {damage !== null && <span>{w.damages[damage]}</span>}
      {severity === "high" && <span className={styles.severe}>{w.severities.high}</span>}
      {severity !== null && severity !== "high" && <span>{w.severities[severity]}</span>}
      {status !== null && entry.struck_at === null && (
        <Tag tone={status === "done" ? "done" : status === "working" ? "accent" : "plain"}>
          {w.statuses[status]}
        </Tag>
      )}
      {entry.responsible !== "" && (
        <span>
          {w.responsible} {entry.responsible}
        </span>
      )}
    </div>
  );
}

function Files({ files }: { files: ChronologyEntry["files"] }) {
  const w = useIncidentWords();
  if (files.length === 0) return null;
  return (
    <ul className={styles.photos}>
      {files.map((file) => (
        <li key={file.id}>
          <a href={contentUrl(file)} rel="noreferrer" target="_blank">
            {file.thumbnail ? (
              <img
                alt={w.photo(file.name)}
                className={styles.photo}
                height={72}
                loading="lazy"
                src={thumbnailUrl(file)}
                width={96}
              />
            ) : (
              file.name
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}
