import { useCallback, useState } from "react";
import type { SupplyBoard, SupplyRow } from "../../api/generated";
import { BuildingIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { whenOf } from "../../i18n/time";
import { facts, LineRow, RowWords } from "../../list/Row";
import { Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { Failed } from "../../parts/Failed";
import { SkeletonRows } from "../../parts/Skeleton";
import { toast } from "../../parts/toasts";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import shared from "../Emergency.module.css";
import { useEvery } from "../places/useEvery";
import { Offer, OpenToAlliance } from "./Allies";
import { AskSupply } from "./AskSupply";
import { supplies } from "./api";
import { useSupplyWords } from "./words";

const AGAIN_MS = 10_000;

/** 物資・応援: what shelters and headquarters ask for, how far it is, and what allies ask for. */
export function Supplies({ isDrill }: { isDrill: boolean }) {
  const w = useSupplyWords();
  const found = useAnswer(useCallback((signal: AbortSignal) => supplies.board(isDrill, signal), [isDrill]));
  const [isAsking, setAsking] = useState(false);
  useEvery(AGAIN_MS, found.again, !isAsking);
  const board = found.value;
  if (board === null) {
    return found.phase === "failed" ? <Failed onAgain={found.again} title={w.failed} /> : <SkeletonRows />;
  }
  return (
    <>
      {(board.may_lead || board.places.length > 0) && (
        <div className={shared.acts}>
          <Button look="primary" onPress={() => setAsking(true)} small>
            {w.ask}
          </Button>
        </div>
      )}
      {board.supplies.length === 0 ? (
        <EmptyState compact icon={<BuildingIcon />} title={w.none}>
          {w.noneText}
        </EmptyState>
      ) : (
        <ul aria-label={w.title} className={shared.calls}>
          {board.supplies.map((one) => (
            <Own again={found.again} board={board} key={one.id} one={one} />
          ))}
        </ul>
      )}
      {board.elsewhere.length > 0 && (
        <section aria-label={w.elsewhere}>
          <h2 className={shared.quiet}>{w.elsewhere}</h2>
          <ul className={shared.calls}>
            {board.elsewhere.map((one) => (
              <Elsewhere again={found.again} key={one.id} one={one} />
            ))}
          </ul>
        </section>
      )}
      {isAsking && (
        <AskSupply
          board={board}
          isDrill={isDrill}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            found.again();
          }}
        />
      )}
    </>
  );
}

interface OneProps {
  one: SupplyRow;
  again: () => void;
}

function Own({ one, again, board }: OneProps & { board: SupplyBoard }) {
  const t = useText();
  const w = useSupplyWords();
  const work = useWork();
  const move = (state: SupplyRow["state"]) =>
    work.run(async () => {
      await supplies.move(one.id, state, one.revision);
      toast.done(w.moved);
      again();
    });
  return (
    <LineRow top>
      <RowWords
        beside={<StateOf one={one} />}
        name={facts(one.what, one.amount)}
        second={facts(
          w.kinds[one.kind],
          one.place || w.headquarters,
          w.byOn(one.changed_by, whenOf(one.changed_at, Date.now(), t)),
          one.alliance_id !== null && w.isOpen,
        )}
      >
        {one.note !== "" && <span className={shared.text}>{one.note}</span>}
        <Offers again={again} mayAccept={board.alliances.length > 0} one={one} />
      </RowWords>
      <div className={shared.acts}>
        {one.may.map((state) => (
          <Button busy={work.busy} key={state} onPress={() => void move(state)} small>
            {w.verbs[state]}
          </Button>
        ))}
        {board.alliances.length > 0 && one.may.length > 0 && (
          <OpenToAlliance again={again} alliances={board.alliances} one={one} />
        )}
      </div>
    </LineRow>
  );
}

function StateOf({ one }: { one: SupplyRow }) {
  const w = useSupplyWords();
  const isMoving = one.state === "accepted" || one.state === "on_way";
  return (
    <Tag tone={one.state === "arrived" ? "done" : isMoving ? "accent" : "plain"}>{w.states[one.state]}</Tag>
  );
}

function Offers({ one, again, mayAccept }: OneProps & { mayAccept: boolean }) {
  const w = useSupplyWords();
  const work = useWork();
  const isTaken = one.offers.some(({ is_accepted }) => is_accepted);
  const accept = (body: string) =>
    work.run(async () => {
      await supplies.accept(one.id, body);
      toast.done(w.moved);
      again();
    });
  if (one.offers.length === 0) return null;
  return (
    <ul aria-label={w.offers} className={shared.calls}>
      {one.offers.map((offer) => (
        <LineRow key={offer.body_id}>
          <RowWords
            beside={offer.is_accepted && <Tag tone="done">{w.acceptedOffer}</Tag>}
            name={offer.name}
            second={offer.text}
          />
          {mayAccept && !isTaken && one.may.includes("on_way") && (
            <Button busy={work.busy} onPress={() => void accept(offer.body_id)} small>
              {w.accept}
            </Button>
          )}
        </LineRow>
      ))}
    </ul>
  );
}

function Elsewhere({ one, again }: OneProps) {
  const t = useText();
  const w = useSupplyWords();
  const own = one.offers[0];
  return (
    <LineRow top>
      <RowWords
        beside={<StateOf one={one} />}
        name={facts(one.what, one.amount)}
        second={facts(w.kinds[one.kind], one.body, one.place, whenOf(one.asked_at, Date.now(), t))}
      >
        {one.note !== "" && <span className={shared.text}>{one.note}</span>}
        {own !== undefined && !own.is_accepted && <span className={shared.quiet}>{w.waiting}</span>}
      </RowWords>
      <Offer again={again} one={one} />
    </LineRow>
  );
}
