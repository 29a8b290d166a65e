import { useCallback, useState } from "react";
import type { FormDepartment } from "../api/generated";
import { isProblem } from "../net/problem";
import { Rounds } from "../parts/Choices";
import { FormDialog } from "../parts/FormDialog";
import { FormProblem } from "../parts/Problem";
import { Select } from "../parts/Select";
import { TextField } from "../parts/TextField";
import { navigate } from "../shell/route";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { useMe } from "../state";
import { forms } from "./api";
import { newDocument } from "./document";
import { type Chosen, FromFile } from "./keeping/FromFile";
import { formPath } from "./paths";
import { useWords } from "./words";

const NOTHING = "";
/** How what is chosen begins where it is another form. */
const COPY = "form:";
const NO_COPY = "none";

/** What a new form begins with: nothing, a template, or a copy of another form's draft. */
async function beginning(from: string, title: string, firstPage: string, file: Chosen | null) {
  if (file !== null && typeof file.found !== "string") return file.found;
  if (from === NOTHING) return newDocument(title, firstPage);
  if (from.startsWith(COPY)) return (await forms.one(from.slice(COPY.length))).draft;
  return forms.template(from);
}

/** The title of the form in a file; empty for none. */
const titleIn = (file: Chosen | null) =>
  file === null || typeof file.found === "string" ? "" : file.found.title;

interface NewFormProps {
  departments: readonly FormDepartment[];
  onClose: () => void;
}

/** A form begins with a department, a name, and a template or nothing. */
export function NewForm({ departments, onClose }: NewFormProps) {
  const w = useWords();
  const own = useMe().person.department_id;
  const first = departments.find(({ id }) => id === own) ?? departments[0];
  const [department, setDepartment] = useState<string | null>(first?.id ?? null);
  const [title, setTitle] = useState("");
  const [template, setTemplate] = useState(NOTHING);
  const [isAsked, setAsked] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const [file, setFile] = useState<Chosen | null>(null);
  const work = useWork({ inline: true });
  const templates = useAnswer(useCallback((signal: AbortSignal) => forms.templates(signal), []));
  const listed = useAnswer(useCallback((signal: AbortSignal) => forms.list(null, signal), []));
  const offered = Array.isArray(templates.value) ? templates.value : [];
  const others = (listed.value?.forms ?? []).filter(({ rights }) => rights.includes("edit"));
  const name =
    title.trim() ||
    titleIn(file) ||
    (offered.find(({ key }) => key === template)?.title ??
      others.find(({ id }) => COPY + id === template)?.title ??
      "");

  async function make() {
    setAsked(true);
    setRefused(false);
    if (name === "" || department === null || typeof file?.found === "string") return;
    await work.run(async () => {
      const begun = await beginning(template, name, w.firstPage, file);
      const wanted = { department_id: department, document: { ...begun, title: name } };
      const made = await forms.make(wanted).catch((error: unknown) => {
        setRefused(file !== null && isProblem(error, "request.malformed"));
        throw error;
      });
      onClose();
      navigate(formPath(made.form.id));
    });
  }

  if (first === undefined) {
    return (
      <FormDialog isDisabled onClose={onClose} onSubmit={onClose} title={w.make} verb={w.make}>
        <FormProblem text={w.noDepartment} />
      </FormDialog>
    );
  }
  return (
    <FormDialog
      busy={work.busy}
      holds
      onClose={onClose}
      onSubmit={make}
      problem={isRefused ? w.fileRefused : work.problem}
      title={w.make}
      verb={w.make}
    >
      <TextField
        autoFocus
        error={isAsked && name === "" ? w.titleMissing : null}
        hint={w.formTitleHint}
        label={w.formTitle}
        maxLength={120}
        onChange={setTitle}
        value={title}
      />
      <Select
        choices={departments.map(({ id, name: label }) => ({ id, label }))}
        hint={w.departmentHint}
        label={w.department}
        onChange={setDepartment}
        value={department}
      />
      <FromFile chosen={file} onChosen={setFile} />
      {others.length > 0 && file === null && (
        <Select
          choices={[
            { id: NO_COPY, label: w.copyNothing },
            ...others.map(({ id, title: label, department: note }) => ({ id: COPY + id, label, note })),
          ]}
          hint={w.copyFromNote}
          label={w.copyFrom}
          onChange={(id) => setTemplate(id === NO_COPY ? NOTHING : id)}
          value={template.startsWith(COPY) ? template : NO_COPY}
        />
      )}
      {offered.length > 0 && file === null && !template.startsWith(COPY) && (
        <Rounds
          choices={[
            { id: NOTHING, label: w.fromNothing, note: w.fromNothingNote },
            ...offered.map(({ key, title: label, summary, body, is_own }) => ({
              id: key,
              label,
              note: [is_own ? w.ownTemplate : body && w.sharedBy(body), summary].filter(Boolean).join("　"),
            })),
          ]}
          label={w.beginFrom}
          onChange={setTemplate}
          value={template}
        />
      )}
    </FormDialog>
  );
}
