import { useCallback } from "react";
import type { Policy, PolicyPage } from "../../api/generated";
import { useText } from "../../i18n";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { FormProblem } from "../../parts/Problem";
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
  const t = useText();
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
    <Dialog
      actions={
        <>
          <Button onPress={onClose}>{t.parts.cancel}</Button>
          <Button busy={work.busy} isDisabled={changes.length === 0} look="primary" type="submit">
            {w.save}
          </Button>
        </>
      }
      lead={w.reviewLead}
      onClose={onClose}
      onSubmit={save}
      title={w.reviewTitle}
    >
      {answer.phase === "asking" && <SkeletonRows />}
      {answer.phase === "known" && changes.length === 0 && <p>{w.nothing}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: nothing in the list can be pressed, and it must scroll by keyboard. */}
      <section aria-label={w.reviewTitle} tabIndex={0}>
        <Changes changes={changes} />
      </section>
      <FormProblem text={refusal ?? work.problem} />
    </Dialog>
  );
}
