import { useCallback, useState } from "react";
import type { AidRequests, AllianceView, NewAidRequest } from "../../api/generated";
import type { Id } from "../../model/types";
import { Rounds, Switch } from "../../parts/Choices";
import { FormDialog } from "../../parts/FormDialog";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { useRooms } from "../../state";
import styles from "../Alliances.module.css";
import { instantOf, mutualAid } from "./api";
import { quantityOf } from "./quantity";
import { useAidWords } from "./words";

const KINDS = ["supplies", "people", "equipment", "other"] as const;
const NONE = "*";

interface AskForAidProps {
  view: AllianceView;
  onAsked: (requests: AidRequests) => void;
  onClose: () => void;
}

/** Ask the other bodies: what, how much, until when, where to; and tell it in a room at once. */
export function AskForAid({ view, onAsked, onClose }: AskForAidProps) {
  const w = useAidWords();
  const { id } = view.card;
  const [kind, setKind] = useState<(typeof KINDS)[number]>("supplies");
  const [item, setItem] = useState("");
  const [typed, setTyped] = useState("");
  const [unit, setUnit] = useState("");
  const [neededBy, setNeededBy] = useState("");
  const [place, setPlace] = useState("");
  const [note, setNote] = useState("");
  const [isDrill, setDrill] = useState(false);
  const [agreement, setAgreement] = useState<Id>(NONE);
  const [room, setRoom] = useState<Id>(NONE);
  const [tried, setTried] = useState(false);
  const [key] = useState(() => crypto.randomUUID()); // a second try is the same request
  const work = useWork({ inline: true });
  const found = useAnswer(useCallback((signal: AbortSignal) => mutualAid.agreements(id, signal), [id])).value;
  const inForce = (found?.agreements ?? []).filter(
    ({ state, own_agreed }) => state === "in_force" && own_agreed,
  );
  const rooms = useRooms().filter(
    ({ alliance_id, archived_at }) => alliance_id === id && archived_at === null,
  );
  const quantity = quantityOf(typed);

  function ask() {
    setTried(true);
    if (item.trim() === "" || quantity === null) return;
    const body: NewAidRequest = {
      kind,
      item: item.trim(),
      quantity,
      unit: unit.trim(),
      needed_by: instantOf(neededBy),
      place: place.trim(),
      note: note.trim(),
      is_drill: isDrill,
      agreement_id: agreement === NONE ? null : agreement,
      room_id: room === NONE ? null : room,
      client_key: key,
    };
    return work.run(async () => {
      onAsked(await mutualAid.ask(id, body));
      toast.done(w.asked);
      onClose();
    });
  }

  return (
    <FormDialog
      busy={work.busy}
      holds={item !== "" || note !== ""}
      lead={w.askLead}
      onClose={onClose}
      onSubmit={ask}
      problem={work.problem}
      title={w.ask}
      verb={w.ask}
    >
      <Rounds
        choices={KINDS.map((each) => ({ id: each, label: w.kinds[each] }))}
        inline
        label={w.kind}
        onChange={setKind}
        value={kind}
      />
      <TextField
        autoFocus
        error={tried && item.trim() === "" ? w.itemNeeded : null}
        isRequired
        label={w.item}
        maxLength={80}
        onChange={setItem}
        placeholder={w.itemPlaceholder}
        value={item}
      />
      <div className={styles.pair}>
        <TextField
          error={tried && quantity === null ? w.quantityNeeded : null}
          inputMode="numeric"
          isRequired
          label={w.quantity}
          maxLength={9}
          onChange={setTyped}
          value={typed}
        />
        <TextField
          label={w.unit}
          markOptional
          maxLength={10}
          onChange={setUnit}
          placeholder={w.unitPlaceholder}
          value={unit}
        />
      </div>
      <TextField
        label={w.neededBy}
        markOptional
        onChange={setNeededBy}
        type="datetime-local"
        value={neededBy}
      />
      <TextField
        label={w.place}
        markOptional
        maxLength={200}
        onChange={setPlace}
        placeholder={w.placePlaceholder}
        value={place}
      />
      <TextField label={w.note} lines={2} markOptional maxLength={500} onChange={setNote} value={note} />
      {inForce.length > 0 && (
        <Select
          choices={[
            { id: NONE, label: w.whomAll },
            ...inForce.map((one) => ({ id: one.id, label: w.whomAgreement(one.title) })),
          ]}
          label={w.whom}
          onChange={setAgreement}
          value={agreement}
        />
      )}
      {rooms.length > 0 && (
        <Select
          choices={[
            { id: NONE, label: w.noRoom },
            ...rooms.map((one) => ({ id: one.id, label: one.name ?? "" })),
          ]}
          hint={w.roomHint}
          label={w.room}
          onChange={setRoom}
          value={room}
        />
      )}
      <Switch label={w.drill} note={w.drillNote} on={isDrill} onChange={setDrill} />
    </FormDialog>
  );
}
