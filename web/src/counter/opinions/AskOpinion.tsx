import { useState } from "react";
import type { CaseView, OpinionView } from "../../api/generated";
import type { Person } from "../../model/types";
import { FormDialog } from "../../parts/FormDialog";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { flat } from "../../people/departments";
import { PeoplePicker } from "../../people/PeoplePicker";
import { useDepartments } from "../../people/useDirectory";
import { useWork } from "../../shell/useWork";
import styles from "../Counter.module.css";
import { opinions } from "./api";
import { useOpinionWords } from "./words";

interface AskOpinionProps {
  view: CaseView;
  onKnown: (known: readonly OpinionView[]) => void;
  onClose: () => void;
}

/** Whom one asks what, by when, and which answers they are shown for it: none unless it is chosen. */
export function AskOpinion({ view, onKnown, onClose }: AskOpinionProps) {
  const w = useOpinionWords();
  const { tree } = useDepartments();
  const [kind, setKind] = useState<"section" | "person">("section");
  const [section, setSection] = useState<string | null>(null);
  const [people, setPeople] = useState<readonly Person[]>([]);
  const [question, setQuestion] = useState("");
  const [answerBy, setAnswerBy] = useState("");
  const [shown, setShown] = useState<readonly string[]>([]);
  const { busy, problem, run } = useWork({ inline: true });
  const holder = kind === "section" ? section : (people[0]?.id ?? null);
  const isWhole = holder !== null && question.trim() !== "" && answerBy !== "";
  const answers = view.application.pages
    .flatMap((page) => page.answers)
    .filter((one) => one.shown !== null && !one.is_sealed);
  const turn = (id: string, on: boolean) => setShown(on ? [...shown, id] : shown.filter((one) => one !== id));
  const send = async () => {
    if (holder === null) return;
    const body = { holder_id: holder, question, shown: [...shown], answer_by: answerBy };
    if (!(await run(async () => onKnown(await opinions.ask(view.case.id, body))))) return;
    toast.done(w.asked);
    onClose();
  };
  return (
    <FormDialog
      busy={busy}
      holds
      isDisabled={!isWhole}
      lead={w.askLead}
      onClose={onClose}
      onSubmit={send}
      problem={problem}
      size="wide"
      title={w.ask}
      verb={w.send}
    >
      <Select
        choices={[
          { id: "section", label: w.section },
          { id: "person", label: w.person },
        ]}
        label={w.holder}
        onChange={setKind}
        value={kind}
      />
      {kind === "section" ? (
        <Select
          choices={flat(tree).map(({ branch, depth }) => ({
            id: branch.id,
            label: `${"　".repeat(depth)}${branch.name}`,
          }))}
          label={w.section}
          onChange={setSection}
          value={section}
        />
      ) : (
        <PeoplePicker chosen={people} onChange={(all) => setPeople(all.slice(-1))} taken={new Set()} />
      )}
      <TextField label={w.question} lines={3} maxLength={4000} onChange={setQuestion} value={question} />
      <label className={styles.date}>
        {w.answerBy}
        <input onChange={({ target }) => setAnswerBy(target.value)} type="date" value={answerBy} />
      </label>
      <fieldset className={styles.part}>
        <legend>{w.shown}</legend>
        <ul className={styles.marks}>
          {answers.map((one) => (
            <li key={one.question_id}>
              <label className={styles.mark}>
                <input
                  checked={shown.includes(one.question_id)}
                  onChange={({ target }) => turn(one.question_id, target.checked)}
                  type="checkbox"
                />
                <span>
                  {one.label}
                  <span className={styles.line}>{one.shown}</span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
    </FormDialog>
  );
}
