import { useState } from "react";
import type { RecordRules } from "../../api/generated";
import { useText } from "../../i18n";
import { Button } from "../../parts/Button";
import { Rounds } from "../../parts/Choices";
import { Dialog } from "../../parts/Dialog";
import { FormProblem } from "../../parts/Problem";
import { TextField } from "../../parts/TextField";
import { useWork } from "../../shell/useWork";
import { useBoth } from "../words/both";
import { records } from "./api";
import { words } from "./words";

interface RulesDialogProps {
  before: RecordRules;
  onSaved: () => void;
  onClose: () => void;
}

/** How long a consent lasts, and when masters are told. */
export function RulesDialog({ before, onSaved, onClose }: RulesDialogProps) {
  const t = useText();
  const w = useBoth(words);
  const [hours, setHours] = useState(String(before.hours));
  const [tell, setTell] = useState(before.tell);
  const work = useWork({ inline: true });
  const wanted = /^\d{1,3}$/.test(hours) ? Number(hours) : 0;
  const isWrong = wanted < 1 || wanted > MOST;
  const save = () =>
    isWrong
      ? undefined
      : work.run(async () => {
          await records.changeRules({ hours: wanted, tell });
          onSaved();
        });
  return (
    <Dialog
      actions={
        <>
          <Button onPress={onClose}>{t.parts.cancel}</Button>
          <Button busy={work.busy} look="primary" type="submit">
            {w.save}
          </Button>
        </>
      }
      onClose={onClose}
      onSubmit={save}
      size="narrow"
      title={w.rules}
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
      <FormProblem text={work.problem} />
    </Dialog>
  );
}

const MOST = 336;
