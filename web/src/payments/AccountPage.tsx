import { useCallback, useState } from "react";
import type { CardAccountView } from "../api/generated";
import { Switch } from "../parts/Choices";
import { Fields, Section, SectionsForm } from "../parts/Section";
import { Select } from "../parts/Select";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { Answered } from "../shell/Answered";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { payments } from "./api";
import styles from "./Payments.module.css";
import { useWords } from "./words";

/** カード決済: the body's account with a payment service. */
export function AccountPage({ onBack }: { onBack?: (() => void) | undefined }) {
  const w = useWords();
  const answer = useAnswer(useCallback((signal: AbortSignal) => payments.account(signal), []));
  return (
    <div className={styles.page}>
      <PageHead onBack={onBack} title={w.accountTitle} />
      <PageBody column>
        <Answered answer={answer} failed={w.failed}>
          {(value) => <Account first={value} />}
        </Answered>
      </PageBody>
    </div>
  );
}

function Account({ first }: { first: CardAccountView }) {
  const w = useWords();
  const [known, setKnown] = useState(first);
  const [provider, setProvider] = useState(first.provider || (first.providers[0] ?? ""));
  const [isOn, setIsOn] = useState(first.is_on);
  const [key, setKey] = useState("");
  const [hook, setHook] = useState("");
  const { busy, problem, run } = useWork({ inline: true });
  if (known.providers.length === 0) return <p className={styles.hint}>{w.noProviders}</p>;
  const isSame = provider === known.provider;
  const save = async () => {
    const body = {
      provider,
      is_on: isOn,
      key: key.trim() === "" ? null : key.trim(),
      hook: hook.trim() === "" ? null : hook.trim(),
      changed_at: known.changed_at,
    };
    const isDone = await run(async () => {
      const next = await payments.saveAccount(body);
      setKnown(next);
      setIsOn(next.is_on);
      setKey("");
      setHook("");
    });
    if (isDone) toast.done(w.saved);
  };
  const kept = (has: boolean) => (has && isSame ? w.isKept : w.isMissing);
  return (
    <SectionsForm busy={busy} onSave={save} problem={problem}>
      <p className={styles.lead}>{w.accountLead}</p>
      <Section title={w.provider}>
        <Select
          choices={known.providers.map((id) => ({ id, label: id }))}
          label={w.provider}
          onChange={setProvider}
          value={provider}
        />
        <Fields>
          <TextField
            autoComplete="off"
            hint={kept(known.has_key)}
            label={w.key}
            onChange={setKey}
            type="password"
            value={key}
          />
          <TextField
            autoComplete="off"
            hint={kept(known.has_hook)}
            label={w.hook}
            onChange={setHook}
            type="password"
            value={hook}
          />
        </Fields>
        <Switch label={w.isOn} on={isOn} onChange={setIsOn} />
      </Section>
      <Section note={w.hookHint} title={w.hookAddress}>
        <code>{new URL(known.hook_path, location.origin).href}</code>
      </Section>
    </SectionsForm>
  );
}
