import { useState } from "react";
import { DownloadIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { useBilingual } from "../../i18n/useBilingual";
import { Button } from "../../parts/Button";
import { Rounds } from "../../parts/Choices";
import { Dialog } from "../../parts/Dialog";
import { FormProblem } from "../../parts/Problem";
import { Select } from "../../parts/Select";
import { useWork } from "../../shell/useWork";
import { type Encoding, figures, type Sheet, type Wanted } from "./api";
import { words } from "./words";

const SHEETS: readonly Sheet[] = ["days", "months", "departments"];

interface ExportProps {
  wanted: Wanted;
  onClose: () => void;
  onDone: () => void;
}

/** One table of the page as a file. */
export function Export({ wanted, onClose, onDone }: ExportProps) {
  const t = useText();
  const w = useBilingual(words);
  const [sheet, setSheet] = useState<Sheet>("days");
  const [encoding, setEncoding] = useState<Encoding>("utf-8");
  const work = useWork({ inline: true });
  const write = () =>
    work.run(async () => {
      await figures.save(sheet, encoding, wanted);
      onDone();
    });
  return (
    <Dialog
      actions={
        <>
          <Button onPress={onClose}>{t.parts.cancel}</Button>
          <Button busy={work.busy} icon={<DownloadIcon size={18} />} look="primary" type="submit">
            {w.write}
          </Button>
        </>
      }
      lead={w.csvLead}
      onClose={onClose}
      onSubmit={write}
      title={w.csvTitle}
    >
      <Select
        choices={SHEETS.map((id) => ({ id, label: w.sheets[id] }))}
        label={w.sheet}
        onChange={setSheet}
        value={sheet}
      />
      <Rounds
        choices={[
          { id: "utf-8", label: w.utf8, note: w.utf8Note },
          { id: "cp932", label: w.cp932, note: w.cp932Note },
        ]}
        label={w.encoding}
        onChange={setEncoding}
        value={encoding}
      />
      <FormProblem text={work.problem} />
    </Dialog>
  );
}
