import { useState } from "react";
import type { BooksExport } from "../api/generated";
import { Rounds } from "../parts/Choices";
import { FormDialog } from "../parts/FormDialog";
import { useWork } from "../shell/useWork";
import { payments } from "./api";
import { DateField } from "./DateField";
import { useWords } from "./words";

/** 調定・収納のCSV. */
export function SaveBooks({ day, onClose }: { day: string; onClose: () => void }) {
  const w = useWords();
  const [table, setTable] = useState<BooksExport["table"]>("payments");
  const [format, setFormat] = useState<"csv" | "csv-sjis">("csv");
  const [begins, setBegins] = useState(`${day.slice(0, 8)}01`);
  const [ends, setEnds] = useState(day);
  const { busy, problem, run } = useWork({ inline: true });
  const save = async () => {
    if (await run(() => payments.save({ table, begins_on: begins, ends_on: ends, format }))) onClose();
  };
  return (
    <FormDialog
      busy={busy}
      isDisabled={begins === "" || ends === "" || ends < begins}
      lead={w.saveLead}
      onClose={onClose}
      onSubmit={save}
      problem={problem}
      title={w.save}
      verb={w.save}
    >
      <Rounds
        choices={(["payments", "charges"] as const).map((id) => ({ id, label: w.tables[id] }))}
        label={w.table}
        onChange={setTable}
        value={table}
      />
      <DateField label={w.beginsOn} onChange={setBegins} value={begins} />
      <DateField label={w.endsOn} onChange={setEnds} value={ends} />
      <Rounds
        choices={[
          { id: "csv", label: w.utf8 },
          { id: "csv-sjis", label: w.sjis },
        ]}
        label={w.format}
        onChange={setFormat}
        value={format}
      />
    </FormDialog>
  );
}
