import { useCallback, useState } from "react";
import type { ProvidersView, ProviderView } from "../api/generated";
import { Button } from "../parts/Button";
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
import { identity } from "./api";
import styles from "./Identity.module.css";
import { useWords } from "./words";

const PROOFS = ["private_key_jwt", "client_secret_basic", "client_secret_post"] as const;

/** 申請者の本人確認: who vouches for the applicants of the body. */
export function ProvidersPage({ onBack }: { onBack?: (() => void) | undefined }) {
  const w = useWords();
  const answer = useAnswer(useCallback((signal: AbortSignal) => identity.providers(signal), []));
  return (
    <div className={styles.page}>
      <PageHead onBack={onBack} title={w.providersTitle} />
      <PageBody column>
        <Answered answer={answer} failed={w.failed}>
          {(value) => <All first={value} />}
        </Answered>
      </PageBody>
    </div>
  );
}

function All({ first }: { first: ProvidersView }) {
  const w = useWords();
  const [known, setKnown] = useState(first);
  if (known.issuers.length === 0) return <p className={styles.hint}>{w.noIssuers}</p>;
  return (
    <>
      <p className={styles.lead}>{w.providersLead}</p>
      {known.providers.map((one) => (
        <div className={styles.provider} key={one.profile}>
          <One issuers={known.issuers} known={one} onView={setKnown} />
        </div>
      ))}
    </>
  );
}

interface OneProps {
  known: ProviderView;
  issuers: readonly string[];
  onView: (view: ProvidersView) => void;
}

function One({ known, issuers, onView }: OneProps) {
  const w = useWords();
  const [isOn, setIsOn] = useState(known.is_on);
  const [terms, setTerms] = useState(known.terms);
  const [acr, setAcr] = useState((known.terms.required_acr ?? []).join(" "));
  const [secret, setSecret] = useState("");
  const { busy, problem, run } = useWork({ inline: true });
  const change = (some: Partial<ProviderView["terms"]>) => setTerms({ ...terms, ...some });
  const save = async () => {
    const body = {
      revision: known.revision,
      is_on: isOn,
      terms: { ...terms, required_acr: acr.split(/\s+/).filter((one) => one !== "") },
      secret: secret.trim() === "" ? null : secret.trim(),
    };
    const isDone = await run(async () => onView(await identity.saveProvider(known.profile, body)));
    if (isDone) {
      setSecret("");
      toast.done(w.saved);
    }
  };
  const makeKey = async () => {
    if (await run(async () => onView(await identity.makeKey(known.profile)))) toast.done(w.keyMade);
  };
  const byKey = terms.proof === "private_key_jwt";
  const isSame = terms.issuer === known.terms.issuer;
  return (
    <SectionsForm busy={busy} onSave={save} problem={problem}>
      <Section title={w.profiles[known.profile]}>
        <Fields>
          <TextField
            label={w.label}
            maxLength={100}
            onChange={(label) => change({ label })}
            value={terms.label}
          />
          <Select
            choices={[
              { id: "", label: w.noIssuer },
              ...issuers.map((id) => ({ id, label: id })),
              ...(terms.issuer && !issuers.includes(terms.issuer)
                ? [{ id: terms.issuer, label: terms.issuer }]
                : []),
            ]}
            label={w.issuer}
            onChange={(issuer) => change({ issuer })}
            value={terms.issuer ?? ""}
          />
          <TextField
            autoComplete="off"
            label={w.clientId}
            maxLength={400}
            onChange={(client_id) => change({ client_id })}
            value={terms.client_id ?? ""}
          />
          <Select
            choices={PROOFS.map((id) => ({ id, label: w.proofs[id] }))}
            label={w.proof}
            onChange={(proof) => change({ proof })}
            value={terms.proof ?? "private_key_jwt"}
          />
          {!byKey && (
            <TextField
              autoComplete="off"
              hint={known.has_secret && isSame ? w.isKept : w.isMissing}
              label={w.secret}
              onChange={setSecret}
              type="password"
              value={secret}
            />
          )}
          <TextField
            label={w.scopes}
            maxLength={400}
            onChange={(scopes) => change({ scopes })}
            value={terms.scopes ?? ""}
          />
          <TextField
            label={w.acrValues}
            markOptional
            maxLength={400}
            onChange={(acr_values) => change({ acr_values })}
            value={terms.acr_values ?? ""}
          />
          <TextField
            hint={w.requiredAcrHint}
            label={w.requiredAcr}
            markOptional
            maxLength={400}
            onChange={setAcr}
            value={acr}
          />
        </Fields>
        {byKey && (
          <Button busy={busy} onPress={makeKey} small>
            {known.has_key ? w.makeKeyAgain : w.makeKey}
          </Button>
        )}
        {known.profile === "digital_auth" && (
          <>
            <Switch
              label={w.keepsSignatures}
              on={terms.keeps_signatures ?? false}
              onChange={(keeps_signatures) => change({ keeps_signatures })}
            />
            <p className={styles.hint}>{w.keepsSignaturesHint}</p>
          </>
        )}
        <Switch label={w.isOn} on={isOn} onChange={setIsOn} />
      </Section>
      <Told known={known} />
    </SectionsForm>
  );
}

/** What the provider must be told of us. */
function Told({ known }: { known: ProviderView }) {
  const w = useWords();
  return (
    <Section title={w.tell}>
      <dl className={styles.told}>
        <div>
          <dt>{w.back}</dt>
          <dd>
            <code>{known.back_uri}</code>
          </dd>
        </div>
        {known.has_key && (
          <div>
            <dt>{w.keys}</dt>
            <dd>
              <code>{known.keys_uri}</code>
            </dd>
          </div>
        )}
      </dl>
    </Section>
  );
}
