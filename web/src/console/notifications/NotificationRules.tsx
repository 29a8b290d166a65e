import { useCallback, useState } from "react";
import type { BodyNotifications, QuietHours } from "../../api/generated";
import { useBilingual } from "../../i18n/useBilingual";
import { notifications } from "../../notifications/api";
import { FIRST_HOURS, QuietHoursFields } from "../../notifications/QuietHoursFields";
import { fieldOf, minuteOf } from "../../notifications/quietHours";
import { words } from "../../notifications/words";
import { Rounds, Switch } from "../../parts/Choices";
import { Fields, Section, SectionsForm } from "../../parts/Section";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { Answered } from "../../shell/Answered";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";

/** When nobody of the body is told who chose nothing else, and when the letter of the day goes. */
export function NotificationRules({ onBack }: { onBack: (() => void) | undefined }) {
  const w = useBilingual(words);
  const answer = useAnswer(useCallback((signal: AbortSignal) => notifications.rules(signal), []));
  return (
    <>
      <PageHead onBack={onBack} title={w.rules} />
      <PageBody column>
        <Answered answer={answer} failed={w.failed}>
          {(body) => <RulesForm body={body} />}
        </Answered>
      </PageBody>
    </>
  );
}

const URGENT_BY = ["staff", "masters", "nobody"] as const;

function RulesForm({ body }: { body: BodyNotifications }) {
  const w = useBilingual(words);
  const [isQuiet, setQuiet] = useState(body.rules.quiet !== null);
  const [hours, setHours] = useState<QuietHours>(body.rules.quiet ?? FIRST_HOURS);
  const [areComplete, setComplete] = useState(true);
  const [letterAt, setLetterAt] = useState(fieldOf(body.rules.digest_at));
  const [revision, setRevision] = useState(body.revision);
  const { busy, problem, run } = useWork({ inline: true });
  const [urgent, setUrgent] = useState(body.rules.urgent);
  const digest_at = minuteOf(letterAt);

  async function save() {
    if (digest_at === null || (isQuiet && !areComplete)) return;
    const rules = { quiet: isQuiet ? hours : null, digest_at, urgent };
    const saved = await run(async () =>
      setRevision((await notifications.saveRules(rules, revision)).revision),
    );
    if (saved) toast.done(w.saved);
  }
  return (
    <SectionsForm busy={busy} onSave={save} problem={problem}>
      <Section note={w.rulesLead} title={w.quiet}>
        <Switch label={w.bodyQuiet} note={w.bodyQuietNote} on={isQuiet} onChange={setQuiet} />
        {isQuiet && <QuietHoursFields onChange={setHours} onComplete={setComplete} value={hours} />}
      </Section>
      <Section title={w.letter}>
        <Fields>
          <TextField
            error={digest_at === null ? w.timeMissing : null}
            hint={w.letterHint}
            label={w.letterAt}
            onChange={setLetterAt}
            type="time"
            value={letterAt}
          />
        </Fields>
      </Section>
      <Section title={w.urgent}>
        <Rounds
          choices={URGENT_BY.map((id) => ({ id, label: w.urgentBys[id] }))}
          hint={w.urgentHint}
          label={w.urgentBy}
          onChange={setUrgent}
          value={urgent}
        />
      </Section>
    </SectionsForm>
  );
}
