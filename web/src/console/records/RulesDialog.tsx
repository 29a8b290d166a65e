import { useState } from "react";
import type { RecordRulesTold } from "../../api/generated";
import { useBilingual } from "../../i18n/useBilingual";
import { Rounds } from "../../parts/Choices";
import { FormDialog } from "../../parts/FormDialog";
import { TextField } from "../../parts/TextField";
import { useWork } from "../../shell/useWork";
import { records } from "./api";
import { words } from "./words";

interface RulesDialogProps {
  before: RecordRulesTold;
  onSaved: () => void;
  onClose: () => void;
}

/** How long a consent lasts, and when masters are told. */
export function RulesDialog({ before, onSaved, onClose }: RulesDialogProps) {
  const w = useBilingual(words);
  const [hours, setHours] = useState(String(before.hours));
  const [tell, setTell] = useState(before.tell);
  const work = useWork({ inline: true });
  const wanted = /^\d{1,3}$/.test(hours) ? Number(hours) : 0;
  const isWrong = wanted < 1 || wanted > MOST;
  const save = () =>
    isWrong
      ? undefined
      : work.run(async () => {
          await records.changeRules({ hours: wanted, tell }, before.revision);
          onSaved();
        });
  return (
    <FormDialog
      busy={work.busy}
      onClose={onClose}
      onSubmit={save}
      problem={work.problem}
      size="narrow"
      title={w.rules}
      verb={w.save}
    >
      <TextField
        error={isWrong ? w.hoursWrong : null}
        inputMode="numeric"
        label={w.hours}
        maxLength={3}
        onChange={setHours}
        value={hours}
      />
      <Rounds
        choices={[
          { id: "afterwards", label: w.tells.afterwards },
          { id: "at_once", label: w.tells.at_once },
        ]}
        label={w.tell}
        onChange={setTell}
        value={tell}
      />
    </FormDialog>
  );
}

const MOST = 336;
