import { useCallback, useState } from "react";
import type { ChronologyEntry } from "../../api/generated";
import { FileField } from "../../circulars/FileField";
import { useAttached } from "../../circulars/useAttached";
import { FormDialog } from "../../parts/FormDialog";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { incidents } from "./api";
import { TimeField } from "./TimeField";
import { type IncidentWords, useIncidentWords } from "./words";
import { draftOf, NOBODY, saysNothing, type WrittenEntry, writtenOf } from "./written";

type Kind = ChronologyEntry["kind"];

export function entryKindChoices(w: IncidentWords): { id: Kind; label: string }[] {
  return (Object.keys(w.entryKinds) as Kind[]).map((id) => ({ id, label: w.entryKinds[id] }));
}

interface EntryDialogProps {
  incident: string;
  /** Null: a new one. */
  entry: ChronologyEntry | null;
  onClose: () => void;
  onDone: () => void;
}

/** Writing an entry, or changing one as a whole. */
export function EntryDialog({ incident, entry, onClose, onDone }: EntryDialogProps) {
  const w = useIncidentWords();
  const work = useWork({ inline: true });
  const [key] = useState(() => crypto.randomUUID());
  const [written, setWritten] = useState(() => writtenOf(entry));
  const [isTried, setTried] = useState(false);
  const attached = useAttached([], w.photoFailed);
  const file_ids = attached.files.map(({ id }) => id);
  const isEmpty = saysNothing(written, entry, file_ids.length);
  const draft = draftOf(written, entry);
  const isSending = attached.sending.length > 0;

  function save() {
    setTried(true);
    if (isEmpty || isSending || draft === null) return;
    void work.run(async () => {
      if (entry === null) await incidents.write(incident, { key, draft, message_id: null, file_ids });
      else await incidents.rewrite(incident, entry.number, { revision: entry.revision, draft });
      toast.done(entry === null ? w.written : w.changed);
      onDone();
    });
  }

  return (
    <FormDialog
      busy={work.busy}
      holds={written.text.trim() !== ""}
      isDisabled={isSending}
      onClose={onClose}
      onSubmit={save}
      problem={work.problem}
      title={entry === null ? w.write : w.rewrite}
      verb={entry === null ? w.write : w.change}
    >
      <TextField
        autoFocus
        error={isTried && isEmpty ? w.needText : null}
        hint={w.textHint}
        label={w.text}
        lines={4}
        maxLength={2000}
        onChange={(text) => setWritten({ ...written, text })}
        value={written.text}
      />
      {entry === null && <FileField attached={attached} />}
      <Fields
        incident={incident}
        isWrongPlace={isTried && draft === null}
        named={entry?.responsible ?? ""}
        onChange={setWritten}
        written={written}
      />
    </FormDialog>
  );
}

interface FieldsProps {
  incident: string;
  written: WrittenEntry;
  /** Who sees to it now, who may not work on the incident any more. */
  named: string;
  isWrongPlace: boolean;
  onChange: (written: WrittenEntry) => void;
}

/** Everything beside the words. */
function Fields({ incident, written, named, isWrongPlace, onChange }: FieldsProps) {
  const w = useIncidentWords();
  const people = useAnswer(
    useCallback((signal: AbortSignal) => incidents.people(incident, signal), [incident]),
  );
  const change = (some: Partial<WrittenEntry>) => onChange({ ...written, ...some });
  const known = (people.value?.people ?? []).map(({ id, name }) => ({ id, label: name }));
  const { responsible } = written;
  if (responsible !== NOBODY && !known.some(({ id }) => id === responsible)) {
    known.push({ id: responsible, label: named });
  }
  return (
    <>
      <Select
        choices={entryKindChoices(w)}
        label={w.entryKind}
        onChange={(kind) => change({ kind })}
        value={written.kind}
      />
      <Select
        choices={[
          ...(["open", "working", "done"] as const).map((id) => ({ id, label: w.statuses[id] })),
          { id: "none" as const, label: w.noStatus },
        ]}
        label={w.status}
        onChange={(status) => change({ status })}
        value={written.status}
      />
      <TextField
        hint={w.sourceHint}
        label={w.source}
        markOptional
        maxLength={60}
        onChange={(source) => change({ source })}
        value={written.source}
      />
      <TextField
        hint={w.placeHint}
        label={w.place}
        markOptional
        maxLength={120}
        onChange={(place) => change({ place })}
        value={written.place}
      />
      <TextField
        error={isWrongPlace ? w.badCoordinates : null}
        hint={w.coordinatesHint}
        inputMode="decimal"
        label={w.coordinates}
        markOptional
        maxLength={60}
        onChange={(coordinates) => change({ coordinates })}
        value={written.coordinates}
      />
      <TimeField
        hint={w.happenedAtHint}
        label={w.happenedAt}
        onChange={(at) => change({ at })}
        value={written.at}
      />
      <Select
        choices={[{ id: NOBODY, label: w.noResponsible }, ...known]}
        label={w.responsible}
        onChange={(chosen) => change({ responsible: chosen })}
        value={responsible}
      />
    </>
  );
}
