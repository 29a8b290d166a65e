import { useState } from "react";
import type { AidRequest, AidRequests } from "../../api/generated";
import type { Id } from "../../model/types";
import { FormDialog } from "../../parts/FormDialog";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import { instantOf, mutualAid } from "./api";
import { quantityOf } from "./quantity";
import { useAidWords } from "./words";

interface OfferAidProps {
  allianceId: Id;
  request: AidRequest;
  onOffered: (requests: AidRequests) => void;
  onClose: () => void;
}

/** What one's own body brings, and when. */
export function OfferAid({ allianceId, request, onOffered, onClose }: OfferAidProps) {
  const w = useAidWords();
  const missing = Math.max(1, request.quantity - request.offered);
  const [typed, setTyped] = useState(String(missing));
  const [arrives, setArrives] = useState("");
  const [note, setNote] = useState("");
  const [key] = useState(() => crypto.randomUUID()); // a second try is the same offer
  const work = useWork({ inline: true });
  const quantity = quantityOf(typed);
  const offer = () =>
    work.run(async () => {
      if (quantity === null) return;
      const body = { quantity, arrives_at: instantOf(arrives), note, client_key: key };
      onOffered(await mutualAid.offer(allianceId, request.id, body));
      toast.done(w.offeredIt);
      onClose();
    });
  return (
    <FormDialog
      busy={work.busy}
      isDisabled={quantity === null}
      lead={w.offerLead(request.body, w.need(request.item, request.quantity, request.unit))}
      onClose={onClose}
      onSubmit={offer}
      problem={work.problem}
      title={w.offer}
      verb={w.offer}
    >
      <TextField
        autoFocus
        error={quantity === null ? w.quantityNeeded : null}
        inputMode="numeric"
        isRequired
        label={w.quantity}
        maxLength={7}
        onChange={setTyped}
        value={typed}
      />
      <TextField label={w.arrives} markOptional onChange={setArrives} type="datetime-local" value={arrives} />
      <TextField label={w.note} lines={2} markOptional maxLength={500} onChange={setNote} value={note} />
    </FormDialog>
  );
}
