import { useCallback, useEffect, useState } from "react";
import type { ListPage, Move } from "../../api/generated";
import { AddPersonIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { fullWhenOf } from "../../i18n/time";
import { download } from "../../list/download";
import { Button } from "../../parts/Button";
import { cx } from "../../parts/cx";
import { Failed } from "../../parts/Failed";
import { type MenuAction, MenuButton } from "../../parts/Menu";
import { Question } from "../../parts/Question";
import { SkeletonRows } from "../../parts/Skeleton";
import { Tabs } from "../../parts/Tabs";
import { toast } from "../../parts/toasts";
import { useIsPhone } from "../../shell/media";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { useSettings } from "../../state";
import { AddMoves } from "./AddMoves";
import { exportUrl, transfers } from "./api";
import type { Asking } from "./asking";
import { Faults } from "./Faults";
import { ListForm } from "./ListForm";
import { MoveForm } from "./MoveForm";
import { People } from "./MoveList";
import { PreviewPanel } from "./PreviewPanel";
import { SheetForm } from "./SheetForm";
import { StateTag } from "./StateTag";
import styles from "./Transfers.module.css";
import { useTransferWords, type Words } from "./words";

/** One list: who moves, what that does, and the deed itself. */
export function OneList({ id, onBack }: { id: string; onBack: () => void }) {
  const t = useText();
  const w = useTransferWords();
  const { era } = useSettings();
  const isPhone = useIsPhone();
  const answer = useAnswer(useCallback((signal: AbortSignal) => transfers.list(id, signal), [id]));
  const [newer, setNewer] = useState<ListPage | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [tab, setTab] = useState<"people" | "preview">("people");
  const page = newer ?? answer.value;
  const { again } = answer;
  const refresh = () => {
    setNewer(null);
    again();
  };
  useWhenItsHourComes(page, refresh);
  if (page === null) {
    return (
      <>
        <PageHead onBack={onBack} title={w.title} />
        {answer.phase === "failed" ? (
          <Failed onAgain={answer.again} title={w.failed} />
        ) : (
          <SkeletonRows person />
        )}
      </>
    );
  }
  const { card, moves } = page;
  const mayChange = card.status !== "set" && card.status !== "done";
  const hour = w.hour(fullWhenOf(card.effective_at, t, era));
  const acts = (
    <>
      <StateTag status={card.status} w={w} />
      <Acts mayChange={mayChange} onAsk={setAsking} onDone={setNewer} page={page} />
    </>
  );
  const tabs = [
    {
      id: "people" as const,
      label: `${w.tabPeople} ${card.moves}`,
      panel: <People mayChange={mayChange} moves={moves} onAsk={setAsking} w={w} />,
    },
    {
      id: "preview" as const,
      label: w.tabPreview,
      panel: <PreviewPanel id={id} key={JSON.stringify(moves)} />,
    },
  ];
  return (
    <>
      <PageHead note={isPhone ? undefined : hour} onBack={onBack} title={card.name}>
        {!isPhone && acts}
      </PageHead>
      {isPhone && (
        <div className={styles.bar}>
          <span className={styles.about}>{hour}</span>
          {acts}
        </div>
      )}
      <PageBody>
        <Notice page={page} w={w} />
        {card.status === "done" || card.status === "undone" ? (
          <People mayChange={mayChange} moves={moves} onAsk={setAsking} w={w} />
        ) : (
          <Tabs chosen={tab} label={card.name} onChoose={setTab} tabs={tabs} />
        )}
      </PageBody>
      {asking !== null && (
        <Asked
          asking={asking}
          onBack={onBack}
          onClose={() => setAsking(null)}
          onDone={setNewer}
          onRefresh={refresh}
          page={page}
        />
      )}
    </>
  );
}

/** The hour may come while one looks. */
function useWhenItsHourComes(page: ListPage | null, again: () => void) {
  const status = page?.card.status;
  const at = page?.card.effective_at ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` asks for the same list.
  useEffect(() => {
    if (status !== "set") return;
    const wait = Math.max(at - Date.now(), 0) + SOON_MS;
    if (wait > LONGEST_MS) return;
    const timer = setTimeout(again, wait);
    return () => clearTimeout(timer);
  }, [status, at, page]);
}

const SOON_MS = 1_500;
const LONGEST_MS = 3_600_000;

interface ActsProps {
  page: ListPage;
  mayChange: boolean;
  onAsk: (asking: Asking) => void;
  onDone: (page: ListPage) => void;
}

function Acts({ page: { card }, mayChange, onAsk, onDone }: ActsProps) {
  const w = useTransferWords();
  const work = useWork();
  const out: MenuAction[] =
    card.moves > 0
      ? [
          { id: "csv", label: w.takeOut_csv, onAction: () => void download(exportUrl(card.id)) },
          { id: "print", label: w.print, onAction: () => window.print() },
        ]
      : [];
  const menu: MenuAction[] = mayChange
    ? [
        ...out,
        { id: "rename", label: w.rename, onAction: () => onAsk("rename") },
        { id: "sheet", label: w.sheet, onAction: () => onAsk("sheet") },
        { id: "discard", label: w.discard, danger: true, apart: true, onAction: () => onAsk("discard") },
      ]
    : out;
  return (
    <>
      {mayChange && (
        <Button icon={<AddPersonIcon size={18} />} onPress={() => onAsk("add")} small>
          {w.add}
        </Button>
      )}
      {mayChange && card.moves > 0 && (
        <Button look="primary" onPress={() => onAsk("reserve")} small>
          {w.reserve}
        </Button>
      )}
      {card.status === "set" && (
        <Button
          busy={work.busy}
          onPress={() =>
            work.run(async () => {
              onDone(await transfers.withdraw(card.id));
              toast.done(w.withdrawn);
            })
          }
          small
        >
          {w.withdraw}
        </Button>
      )}
      {card.status === "done" && (
        <Button onPress={() => onAsk("undo")} small>
          {w.undo}
        </Button>
      )}
      {menu.length > 0 && <MenuButton actions={menu} label={w.menu} small />}
    </>
  );
}

/** What has become of the list, above its people. */
function Notice({ page: { card }, w }: { page: ListPage; w: Words }) {
  const t = useText();
  const { era } = useSettings();
  const when = (at: number | null) => (at === null ? "" : fullWhenOf(at, t, era));
  if (card.status === "draft") return null;
  const said = {
    set: w.setNote(when(card.effective_at)),
    done: w.doneNote(when(card.done_at)),
    undone: w.undoneNote(when(card.undone_at)),
    failed: w.failedNote(when(card.failed_at)),
  }[card.status];
  return (
    <div className={cx(styles.notice, card.status === "failed" && styles.trouble)} role="status">
      <p>{said}</p>
      {card.status === "undone" && card.told.length > 0 && <p>{w.keptNote}</p>}
      <Faults faults={card.told} />
    </div>
  );
}

interface AskedProps {
  asking: Asking;
  page: ListPage;
  onDone: (page: ListPage) => void;
  onRefresh: () => void;
  onClose: () => void;
  onBack: () => void;
}

function Asked({ asking, page, onDone, onRefresh, onClose, onBack }: AskedProps) {
  const t = useText();
  const w = useTransferWords();
  const { era } = useSettings();
  const work = useWork();
  const { card, moves } = page;
  const done = (next: ListPage, words?: string) => {
    onDone(next);
    onClose();
    if (words) toast.done(words);
  };
  const put = (next: Readonly<Record<string, Move>>, revisions: Readonly<Record<string, string>> = {}) =>
    transfers.put(card.id, next, revisions).then((one) => done(one));
  switch (asking) {
    case "add":
      return <AddMoves moves={moves} onAdd={put} onClose={onClose} />;
    case "sheet":
      return <SheetForm id={card.id} onClose={onClose} onTaken={onRefresh} />;
    case "rename":
      return <ListForm card={card} onClose={onClose} onDone={onDone} />;
    case "reserve":
      return (
        <Question
          busy={work.busy}
          onClose={onClose}
          onYes={() => work.run(async () => done(await transfers.set(card.id), w.reserved))}
          title={w.reserveTitle}
          verb={w.reserve}
        >
          {card.effective_at > Date.now()
            ? w.reserveText(card.moves, fullWhenOf(card.effective_at, t, era))
            : w.reserveNow(card.moves)}
        </Question>
      );
    case "undo":
      return (
        <Question
          busy={work.busy}
          danger
          onClose={onClose}
          onYes={() => work.run(async () => done(await transfers.undo(card.id), w.undoDone))}
          title={w.undoTitle}
          verb={w.undo}
        >
          {w.undoText}
        </Question>
      );
    case "discard":
      return (
        <Question
          busy={work.busy}
          danger
          onClose={onClose}
          onYes={() =>
            work.run(async () => {
              await transfers.discard(card.id);
              toast.done(w.discarded);
              onBack();
            })
          }
          title={w.discard}
          verb={w.discard}
        >
          {w.discardText(card.name)}
        </Question>
      );
    default:
      return (
        <MoveForm
          onClose={onClose}
          onDrop={() => transfers.drop(card.id, asking.member_id).then((one) => done(one))}
          onPut={(move) => put({ [asking.member_id]: move }, { [asking.member_id]: asking.revision })}
          opening={page.opening}
          row={asking}
        />
      );
  }
}
