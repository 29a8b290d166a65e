import { useState } from "react";
import { Rounds } from "../parts/Choices";
import { FormDialog } from "../parts/FormDialog";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { cases } from "./api";
import type { OfCase } from "./ofCase";
import { SentenceChoice } from "./SentenceChoice";
import { useWords } from "./words";

type Proposed = "delivering" | "done" | "refused";

/** What is to follow when everybody on the route has approved. */
export function AskApproval({ view, onView, onClose }: OfCase & { onClose: () => void }) {
  const w = useWords();
  const delivers = view.procedure.uses.includes("delivering");
  const offered: readonly Proposed[] = delivers ? ["delivering", "refused"] : ["done", "refused"];
  const [proposed, setProposed] = useState<Proposed>(delivers ? "delivering" : "done");
  const [note, setNote] = useState("");
  const { busy, problem, run } = useWork({ inline: true });
  const needsNote = proposed === "refused";
  const send = async () => {
    const body = { proposed, revision: view.case.revision, note };
    if (!(await run(async () => onView(await cases.askApproval(view.case.id, body))))) return;
    toast.done(w.done);
    onClose();
  };
  return (
    <FormDialog
      busy={busy}
      isDisabled={needsNote && note.trim() === ""}
      lead={w.approvalLead}
      onClose={onClose}
      onSubmit={send}
      problem={problem}
      title={w.askApproval}
      verb={w.askApproval}
    >
      <Rounds
        choices={offered.map((id) => ({ id, label: w.moveTo[id] }))}
        label={w.proposed}
        onChange={setProposed}
        value={proposed}
      />
      <SentenceChoice kind="reason" onChoose={setNote} view={view} />
      <TextField
        hint={w.reasonHint}
        label={w.approvalNote}
        lines={3}
        markOptional={!needsNote}
        maxLength={4000}
        onChange={setNote}
        value={note}
      />
    </FormDialog>
  );
}
