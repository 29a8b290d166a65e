import { useCallback, useState } from "react";
import type { TownRow } from "../../../api/generated";
import { WarningIcon } from "../../../design/icons";
import { clockOf } from "../../../i18n/time";
import { facts, LineRow, RowWords } from "../../../list/Row";
import { Button } from "../../../parts/Button";
import { Switch } from "../../../parts/Choices";
import { EmptyState } from "../../../parts/EmptyState";
import { Failed } from "../../../parts/Failed";
import { FormDialog } from "../../../parts/FormDialog";
import { SkeletonRows } from "../../../parts/Skeleton";
import { TextField } from "../../../parts/TextField";
import { toast } from "../../../parts/toasts";
import { PageBody } from "../../../shell/PageBody";
import { PageHead } from "../../../shell/PageHead";
import { goBack } from "../../../shell/route";
import { useAnswer } from "../../../shell/useAnswer";
import { useWork } from "../../../shell/useWork";
import { useEvery } from "../../places/useEvery";
import { incidents } from "../api";
import styles from "../Incidents.module.css";
import { incidentPath } from "../paths";
import { useIncidentWords } from "../words";
import { towns } from "./api";
import { TownDialog } from "./TownDialog";
import { type TownWords, useTownWords } from "./words";

const AGAIN_MS = 5_000;
const MINUTE = 60_000;

/** 市町村の第一報: who is silent, on top; what each of the others said. */
export function TownsPage({ id }: { id: string }) {
  const w = useTownWords();
  const all = useIncidentWords();
  const view = useAnswer(useCallback((signal: AbortSignal) => incidents.view(id, signal), [id]));
  const found = useAnswer(useCallback((signal: AbortSignal) => towns.board(id, signal), [id]));
  const [asking, setAsking] = useState(false);
  const [entering, setEntering] = useState<TownRow | null>(null);
  useEvery(AGAIN_MS, found.again, true);
  const incident = view.value?.incident;
  const board = found.value;
  return (
    <div className={styles.page}>
      {incident?.is_drill && <p className={styles.drill}>{all.drillBar}</p>}
      <PageHead note={incident?.name} onBack={() => goBack(incidentPath(id))} title={w.title}>
        {board?.may_ask && (
          <Button look={board.towns.length === 0 ? "primary" : "plain"} onPress={() => setAsking(true)} small>
            {board.towns.length === 0 ? w.ask : w.askMore}
          </Button>
        )}
      </PageHead>
      <PageBody>
        {board === null &&
          (found.phase === "failed" ? <Failed onAgain={found.again} title={w.failed} /> : <SkeletonRows />)}
        {board?.towns.length === 0 && (
          <EmptyState compact icon={<WarningIcon />} title={w.none}>
            {w.noneText}
          </EmptyState>
        )}
        {board !== null && board.towns.length > 0 && (
          <div className={styles.body}>
            <p aria-live="polite">
              <strong>{w.reported(board.reported, board.towns.length)}</strong>　{w.inTime(board.in_time)}
            </p>
            <ul aria-label={w.title} className={styles.rows}>
              {board.towns.map((one) => (
                <Town
                  key={one.number}
                  mayWrite={board.may_write}
                  onEnter={() => setEntering(one)}
                  one={one}
                />
              ))}
            </ul>
          </div>
        )}
      </PageBody>
      {asking && <Ask id={id} onClose={() => setAsking(false)} onDone={found.again} />}
      {entering !== null && (
        <TownDialog
          asksSource
          onClose={() => setEntering(null)}
          onSave={(report) => towns.report(id, entering.number, report).then(found.again)}
          town={entering}
        />
      )}
    </div>
  );
}

interface TownProps {
  one: TownRow;
  mayWrite: boolean;
  onEnter: () => void;
}

function Town({ one, mayWrite, onEnter }: TownProps) {
  const w = useTownWords();
  const isSilent = one.reported_at === null;
  return (
    <LineRow>
      <RowWords
        beside={isSilent ? <span className={styles.severe}>{waitingOf(one, w)}</span> : null}
        name={one.name}
        second={isSilent ? "" : facts(w.at(clockOf(one.reported_at ?? 0)), one.source)}
      >
        {!isSilent && <span>{saidOf(one, w)}</span>}
      </RowWords>
      {mayWrite && (
        <Button onPress={onEnter} small>
          {isSilent ? w.enter : w.change}
        </Button>
      )}
    </LineRow>
  );
}

function waitingOf(one: TownRow, w: TownWords): string {
  const left = Math.ceil((one.due_at - Date.now()) / MINUTE);
  return left > 0 ? w.left(left) : w.late(1 - left);
}

export function saidOf(one: TownRow, w: TownWords): string {
  const items = Object.keys(w.items) as (keyof TownWords["items"])[];
  const there = items.filter((item) => one.answers[item] === true).map((item) => w.items[item]);
  const unknown = items.filter((item) => one.answers[item] === undefined).length;
  return facts(
    there.length === 0 ? w.allNo : `${w.yes}: ${there.join("、")}`,
    unknown > 0 && w.unknowns(unknown),
    one.note,
  );
}

function Ask({ id, onClose, onDone }: { id: string; onClose: () => void; onDone: () => void }) {
  const w = useTownWords();
  const work = useWork({ inline: true });
  const [typed, setTyped] = useState("");
  const [isShared, setShared] = useState(true);
  const ask = () =>
    work.run(async () => {
      const names = typed
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "");
      await towns.ask(id, { names, is_shared: isShared });
      toast.done(w.asked);
      onDone();
      onClose();
    });
  return (
    <FormDialog
      busy={work.busy}
      onClose={onClose}
      onSubmit={ask}
      problem={work.problem}
      title={w.ask}
      verb={w.ask}
    >
      <TextField
        hint={w.namesHint}
        label={w.names}
        lines={6}
        markOptional
        onChange={setTyped}
        value={typed}
      />
      <Switch label={w.shared} note={w.sharedNote} on={isShared} onChange={setShared} />
    </FormDialog>
  );
}
