import { useCallback } from "react";
import type { Policy, PolicyPage } from "../../api/generated";
import { FormDialog } from "../../parts/FormDialog";
import { SkeletonRows } from "../../parts/Skeleton";
import { sentenceOf, toast } from "../../parts/toasts";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { policies } from "./api";
import { Changes } from "./Changes";
import { usePolicyWords } from "./words";

interface ReviewProps {
  policy: Policy;
  onClose: () => void;
  onSaved: (page: PolicyPage) => void;
}

/** What would change, in words, as the server sees it; then it is saved. */
export function Review({ policy, onClose, onSaved }: ReviewProps) {
  const w = usePolicyWords();
  const work = useWork({ inline: true });
  const answer = useAnswer(useCallback((signal: AbortSignal) => policies.preview(policy, signal), [policy]));
  const changes = answer.value?.changes ?? [];
  const refusal = answer.phase === "failed" ? sentenceOf(answer.error, w.failed) : null;

  async function save() {
    let after: PolicyPage | null = null;
    const isDone = await work.run(async () => {
      after = await policies.set(policy);
    });
    if (!isDone || after === null) return;
    toast.done(w.saved);
    onSaved(after);
  }

  return (
    <FormDialog
      busy={work.busy}
      isDisabled={changes.length === 0}
      lead={w.reviewLead}
      onClose={onClose}
      onSubmit={save}
      problem={refusal ?? work.problem}
      title={w.reviewTitle}
      verb={w.save}
    >
      {answer.phase === "asking" && <SkeletonRows />}
      {answer.phase === "known" && changes.length === 0 && <p>{w.nothing}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: nothing in the list can be pressed, and it must scroll by keyboard. */}
      <section aria-label={w.reviewTitle} tabIndex={0}>
        <Changes changes={changes} />
      </section>
    </FormDialog>
  );
}
