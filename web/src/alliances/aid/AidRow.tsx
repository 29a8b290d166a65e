import { useState } from "react";
import type { AidOffer, AidRequest, AidRequests } from "../../api/generated";
import { useText } from "../../i18n";
import { whenOf } from "../../i18n/time";
import { facts, LineRow, RowWords } from "../../list/Row";
import type { Id } from "../../model/types";
import { Button } from "../../parts/Button";
import { Question } from "../../parts/Question";
import { Share } from "../../parts/Share";
import { toast } from "../../parts/toasts";
import { useNow } from "../../shell/useNow";
import { useWork } from "../../shell/useWork";
import { useMe } from "../../state";
import styles from "../Alliances.module.css";
import { mutualAid } from "./api";
import { OfferAid } from "./OfferAid";
import { useAidWords } from "./words";

interface AidRowProps {
  allianceId: Id;
  request: AidRequest;
  onChanged: (requests: AidRequests) => void;
}

/** One request: what is needed, how much of it is offered, and by whom. */
export function AidRow({ allianceId, request, onChanged }: AidRowProps) {
  const w = useAidWords();
  const t = useText();
  const now = useNow();
  const { organization } = useMe();
  const [open, setOpen] = useState<"offer" | "close" | null>(null);
  const work = useWork();
  const isOwn = request.body_id === organization.id;
  const isOpen = request.closed_at === null;
  const need = w.need(request.item, request.quantity, request.unit);
  const run = (ask: () => Promise<AidRequests>) =>
    work.run(async () => {
      onChanged(await ask());
      toast.done(w.done);
      setOpen(null);
    });
  return (
    <LineRow top>
      <RowWords
        beside={
          <>
            {request.is_drill && <span className={styles.tag}>{w.drillTag}</span>}
            <span className={styles.count}>{w.kinds[request.kind]}</span>
            {!isOpen && <span className={styles.solved}>{w.closed}</span>}
          </>
        }
        name={need}
        second={facts(
          request.body,
          request.by?.name,
          whenOf(request.at, now, t),
          request.needed_by !== null && w.by(whenOf(request.needed_by, now, t)),
        )}
      >
        {request.place && <span className={styles.second}>{w.at(request.place)}</span>}
        {request.note && <span className={styles.answer}>{request.note}</span>}
        {request.agreement && <span className={styles.second}>{w.upon(request.agreement)}</span>}
        <Share
          isGoal
          label={w.offered}
          most={request.quantity}
          text={facts(
            w.offeredOf(request.offered, request.quantity, request.unit),
            request.received > 0 && w.receivedOf(request.received, request.unit),
          )}
          used={request.offered}
        />
        {request.offers.map((one) => (
          <OfferLine isOwn={isOwn} key={one.id} offer={one} request={request}>
            {(state) => run(() => mutualAid.settle(allianceId, request.id, one.id, { state }))}
          </OfferLine>
        ))}
      </RowWords>
      {isOpen && (
        <span className={styles.buttons}>
          <Button
            aria-label={isOwn ? `${w.close}: ${need}` : w.offerTo(need)}
            onPress={() => setOpen(isOwn ? "close" : "offer")}
            small
          >
            {isOwn ? w.close : w.offer}
          </Button>
        </span>
      )}
      {open === "offer" && (
        <OfferAid
          allianceId={allianceId}
          onClose={() => setOpen(null)}
          onOffered={onChanged}
          request={request}
        />
      )}
      {open === "close" && (
        <Question
          busy={work.busy}
          onClose={() => setOpen(null)}
          onYes={() => run(() => mutualAid.close(allianceId, request.id))}
          title={w.closeTitle}
          verb={w.close}
        >
          {w.closeText}
        </Question>
      )}
    </LineRow>
  );
}

interface OfferLineProps {
  offer: AidOffer;
  request: AidRequest;
  /** The viewer's body asked. */
  isOwn: boolean;
  children: (state: "withdrawn" | "received") => void;
}

function OfferLine({ offer, request, isOwn, children: settle }: OfferLineProps) {
  const w = useAidWords();
  const t = useText();
  const now = useNow();
  const { organization } = useMe();
  const what = w.need(offer.body, offer.quantity, request.unit);
  const isTheirs = offer.body_id === organization.id;
  const standing = offer.state === "offered";
  return (
    <span className={styles.offer}>
      <span>
        {facts(
          what,
          offer.by?.name,
          offer.arrives_at !== null && w.arrivesAt(whenOf(offer.arrives_at, now, t)),
          offer.note,
          offer.state === "received" && w.received,
          offer.state === "withdrawn" && w.withdrawn,
        )}
      </span>
      {standing && isOwn && (
        <Button aria-label={`${w.receive}: ${what}`} onPress={() => settle("received")} small>
          {w.receive}
        </Button>
      )}
      {standing && isTheirs && (
        <Button aria-label={`${w.withdraw}: ${what}`} look="quiet" onPress={() => settle("withdrawn")} small>
          {w.withdraw}
        </Button>
      )}
    </span>
  );
}
