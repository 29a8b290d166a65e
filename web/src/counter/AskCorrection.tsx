import { useState } from "react";
import type { CaseView, CorrectionAsked } from "../api/generated";
import { useText } from "../i18n";
import { FormDialog } from "../parts/FormDialog";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { cases } from "./api";
import styles from "./Counter.module.css";
import { LetterTold } from "./LetterTold";
import type { OfCase } from "./ofCase";
import { SentenceChoice } from "./SentenceChoice";
import { useWords } from "./words";

export type CorrectionOfOne = Omit<CorrectionAsked, "revision">;

/** Which answers are to be mended, each with its reason. */
export function AskCorrection({ view, onView, onClose }: OfCase & { onClose: () => void }) {
  const ask = async (body: CorrectionOfOne) =>
    onView(await cases.askCorrection(view.case.id, { ...body, revision: view.case.revision }));
  return <MarkAnswers onAsk={ask} onClose={onClose} view={view} />;
}

interface MarkAnswersProps {
  view: CaseView;
  onAsk: (body: CorrectionOfOne) => Promise<void>;
  onClose: () => void;
  /** Of how many cases: then nothing that one applicant answered stands beside the questions. */
  many?: number;
}

export function MarkAnswers({ view, onAsk, onClose, many }: MarkAnswersProps) {
  const t = useText();
  const w = useWords();
  const [marks, setMarks] = useState<Readonly<Record<string, string>>>({});
  const [text, setText] = useState("");
  const [answerBy, setAnswerBy] = useState("");
  const { busy, problem, run } = useWork({ inline: true });
  const answers = view.application.pages
    .flatMap((page) => page.answers)
    .filter((one) => view.correctable.includes(one.question_id));
  const turn = (id: string, on: boolean) => {
    const { [id]: _gone, ...rest } = marks;
    setMarks(on ? { ...rest, [id]: "" } : rest);
  };
  const isWhole = Object.keys(marks).length > 0 && Object.values(marks).every((one) => one.trim() !== "");
  const send = async () => {
    const body = { marks, text, answer_by: answerBy === "" ? null : answerBy };
    if (!(await run(() => onAsk(body)))) return;
    toast.done(w.done);
    onClose();
  };
  return (
    <FormDialog
      busy={busy}
      holds
      isDisabled={!isWhole}
      lead={many === undefined ? w.correctionLead : w.correctionOfMany(many)}
      onClose={onClose}
      onSubmit={send}
      problem={problem}
      size="wide"
      title={w.askCorrection}
      verb={w.askCorrection}
    >
      <ul className={styles.marks}>
        {answers.map((one) => (
          <li key={one.question_id}>
            <label className={styles.mark}>
              <input
                checked={one.question_id in marks}
                onChange={({ target }) => turn(one.question_id, target.checked)}
                type="checkbox"
              />
              <span>
                {one.label}
                {many === undefined && (
                  <span className={styles.line}>
                    {one.is_sealed ? w.sealed : (one.shown ?? w.unanswered)}
                  </span>
                )}
              </span>
            </label>
            {one.question_id in marks && (
              <>
                <SentenceChoice
                  kind="correction"
                  onChoose={(reason) => setMarks({ ...marks, [one.question_id]: reason })}
                  view={view}
                />
                <TextField
                  label={w.correctionReason(one.label)}
                  maxLength={2000}
                  onChange={(reason) => setMarks({ ...marks, [one.question_id]: reason })}
                  value={marks[one.question_id] ?? ""}
                />
              </>
            )}
          </li>
        ))}
      </ul>
      {many === undefined && <LetterTold to="correcting" view={view} />}
      <TextField
        label={w.correctionText}
        lines={3}
        markOptional
        maxLength={4000}
        onChange={setText}
        value={text}
      />
      <label className={styles.date}>
        {w.answerBy}
        <span className={styles.none}>{t.parts.optional}</span>
        <input onChange={({ target }) => setAnswerBy(target.value)} type="date" value={answerBy} />
      </label>
      {!isWhole && <p className={styles.none}>{w.chooseAnswer}</p>}
    </FormDialog>
  );
}
