import { useState } from "react";
import { PrintIcon } from "../../design/icons";
import { Button } from "../../parts/Button";
import { Switch } from "../../parts/Choices";
import { FormDialog } from "../../parts/FormDialog";
import { useWork } from "../../shell/useWork";
import { paper } from "../paper";
import { useWords } from "../words";

/** The counts as a report that can be handed on. */
export function ReportButton({ formId }: { formId: string }) {
  const w = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <div>
      <Button icon={<PrintIcon size={18} />} onPress={() => setOpen(true)} small>
        {w.report}
      </Button>
      {isOpen && <Report formId={formId} onClose={() => setOpen(false)} />}
    </div>
  );
}

function Report({ formId, onClose }: { formId: string; onClose: () => void }) {
  const w = useWords();
  const [few, setFew] = useState(false);
  const { busy, problem, run } = useWork({ inline: true });
  const make = async () => {
    if (await run(() => paper.report(formId, few))) onClose();
  };
  return (
    <FormDialog
      busy={busy}
      lead={w.reportLead}
      onClose={onClose}
      onSubmit={make}
      problem={problem}
      title={w.report}
      verb={w.makeReport}
    >
      <Switch label={w.reportFew} note={w.reportFewNote} on={few} onChange={setFew} />
    </FormDialog>
  );
}
