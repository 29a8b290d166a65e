import { useCallback, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import type { ListCard } from "../../api/generated";
import { ForwardIcon, OfflineIcon, PlusIcon, TransferIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { fullWhenOf } from "../../i18n/time";
import { Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { cx } from "../../parts/cx";
import { EmptyState } from "../../parts/EmptyState";
import { SkeletonRows } from "../../parts/Skeleton";
import { PageHead } from "../../shell/PageHead";
import { useAnswer } from "../../shell/useAnswer";
import { useSettings } from "../../state";
import { transfers } from "./api";
import { ListForm } from "./ListForm";
import { OneList } from "./OneList";
import styles from "./Transfers.module.css";
import { useTransferWords, type Words } from "./words";

/** 人事異動: the lists of moves; one of them opened. */
export function Transfers({ onBack }: { onBack: (() => void) | undefined }) {
  const [open, setOpen] = useState<string | null>(null);
  if (open !== null) return <OneList id={open} key={open} onBack={() => setOpen(null)} />;
  return <AllLists onBack={onBack} onOpen={setOpen} />;
}

function AllLists({ onBack, onOpen }: { onBack: (() => void) | undefined; onOpen: (id: string) => void }) {
  const t = useText();
  const w = useTransferWords();
  const [isMaking, setMaking] = useState(false);
  const { phase, value, again } = useAnswer(
    useCallback((signal: AbortSignal) => transfers.lists(signal), []),
  );
  const lists = value?.lists ?? [];
  const make = (
    <Button icon={<PlusIcon size={18} />} look="primary" onPress={() => setMaking(true)} small>
      {w.make}
    </Button>
  );
  return (
    <>
      <PageHead note={lists.length > 0 ? w.note(lists.length) : undefined} onBack={onBack} title={w.title}>
        {lists.length > 0 && make}
      </PageHead>
      <div className={styles.scroll}>
        {value === null && phase === "asking" && <SkeletonRows />}
        {value === null && phase === "failed" && (
          <EmptyState
            action={<Button onPress={again}>{t.parts.retry}</Button>}
            icon={<OfflineIcon />}
            title={w.failed}
          />
        )}
        {value && lists.length === 0 && (
          <EmptyState action={make} icon={<TransferIcon />} title={w.noneTitle}>
            {w.noneText}
          </EmptyState>
        )}
        <ul className={styles.list}>
          {lists.map((card) => (
            <Row card={card} key={card.id} onOpen={onOpen} />
          ))}
        </ul>
      </div>
      {isMaking && (
        <ListForm card={null} onClose={() => setMaking(false)} onDone={({ card }) => onOpen(card.id)} />
      )}
    </>
  );
}

function Row({ card, onOpen }: { card: ListCard; onOpen: (id: string) => void }) {
  const t = useText();
  const w = useTransferWords();
  const { era } = useSettings();
  return (
    <li>
      <AriaButton className={cx(styles.row, "ring-inside")} onPress={() => onOpen(card.id)}>
        <span className={styles.words}>
          <span className={styles.name}>{card.name}</span>
          <span className={styles.about}>{w.hour(fullWhenOf(card.effective_at, t, era))}</span>
        </span>
        <span className={styles.count}>{w.people(card.moves)}</span>
        <StateTag status={card.status} w={w} />
        <ForwardIcon size={18} />
      </AriaButton>
    </li>
  );
}

export function StateTag({ status, w }: { status: ListCard["status"]; w: Words }) {
  if (status === "failed") return <span className={styles.failed}>{w.failedState}</span>;
  const tone = status === "set" ? "accent" : status === "done" ? "done" : "plain";
  return <Tag tone={tone}>{w[status]}</Tag>;
}
