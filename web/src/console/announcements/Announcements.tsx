import { useCallback, useState } from "react";
import type { AnnouncementRow } from "../../api/generated";
import { BellIcon, OfflineIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { whenOf } from "../../i18n/time";
import { Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { Question } from "../../parts/Question";
import { Share } from "../../parts/Share";
import { SkeletonRows } from "../../parts/Skeleton";
import { toast } from "../../parts/toasts";
import { PageHead } from "../../shell/PageHead";
import { type OnePage, usePages } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { useBoth } from "../words/both";
import styles from "./Announcements.module.css";
import { announcements } from "./api";
import { NewOne } from "./NewOne";
import { WhoConfirmed } from "./WhoConfirmed";
import { words } from "./words";

type Doing = { readonly what: "make" } | { readonly what: "end" | "people"; readonly row: AnnouncementRow };

/** What the body announced, and how many have confirmed it. */
export function Announcements({ onBack }: { onBack: (() => void) | undefined }) {
  const t = useText();
  const w = useBoth(words);
  const [doing, setDoing] = useState<Doing | null>(null);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round begins the same list again.
  const asked = useCallback(
    async (before: string | null, signal: AbortSignal): Promise<OnePage<AnnouncementRow>> => {
      const page = await announcements.list(before, signal);
      return { items: page.announcements, next: page.next };
    },
    [round],
  );
  const { items, phase, hasMore, more, again } = usePages(asked);
  const close = () => setDoing(null);
  const done = (said: string) => {
    close();
    toast.done(said);
    setRound(round + 1);
  };
  return (
    <>
      <PageHead onBack={onBack} title={w.title}>
        <Button look="primary" onPress={() => setDoing({ what: "make" })} small>
          {w.make}
        </Button>
      </PageHead>
      <div className={styles.scroll}>
        {items.length === 0 && phase === "asking" && <SkeletonRows />}
        {items.length === 0 && phase === "failed" && (
          <EmptyState
            action={<Button onPress={again}>{t.parts.retry}</Button>}
            icon={<OfflineIcon />}
            title={w.failed}
          />
        )}
        {items.length === 0 && phase === "known" && (
          <EmptyState icon={<BellIcon />} title={w.noneTitle}>
            {w.noneText}
          </EmptyState>
        )}
        <ul className={styles.list}>
          {items.map((row) => (
            <Row key={row.id} onDo={(what) => setDoing({ what, row })} row={row} />
          ))}
        </ul>
        {hasMore && (
          <div className={styles.more}>
            <Button busy={phase === "asking"} onPress={more}>
              {t.parts.loadMore}
            </Button>
          </div>
        )}
      </div>
      {doing?.what === "make" && <NewOne onClose={close} onDone={() => done(w.posted)} />}
      {doing?.what === "end" && <End onClose={close} onDone={() => done(w.ended)} row={doing.row} />}
      {doing?.what === "people" && <WhoConfirmed onClose={close} row={doing.row} />}
    </>
  );
}

interface RowProps {
  row: AnnouncementRow;
  onDo: (what: "end" | "people") => void;
}

function Row({ row, onDo }: RowProps) {
  const t = useText();
  const w = useBoth(words);
  const when = (at: number) => whenOf(at, Date.now(), t);
  const { title, text, importance, departments, to_guests, status, people, confirmed } = row;
  const audience = [departments.length > 0 ? departments.join("、") : w.whole, to_guests && w.withGuests];
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <p className={styles.first}>
          <Tag tone={status === "shown" ? "accent" : "plain"}>{w.status[status]}</Tag>
          {importance === "urgent" && <span className={styles.urgent}>{w.urgent}</span>}
          <span className={styles.name}>{title}</span>
        </p>
        {text !== "" && <p className={styles.text}>{text}</p>}
        <p className={styles.second}>
          {[
            audience.filter(Boolean).join("・"),
            row.ended_at === null
              ? w.span(when(row.begins_at), when(row.ends_at))
              : w.endedAt(when(row.ended_at)),
            w.by(row.posted_by),
          ].join("　")}
        </p>
        <Share label={w.people} most={people} text={w.confirmed(confirmed, people)} used={confirmed} />
      </div>
      <div className={styles.acts}>
        <Button onPress={() => onDo("people")} small>
          {w.people}
        </Button>
        {status !== "over" && (
          <Button look="quiet" onPress={() => onDo("end")} small>
            {w.end}
          </Button>
        )}
      </div>
    </li>
  );
}

interface EndProps {
  row: AnnouncementRow;
  onDone: () => void;
  onClose: () => void;
}

function End({ row, onDone, onClose }: EndProps) {
  const w = useBoth(words);
  const work = useWork();
  const end = () =>
    work.run(async () => {
      await announcements.end(row.id);
      onDone();
    });
  return (
    <Question busy={work.busy} danger onClose={onClose} onYes={end} title={w.end} verb={w.end}>
      {w.endText(row.title)}
    </Question>
  );
}
