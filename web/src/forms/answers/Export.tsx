import { useState } from "react";
import type { AnswerLosses, FormView } from "../../api/generated";
import { Button } from "../../parts/Button";
import { Rounds } from "../../parts/Choices";
import { Dialog } from "../../parts/Dialog";
import { FormDialog } from "../../parts/FormDialog";
import { FormProblem } from "../../parts/Problem";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import { type Encoding, forms } from "../api";
import { documentHasFiles } from "../document";
import { paper } from "../paper";
import { useWords } from "../words";
import styles from "./Answers.module.css";

type Format = Encoding | "xlsx" | "zip";

interface ExportProps {
  view: FormView;
  onClose: () => void;
}

const EACH_APPLICATION = "application";

/** What came in as a table; what an encoding cannot carry is told before. */
export function Export({ view, onClose }: ExportProps) {
  const w = useWords();
  const formId = view.form.id;
  const [chosen, setChosen] = useState(EACH_APPLICATION);
  const groups = view.draft.pages
    .flatMap(({ questions }) => questions)
    .flatMap((one) => (one.kind === "group" ? [one] : []));
  const rows = chosen === EACH_APPLICATION ? "" : chosen;
  const [format, setFormat] = useState<Format>("xlsx");
  const [losses, setLosses] = useState<AnswerLosses | null>(null);
  const { busy, problem, run } = useWork({ inline: true });
  async function save() {
    if (format === "zip") await forms.saveFiles(formId);
    else if (format === "xlsx") await paper.workbook(formId, rows);
    else await forms.save(formId, format, rows);
    toast.done(w.exported);
    onClose();
  }
  const write = () =>
    run(async () => {
      const found = format === "csv-sjis" ? await paper.losses(formId) : null;
      if (found !== null && found.total > 0) setLosses(found);
      else await save();
    });
  if (losses !== null)
    return <Lost busy={busy} losses={losses} onClose={onClose} onWrite={() => run(save)} problem={problem} />;
  return (
    <FormDialog
      busy={busy}
      lead={w.exportLead}
      onClose={onClose}
      onSubmit={write}
      problem={problem}
      title={w.export}
      verb={w.write}
    >
      <Rounds
        choices={[
          { id: "xlsx", label: w.xlsx, note: w.xlsxNote },
          { id: "csv", label: w.utf8, note: w.utf8Note },
          { id: "csv-sjis", label: w.sjis, note: w.sjisNote },
          ...(documentHasFiles(view.draft)
            ? [{ id: "zip" as const, label: w.filesZip, note: w.filesZipNote }]
            : []),
        ]}
        label={w.exportAs}
        onChange={setFormat}
        value={format}
      />
      {groups.length > 0 && format !== "zip" && (
        <Rounds
          choices={[
            { id: EACH_APPLICATION, label: w.rowPerApplication },
            ...groups.map(({ id, label, noun }) => ({
              id,
              label: w.rowPerMember(noun || label),
              note: w.rowPerMemberNote,
            })),
          ]}
          label={w.rowsOfTable}
          onChange={setChosen}
          value={chosen}
        />
      )}
    </FormDialog>
  );
}

interface LostProps {
  losses: AnswerLosses;
  busy: boolean;
  problem: string | null;
  onWrite: () => void;
  onClose: () => void;
}

function Lost({ losses: { total, losses }, busy, problem, onWrite, onClose }: LostProps) {
  const w = useWords();
  return (
    <Dialog
      actions={
        <Button busy={busy} look="primary" type="submit">
          {w.lossWrite}
        </Button>
      }
      onClose={onClose}
      onSubmit={onWrite}
      size="wide"
      title={w.lossTitle(total)}
    >
      <p>{w.lossText}</p>
      <ul className={styles.losses}>
        {losses.map((loss, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes.
          <li key={at}>
            <span>
              {loss.number || w.lossHead}（{loss.column}）
            </span>
            {loss.characters.length === 0 ? (
              <span>{w.sealed}</span>
            ) : (
              <>
                <strong>{loss.characters.join(" ")}</strong>
                <span>{w.lossWritten(loss.written)}</span>
              </>
            )}
          </li>
        ))}
      </ul>
      {total > losses.length && <p>{w.lossMore(total - losses.length)}</p>}
      <FormProblem text={problem} />
    </Dialog>
  );
}
