import { useState } from "react";
import type { AnnouncementRow } from "../../api/generated";
import { BellIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { whenOf } from "../../i18n/time";
import { useBilingual } from "../../i18n/useBilingual";
import { List } from "../../list/List";
import { facts, LineRow, RowWords } from "../../list/Row";
import { useList } from "../../list/useList";
import { Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { Question } from "../../parts/Question";
import { Share } from "../../parts/Share";
import { toast } from "../../parts/toasts";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { useWork } from "../../shell/useWork";
import styles from "./Announcements.module.css";
import { announcements } from "./api";
import { NewOne } from "./NewOne";
import { WhoConfirmed } from "./WhoConfirmed";
import { words } from "./words";

type Doing = { readonly what: "make" } | { readonly what: "end" | "people"; readonly row: AnnouncementRow };

/** What the body announced, and how many have confirmed it. */
export function Announcements({ onBack }: { onBack: (() => void) | undefined }) {
  const w = useBilingual(words);
  const [doing, setDoing] = useState<Doing | null>(null);
  const found = useList("announcements", announcements.list);
  const close = () => setDoing(null);
  const done = (said: string) => {
    close();
    toast.done(said);
    found.restart();
  };
  return (
    <>
      <PageHead onBack={onBack} title={w.title}>
        <Button look="primary" onPress={() => setDoing({ what: "make" })} small>
          {w.make}
        </Button>
      </PageHead>
      <PageBody>
        <List
          empty={
            <EmptyState icon={<BellIcon />} title={w.noneTitle}>
              {w.noneText}
            </EmptyState>
          }
          failed={w.failed}
          found={found}
          row={(row) => <Row key={row.id} onDo={(what) => setDoing({ what, row })} row={row} />}
        />
      </PageBody>
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
  const w = useBilingual(words);
  const when = (at: number) => whenOf(at, Date.now(), t);
  const { title, text, importance, departments, to_guests, status, people, confirmed } = row;
  const audience = [departments.length > 0 ? departments.join("、") : w.whole, to_guests && w.withGuests];
  return (
    <LineRow top>
      <RowWords
        beside={
          <>
            <Tag tone={status === "shown" ? "accent" : "plain"}>{w.status[status]}</Tag>
            {importance === "urgent" && <span className={styles.urgent}>{w.urgent}</span>}
          </>
        }
        name={title}
        second={facts(
          audience.filter(Boolean).join("・"),
          row.ended_at === null
            ? w.span(when(row.begins_at), when(row.ends_at))
            : w.endedAt(when(row.ended_at)),
          w.by(row.posted_by),
        )}
      >
        {text !== "" && <span className={styles.text}>{text}</span>}
        <Share label={w.people} most={people} text={w.confirmed(confirmed, people)} used={confirmed} />
      </RowWords>
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
    </LineRow>
  );
}

interface EndProps {
  row: AnnouncementRow;
  onDone: () => void;
  onClose: () => void;
}

function End({ row, onDone, onClose }: EndProps) {
  const w = useBilingual(words);
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
