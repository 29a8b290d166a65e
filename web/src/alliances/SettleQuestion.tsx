import type { Id } from "../model/types";
import { FormDialog } from "../parts/FormDialog";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { alliances } from "./api";
import { useWords } from "./words";

interface SettleQuestionProps {
  allianceId: Id;
  question: Id;
  answer: Id | null;
  onClose: () => void;
}

/** A question is solved, by a reply or by none of them; everybody finds it with its answer from then on. */
export default function SettleQuestion({ allianceId, question, answer, onClose }: SettleQuestionProps) {
  const w = useWords();
  const work = useWork({ inline: true });
  const settle = () =>
    work.run(async () => {
      await alliances.settle(allianceId, question, { solved: true, answer_id: answer });
      toast.done(w.settled);
      onClose();
    });
  return (
    <FormDialog
      busy={work.busy}
      onClose={onClose}
      onSubmit={settle}
      problem={work.problem}
      size="narrow"
      title={w.settle}
      verb={w.settle}
    >
      <p>{answer === null ? w.settleText : w.settleByText}</p>
    </FormDialog>
  );
}
