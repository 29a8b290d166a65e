import { useState } from "react";
import type { AllianceView } from "../api/generated";
import type { Id } from "../model/types";
import { Button } from "../parts/Button";
import { FormDialog } from "../parts/FormDialog";
import { Question } from "../parts/Question";
import { Select } from "../parts/Select";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { useMe } from "../state";
import styles from "./Alliances.module.css";
import { alliances } from "./api";
import { ChangeAlliance } from "./ChangeAlliance";
import { useWords } from "./words";

type Open = "change" | "hand-over" | "end";

interface RunningProps {
  view: AllianceView;
  onChanged: (view: AllianceView) => void;
}

/** What the host does with the alliance itself, and taking it over where it is offered to one's body. */
export function Running({ view, onChanged }: RunningProps) {
  const w = useWords();
  const me = useMe();
  const [open, setOpen] = useState<Open | null>(null);
  const work = useWork();
  const { id } = view.card;
  const run = (ask: () => Promise<AllianceView>) =>
    work.run(async () => {
      onChanged(await ask());
      toast.done(w.acted);
      setOpen(null);
    });
  if (view.card.ended_at !== null || !view.may_decide) return null;
  if (!view.may_run) {
    if (!view.may_take_over) return null;
    return (
      <p className={styles.notice}>
        {view.heir_id === me.organization.id ? w.handOverMine : w.hostGone}
        <Button busy={work.busy} onPress={() => run(() => alliances.takeOver(id))} small>
          {w.handOverTaken}
        </Button>
      </p>
    );
  }
  const heir = view.bodies.find(({ body_id }) => body_id === view.heir_id);
  return (
    <>
      <Button onPress={() => setOpen("change")}>{w.change}</Button>
      {heir ? (
        <Button busy={work.busy} onPress={() => run(() => alliances.offer(id, null))}>
          {w.handOverBack}
        </Button>
      ) : (
        <Button onPress={() => setOpen("hand-over")}>{w.handOver}</Button>
      )}
      <Button look="danger" onPress={() => setOpen("end")}>
        {w.end}
      </Button>
      {heir && <span className={styles.second}>{w.handOverOpen(heir.name)}</span>}
      {open === "change" && <ChangeAlliance onClose={() => setOpen(null)} onDone={onChanged} view={view} />}
      {open === "hand-over" && (
        <HandOver
          busy={work.busy}
          onClose={() => setOpen(null)}
          onOffer={(body) => run(() => alliances.offer(id, body))}
          view={view}
        />
      )}
      {open === "end" && (
        <Question
          busy={work.busy}
          danger
          onClose={() => setOpen(null)}
          onYes={() => run(() => alliances.end(id))}
          title={w.end}
          verb={w.end}
        >
          {w.endText}
        </Question>
      )}
    </>
  );
}

interface HandOverProps {
  view: AllianceView;
  busy: boolean;
  onOffer: (body: Id) => void;
  onClose: () => void;
}

function HandOver({ view, busy, onOffer, onClose }: HandOverProps) {
  const w = useWords();
  const [body, setBody] = useState<Id | null>(null);
  const others = view.bodies.filter(({ state, is_host }) => state === "joined" && !is_host);
  return (
    <FormDialog
      busy={busy}
      isDisabled={body === null}
      lead={w.handOverLead}
      onClose={onClose}
      onSubmit={() => body !== null && onOffer(body)}
      title={w.handOver}
      verb={w.handOverOffer}
    >
      <Select
        choices={others.map((one) => ({ id: one.body_id, label: one.name }))}
        label={w.handOverTo}
        onChange={setBody}
        value={body}
      />
    </FormDialog>
  );
}
