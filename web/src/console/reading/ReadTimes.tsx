import { useCallback, useState } from "react";
import type { BodyReadingRules } from "../../api/generated";
import { useBilingual } from "../../i18n/useBilingual";
import { ask } from "../../net/http";
import { Rounds } from "../../parts/Choices";
import { SettingsForm } from "../../parts/Section";
import { toast } from "../../parts/toasts";
import { Answered } from "../../shell/Answered";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { words } from "./words";

const RULES = "/api/administration/reading";
const SHOWN_TO = ["members", "author", "nobody"] as const;

/** Who sees at what time somebody read a message. */
export function ReadTimes() {
  const w = useBilingual(words);
  const answer = useAnswer(
    useCallback((signal: AbortSignal) => ask<BodyReadingRules>("GET", RULES, { signal }), []),
  );
  return (
    <Answered answer={answer} failed={w.failed}>
      {(body) => <Form body={body} />}
    </Answered>
  );
}

function Form({ body }: { body: BodyReadingRules }) {
  const w = useBilingual(words);
  const [times, setTimes] = useState(body.rules.times);
  const [revision, setRevision] = useState(body.revision);
  const { busy, problem, run } = useWork({ inline: true });
  async function save() {
    const saved = await run(async () => {
      const kept = await ask<BodyReadingRules>("PUT", RULES, { body: { times }, query: { revision } });
      setRevision(kept.revision);
    });
    if (saved) toast.done(w.saved);
  }
  return (
    <SettingsForm busy={busy} onSave={save} problem={problem} title={w.title}>
      <Rounds
        choices={SHOWN_TO.map((id) => ({ id, label: w.shownTo[id] }))}
        hint={w.hint}
        label={w.label}
        onChange={setTimes}
        value={times}
      />
    </SettingsForm>
  );
}
