import { useCallback, useState } from "react";
import type { ListCard } from "../../api/generated";
import { ForwardIcon, PlusIcon, TransferIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { fullWhenOf } from "../../i18n/time";
import { List } from "../../list/List";
import { CardRow, RowWords } from "../../list/Row";
import { wholeList } from "../../list/useList";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { useAnswer } from "../../shell/useAnswer";
import { useSettings } from "../../state";
import { transfers } from "./api";
import { ListForm } from "./ListForm";
import { OneList } from "./OneList";
import { StateTag } from "./StateTag";
import styles from "./Transfers.module.css";
import { useTransferWords } from "./words";

/** 人事異動: the lists of moves; one of them opened. */
export function Transfers({ onBack }: { onBack: (() => void) | undefined }) {
  const [open, setOpen] = useState<string | null>(null);
  if (open !== null) return <OneList id={open} key={open} onBack={() => setOpen(null)} />;
  return <AllLists onBack={onBack} onOpen={setOpen} />;
}

function AllLists({ onBack, onOpen }: { onBack: (() => void) | undefined; onOpen: (id: string) => void }) {
  const w = useTransferWords();
  const [isMaking, setMaking] = useState(false);
  const answer = useAnswer(useCallback((signal: AbortSignal) => transfers.lists(signal), []));
  const lists = answer.value?.lists ?? [];
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
      <PageBody edge>
        <List
          empty={
            <EmptyState action={make} icon={<TransferIcon />} title={w.noneTitle}>
              {w.noneText}
            </EmptyState>
          }
          failed={w.failed}
          found={wholeList(answer, (value) => value.lists)}
          row={(card) => <Row card={card} key={card.id} onOpen={onOpen} />}
        />
      </PageBody>
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
    <CardRow columns={styles.row} onPress={() => onOpen(card.id)}>
      <RowWords name={card.name} second={w.hour(fullWhenOf(card.effective_at, t, era))} />
      <span className={styles.count}>{w.people(card.moves)}</span>
      <StateTag status={card.status} w={w} />
      <ForwardIcon size={18} />
    </CardRow>
  );
}
