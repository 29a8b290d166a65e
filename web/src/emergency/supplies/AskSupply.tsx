import { useState } from "react";
import type { SupplyBoard, SupplyRow } from "../../api/generated";
import { Rounds } from "../../parts/Choices";
import { FormDialog } from "../../parts/FormDialog";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import { supplies } from "./api";
import { useSupplyWords } from "./words";

const HEADQUARTERS = "";
const KINDS = ["goods", "people", "vehicle", "task"] as const;

interface AskSupplyProps {
  board: SupplyBoard;
  isDrill: boolean;
  onClose: () => void;
  onDone: () => void;
}

/** Asking for something: what, how much, where to. */
export function AskSupply({ board, isDrill, onClose, onDone }: AskSupplyProps) {
  const w = useSupplyWords();
  const work = useWork({ inline: true });
  const places = [
    ...(board.may_lead ? [{ id: HEADQUARTERS, label: w.headquarters }] : []),
    ...board.places.map(({ id, name }) => ({ id, label: name })),
  ];
  const [kind, setKind] = useState<SupplyRow["kind"]>("goods");
  const [what, setWhat] = useState("");
  const [amount, setAmount] = useState("");
  const [note, setNote] = useState("");
  const [place, setPlace] = useState(places[0]?.id ?? HEADQUARTERS);
  const [isTried, setTried] = useState(false);
  // Pressed again after a line was lost: it is asked for once.
  const [key] = useState(() => crypto.randomUUID());
  const send = async () => {
    setTried(true);
    if (what.trim() === "") return;
    await work.run(async () => {
      const place_id = place === HEADQUARTERS ? null : place;
      await supplies.ask({ key, kind, what, amount, note, place_id, is_drill: isDrill });
      toast.done(w.asked);
      onDone();
    });
  };
  return (
    <FormDialog
      busy={work.busy}
      onClose={onClose}
      onSubmit={send}
      problem={work.problem}
      title={w.ask}
      verb={w.ask}
    >
      <Rounds
        choices={KINDS.map((id) => ({ id, label: w.kinds[id] }))}
        inline
        label={w.kind}
        onChange={setKind}
        value={kind}
      />
      <TextField
        error={isTried && what.trim() === "" ? w.needWhat : null}
        hint={w.whatHint}
        label={w.what}
        maxLength={80}
        onChange={setWhat}
        value={what}
      />
      <TextField
        hint={w.amountHint}
        label={w.amount}
        markOptional
        maxLength={40}
        onChange={setAmount}
        value={amount}
      />
      <Select choices={places} label={w.place} onChange={setPlace} value={place} />
      <TextField
        hint={w.noteHint}
        label={w.note}
        lines={2}
        markOptional
        maxLength={300}
        onChange={setNote}
        value={note}
      />
    </FormDialog>
  );
}
