import { useState } from "react";
import type { SupplyChoice, SupplyRow } from "../../api/generated";
import { Button } from "../../parts/Button";
import { FormDialog } from "../../parts/FormDialog";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import shared from "../Emergency.module.css";
import { supplies } from "./api";
import { useSupplyWords } from "./words";

interface OpenToAllianceProps {
  one: SupplyRow;
  alliances: readonly SupplyChoice[];
  again: () => void;
}

/** Asking an alliance, and asking it no more. */
export function OpenToAlliance({ one, alliances, again }: OpenToAllianceProps) {
  const w = useSupplyWords();
  const work = useWork({ inline: true });
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string>(alliances[0]?.id ?? "");
  const change = (alliance: string | null) =>
    work.run(async () => {
      await supplies.open(one.id, alliance);
      if (alliance !== null) toast.done(w.opened);
      setOpen(false);
      again();
    });
  if (one.alliance_id !== null) {
    return (
      <Button busy={work.busy} look="quiet" onPress={() => void change(null)} small>
        {w.close}
      </Button>
    );
  }
  return (
    <>
      <Button onPress={() => setOpen(true)} small>
        {w.open}
      </Button>
      {isOpen && (
        <FormDialog
          busy={work.busy}
          lead={w.openText}
          onClose={() => setOpen(false)}
          onSubmit={() => change(chosen)}
          problem={work.problem}
          title={w.open}
          verb={w.open}
        >
          <Select
            choices={alliances.map(({ id, name }) => ({ id: id as string, label: name }))}
            label={w.openTo}
            onChange={setChosen}
            value={chosen}
          />
        </FormDialog>
      )}
    </>
  );
}

/** What one's own body does for an ally. */
export function Offer({ one, again }: { one: SupplyRow; again: () => void }) {
  const w = useSupplyWords();
  const work = useWork({ inline: true });
  const own = one.offers[0];
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState(own?.text ?? "");
  const act = (run: () => Promise<void>, said: string) =>
    work.run(async () => {
      await run();
      toast.done(said);
      setOpen(false);
      again();
    });
  return (
    <div className={shared.acts}>
      {own?.is_accepted && one.state === "accepted" && (
        <Button
          busy={work.busy}
          look="primary"
          onPress={() => void act(() => supplies.sent(one.id), w.moved)}
          small
        >
          {w.sent}
        </Button>
      )}
      {!own?.is_accepted && (
        <Button onPress={() => setOpen(true)} small>
          {own === undefined ? w.offer : w.offerAgain}
        </Button>
      )}
      {own !== undefined && (
        <Button
          busy={work.busy}
          look="quiet"
          onPress={() => void act(() => supplies.withdraw(one.id), w.moved)}
          small
        >
          {w.withdrawOffer}
        </Button>
      )}
      {isOpen && (
        <FormDialog
          busy={work.busy}
          onClose={() => setOpen(false)}
          onSubmit={() => act(() => supplies.offer(one.id, text), w.offered)}
          problem={work.problem}
          title={w.offer}
          verb={w.offer}
        >
          <TextField
            hint={w.offerHint}
            label={w.offerText}
            lines={2}
            maxLength={200}
            onChange={setText}
            value={text}
          />
        </FormDialog>
      )}
    </div>
  );
}
