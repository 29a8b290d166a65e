import { Switch } from "../../parts/Choices";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import {
  askedBefore,
  findQuestion,
  HELP_MOST,
  isAsked,
  isGiven,
  isMemberKind,
  KINDS,
  LABEL_MOST,
  type Question,
} from "../document";
import { useWords } from "../words";
import { ConditionEditor } from "./ConditionEditor";
import { FormulaFields } from "./FormulaFields";
import { GroupFields } from "./GroupFields";
import type { Hands } from "./hands";
import { KindFields } from "./KindFields";
import { PictureFields } from "./PictureFields";

interface QuestionPropertiesProps {
  hands: Hands;
  question: Question;
}

export function QuestionProperties({ hands, question }: QuestionPropertiesProps) {
  const w = useWords();
  const { document, change } = hands;
  const { id, kind } = question;
  const set = (part: object) => change({ is: "question", id, set: part });
  const isRead = kind === "explanation";
  const isInner = findQuestion(document, id)?.group != null;
  const kinds = isInner ? KINDS.filter(isMemberKind) : KINDS;
  return (
    <>
      <TextField
        label={isRead ? w.headingLabel : kind === "consent" ? w.consentLabel : w.label}
        maxLength={LABEL_MOST}
        onChange={(label) => set({ label })}
        value={question.label}
      />
      <Select
        choices={kinds.map((one) => ({ id: one, label: w.kinds[one] }))}
        label={w.kind}
        onChange={(next) => change({ is: "kind", id, kind: next })}
        value={kind}
      />
      {isAsked(question) && (
        <Switch
          label={w.required}
          note={w.requiredNote}
          on={question.required}
          onChange={(required) => set({ required })}
        />
      )}
      {question.kind === "group" && <GroupFields group={question} hands={hands} />}
      {question.kind === "calculated" && <FormulaFields hands={hands} question={question} />}
      <KindFields question={question} set={set} />
      <TextField
        hint={isRead || kind === "consent" ? "" : w.helpHint}
        label={isRead ? w.helpOfExplanation : kind === "consent" ? w.helpOfConsent : w.help}
        lines={isRead || kind === "consent" ? 5 : 2}
        maxLength={HELP_MOST}
        onChange={(help) => set({ help })}
        value={question.help}
      />
      <Picture hands={hands} question={question} set={set} />
      <ConditionEditor
        asked={askedBefore(document, id)}
        condition={question.show_if}
        document={document}
        onChange={(show_if) => set({ show_if })}
      />
      {!isRead && <Care question={question} set={set} />}
    </>
  );
}

/** What is only read may have a picture. */
function Picture({ hands, question, set }: QuestionPropertiesProps & Pick<CareProps, "set">) {
  if (question.kind !== "explanation") return null;
  return <PictureFields formId={hands.formId} key={question.id} question={question} set={set} />;
}

interface CareProps {
  question: Question;
  set: (part: object) => void;
}

/** How its answers are kept, and whether they are offered again. */
function Care({ question, set }: CareProps) {
  const w = useWords();
  return (
    <>
      <Switch
        label={w.needsCare}
        note={w.needsCareNote}
        on={question.needs_care}
        onChange={(needs_care) => set({ needs_care })}
      />
      {!isGiven(question.kind) && (
        <Switch
          label={w.askAgain}
          note={w.askAgainNote}
          on={question.ask_again}
          onChange={(ask_again) => set({ ask_again })}
        />
      )}
    </>
  );
}
