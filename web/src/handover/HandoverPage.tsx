import { useCallback, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import type { Handover, HandoverCard } from "../api/generated";
import { ForwardIcon, TransferIcon } from "../design/icons";
import { useText } from "../i18n";
import { fullWhenOf } from "../i18n/time";
import { Avatar } from "../parts/Avatar";
import { Tag } from "../parts/Badge";
import { cx } from "../parts/cx";
import { EmptyState } from "../parts/EmptyState";
import { Failed } from "../parts/Failed";
import { SkeletonRows } from "../parts/Skeleton";
import { Tabs } from "../parts/Tabs";
import { useIsPhone } from "../shell/media";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack } from "../shell/route";
import { useAnswer } from "../shell/useAnswer";
import { useMe, useOwnPosition, useSettings } from "../state";
import { handovers } from "./api";
import styles from "./Handover.module.css";
import { HandoverView } from "./HandoverView";
import { useWords } from "./words";

type Tab = "prepare" | "received";

/** 引き継ぎ: what I leave to the next, and what was left to me. */
export default function HandoverPage() {
  const w = useWords();
  const isPhone = useIsPhone();
  const [open, setOpen] = useState<HandoverCard | null>(null);
  if (open !== null) return <OneHandover card={open} onBack={() => setOpen(null)} />;
  return (
    <div className={styles.page}>
      <PageHead onBack={isPhone ? () => goBack("/more") : undefined} title={w.title} />
      <Overview onOpen={setOpen} />
    </div>
  );
}

function Overview({ onOpen }: { onOpen: (card: HandoverCard) => void }) {
  const w = useWords();
  const position = useOwnPosition();
  const answer = useAnswer(
    useCallback(
      (signal: AbortSignal) => {
        void position;
        return handovers.all(signal);
      },
      [position],
    ),
  );
  const [chosen, setChosen] = useState<Tab | null>(null);
  const value = answer.value;
  if (value === null) {
    if (answer.phase === "asking") return <SkeletonRows person />;
    return <Failed onAgain={answer.again} title={w.failed} />;
  }
  const fresh = value.received.filter(({ is_new }) => is_new).length;
  return (
    <PageBody column>
      <Tabs
        chosen={chosen ?? (fresh > 0 ? "received" : "prepare")}
        label={w.title}
        onChoose={setChosen}
        tabs={[
          {
            id: "prepare",
            label: w.prepare,
            panel: (
              <Prepare draft={value.draft} given={value.given} onChanged={answer.again} onOpen={onOpen} />
            ),
          },
          {
            id: "received",
            label: w.received,
            count: fresh,
            panel: <Received cards={value.received} onOpen={onOpen} />,
          },
        ]}
      />
    </PageBody>
  );
}

interface PrepareProps {
  draft: Handover;
  given: readonly HandoverCard[];
  onChanged: () => void;
  onOpen: (card: HandoverCard) => void;
}

function Prepare({ draft, given, onChanged, onOpen }: PrepareProps) {
  const w = useWords();
  return (
    <>
      <p className={styles.lead}>{w.lead}</p>
      <HandoverView handover={draft} isMine onChanged={onChanged} />
      {given.length > 0 && (
        <section className={styles.section}>
          <h2 className={styles.heading}>{w.given}</h2>
          <Cards cards={given} onOpen={onOpen} />
        </section>
      )}
    </>
  );
}

function Received({
  cards,
  onOpen,
}: {
  cards: readonly HandoverCard[];
  onOpen: (card: HandoverCard) => void;
}) {
  const w = useWords();
  if (cards.length > 0) return <Cards cards={cards} onOpen={onOpen} />;
  return (
    <EmptyState icon={<TransferIcon />} title={w.noneTitle}>
      {w.noneText}
    </EmptyState>
  );
}

function Cards({ cards, onOpen }: { cards: readonly HandoverCard[]; onOpen: (card: HandoverCard) => void }) {
  const t = useText();
  const w = useWords();
  const { era } = useSettings();
  const me = useMe().person.id;
  return (
    <ul>
      {cards.map((card) => {
        const isGiven = card.giver.id === me;
        const other = isGiven ? (card.successor ?? card.giver) : card.giver;
        return (
          <li className={styles.item} key={card.id}>
            <AriaButton className={cx(styles.card, "ring-inside")} onPress={() => onOpen(card)}>
              <Avatar person={other} />
              <span className={styles.words}>
                <span className={styles.name}>{isGiven ? w.to(other.name) : w.from(other.name)}</span>
                <span className={styles.about}>
                  {[card.department, card.post].filter(Boolean).join(" ")}{" "}
                  {w.handedOn(fullWhenOf(card.handed_at, t, era))}
                </span>
              </span>
              {card.is_new && <Tag tone="accent">{w.isNew}</Tag>}
              <ForwardIcon size={18} />
            </AriaButton>
          </li>
        );
      })}
    </ul>
  );
}

function OneHandover({ card, onBack }: { card: HandoverCard; onBack: () => void }) {
  const t = useText();
  const w = useWords();
  const { era } = useSettings();
  const me = useMe().person.id;
  const isMine = card.giver.id === me;
  const answer = useAnswer(
    useCallback(
      async (signal: AbortSignal) => {
        const value = await handovers.one(card.id, signal);
        if (card.is_new) await handovers.seen(card.id);
        return value;
      },
      [card],
    ),
  );
  const other = isMine ? (card.successor ?? card.giver) : card.giver;
  return (
    <div className={styles.page}>
      <PageHead onBack={onBack} title={isMine ? w.to(other.name) : w.from(other.name)} />
      <PageBody column>
        <p className={styles.lead}>
          {[card.department, card.post].filter(Boolean).join(" ")}{" "}
          {w.handedOn(fullWhenOf(card.handed_at, t, era))}
        </p>
        {answer.value !== null && (
          <HandoverView handover={answer.value} isMine={isMine} onChanged={answer.again} />
        )}
        {answer.value === null && answer.phase === "asking" && <SkeletonRows />}
        {answer.value === null && answer.phase === "failed" && (
          <Failed onAgain={answer.again} title={w.failed} />
        )}
      </PageBody>
    </div>
  );
}
