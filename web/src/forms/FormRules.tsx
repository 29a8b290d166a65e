import { useCallback } from "react";
import type { FormRules as Rules } from "../api/generated";
import { Switch } from "../parts/Choices";
import { Dialog } from "../parts/Dialog";
import { toast } from "../parts/toasts";
import { Answered } from "../shell/Answered";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { forms } from "./api";
import { useWords } from "./words";

/** 団体の決まり: what holds for all forms of the body, for who administers it. */
export function FormRules({ onClose }: { onClose: () => void }) {
  const w = useWords();
  const answer = useAnswer(useCallback((signal: AbortSignal) => forms.rules(signal), []));
  return (
    <Dialog onClose={onClose} title={w.formRules}>
      <Answered answer={answer} failed={w.failed}>
        {(rules) => <TakesTwo again={answer.again} rules={rules} />}
      </Answered>
    </Dialog>
  );
}

function TakesTwo({ rules, again }: { rules: Rules; again: () => void }) {
  const w = useWords();
  const { busy, run } = useWork();
  const change = (takes_two: boolean) =>
    run(async () => {
      await forms.saveRules({ revision: rules.revision, takes_two });
      toast.done(w.saved);
      again();
    });
  return (
    <Switch busy={busy} label={w.takesTwo} note={w.takesTwoNote} on={rules.takes_two} onChange={change} />
  );
}
