import { type FormEvent, useCallback, useState } from "react";
import type { ConnectionView, NewTerms, Terms, Trial } from "../../api/generated";
import { useBilingual } from "../../i18n/useBilingual";
import { isProblem } from "../../net/problem";
import { Button } from "../../parts/Button";
import { Rounds, Switch } from "../../parts/Choices";
import { FormProblem } from "../../parts/Problem";
import { Section } from "../../parts/Section";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { Answered } from "../../shell/Answered";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { AskSecond } from "../consents/AskSecond";
import { Addresses } from "./Addresses";
import { provider } from "./api";
import { ClaimFields } from "./ClaimFields";
import { LinkedPeople } from "./LinkedPeople";
import styles from "./Provider.module.css";
import { Steps } from "./Steps";
import { words } from "./words";

/** The organisation's own provider: what was agreed with it, who comes in that way, and trying it out. */
export function Provider({ onBack }: { onBack: (() => void) | undefined }) {
  const w = useBilingual(words);
  const answer = useAnswer(useCallback((signal: AbortSignal) => provider.get(signal), []));
  return (
    <>
      <PageHead onBack={onBack} title={w.title} />
      <PageBody column>
        <Answered answer={answer} failed={w.failed}>
          {(saved) => <Form saved={saved} />}
        </Answered>
      </PageBody>
    </>
  );
}

/** What is asked of a second person: to be on, with these terms, as they were shown here. */
interface Second {
  readonly terms: Terms;
  readonly base: string;
}

const PROOFS = ["client_secret_basic", "client_secret_post", "private_key_jwt"] as const;

function Form({ saved }: { saved: ConnectionView }) {
  const w = useBilingual(words);
  const [view, setView] = useState(saved);
  const [terms, setTerms] = useState(saved.terms);
  const [enabled, setEnabled] = useState(saved.enabled);
  const [secret, setSecret] = useState("");
  const [trial, setTrial] = useState<Trial | null>(null);
  const [second, setSecond] = useState<Second | null>(null);
  const saving = useWork({ inline: true });
  const testing = useWork({ inline: true });
  const change = (part: Partial<Terms>) => setTerms((before) => ({ ...before, ...part }));

  async function save(event: FormEvent) {
    event.preventDefault();
    const wanted: NewTerms = { enabled, terms, ...(secret === "" ? {} : { secret }) };
    await saving.run(async () => {
      try {
        adopt(await provider.save(wanted, view.revision));
        toast.done(w.saved);
      } catch (error) {
        if (!isProblem(error, "consent.needed")) throw error;
        setSecond(await asFor(wanted));
      }
    });
  }

  /** What is off is kept as a draft first, with its secret: a request never holds that. */
  async function asFor(wanted: NewTerms): Promise<Second> {
    if (view.enabled) return { terms, base: view.revision };
    const now = await provider.save({ ...wanted, enabled: false }, view.revision);
    adopt(now);
    return { terms: now.terms, base: now.revision };
  }

  function forget() {
    setSecond(null);
    setTerms(view.terms);
    setEnabled(view.enabled);
  }

  function adopt(now: ConnectionView) {
    setView(now);
    setTerms(now.terms);
    setSecret("");
  }

  async function test() {
    setTrial(null);
    await testing.run(async () => setTrial(await provider.test()));
  }

  async function makeKey() {
    if (await saving.run(async () => setView(await provider.makeKey()))) toast.done(w.keyMade);
  }

  return (
    <>
      <p className={styles.lead}>{w.lead}</p>
      <form className={styles.form} noValidate onSubmit={save}>
        <Section title={w.state}>
          <Switch label={w.enable} note={w.enableNote} on={enabled} onChange={setEnabled} />
          <TextField
            hint={w.labelHint}
            label={w.label}
            maxLength={30}
            onChange={(label) => change({ label })}
            value={terms.label}
          />
        </Section>
        <Section title={w.there}>
          <Addresses view={view} withKeys={terms.proof === "private_key_jwt"} />
        </Section>
        <Section title={w.connection}>
          <TextField
            hint={w.issuerHint}
            inputMode="url"
            label={w.issuer}
            onChange={(issuer) => change({ issuer })}
            spellCheck="false"
            value={terms.issuer}
          />
          <TextField
            label={w.clientId}
            onChange={(client_id) => change({ client_id })}
            spellCheck="false"
            value={terms.client_id}
          />
          <Select
            choices={PROOFS.map((id) => ({ id, label: w[id] }))}
            label={w.proof}
            onChange={(proof) => change({ proof })}
            value={terms.proof}
          />
          {terms.proof === "private_key_jwt" ? (
            <div className={styles.key}>
              <p>{view.has_key ? w.keyKept : w.keyNone}</p>
              <Button busy={saving.busy} onPress={makeKey} small>
                {view.has_key ? w.makeKeyAgain : w.makeKey}
              </Button>
            </div>
          ) : (
            <TextField
              autoComplete="off"
              hint={view.has_secret ? w.secretKept : undefined}
              label={w.secret}
              onChange={setSecret}
              type="password"
              value={secret}
            />
          )}
          <TextField
            label={w.scopes}
            onChange={(scopes) => change({ scopes })}
            spellCheck="false"
            value={terms.scopes}
          />
          <div className={styles.trial}>
            <Button busy={testing.busy} onPress={test}>
              {w.test}
            </Button>
            <p className={styles.note}>{w.testNote}</p>
            <FormProblem text={testing.problem} />
            {trial && <Steps trial={trial} />}
          </div>
        </Section>
        <Section note={w.claimsLead} title={w.claims}>
          <ClaimFields claims={terms.claims} onChange={(claims) => change({ claims })} />
        </Section>
        <Section title={w.accounts}>
          <Accounts change={change} terms={terms} />
        </Section>
        <Section title={w.factors}>
          <TextField
            label={w.acrValues}
            onChange={(acr_values) => change({ acr_values })}
            spellCheck="false"
            value={terms.acr_values}
          />
          <Lines
            label={w.strongAcr}
            onChange={(strong_acr) => change({ strong_acr })}
            value={terms.strong_acr}
          />
          <Lines
            label={w.strongAmr}
            onChange={(strong_amr) => change({ strong_amr })}
            value={terms.strong_amr}
          />
          <Switch
            label={w.signOutThere}
            on={terms.sign_out_there}
            onChange={(sign_out_there) => change({ sign_out_there })}
          />
        </Section>
        <div className={styles.foot}>
          <FormProblem text={saving.problem} />
          <Button busy={saving.busy} look="primary" type="submit">
            {w.save}
          </Button>
        </div>
      </form>
      {second && (
        <AskSecond
          onClose={() => setSecond(null)}
          onDone={forget}
          wanted={{ act: "provider", wanted: second }}
        >
          <p>{w.secondText}</p>
          {view.enabled ? secret !== "" && <p>{w.secondSecret}</p> : <p>{w.secondDraft}</p>}
        </AskSecond>
      )}
      <Section note={w.linksLead} title={w.links}>
        <LinkedPeople />
      </Section>
    </>
  );
}

interface AccountsProps {
  terms: Terms;
  change: (part: Partial<Terms>) => void;
}

function Accounts({ terms, change }: AccountsProps) {
  const w = useBilingual(words);
  return (
    <>
      <Rounds
        choices={[
          { id: "matched", label: w.matched, note: w.matchedNote },
          { id: "created", label: w.created, note: w.createdNote },
          { id: "linked", label: w.linked },
        ]}
        label={w.whoComes}
        onChange={(accounts) => change({ accounts })}
        value={terms.accounts}
      />
      {terms.accounts !== "linked" && (
        <Rounds
          choices={[
            { id: "login", label: w.byLogin },
            { id: "number", label: w.byNumber },
          ]}
          inline
          label={w.matchBy}
          onChange={(match_by) => change({ match_by })}
          value={terms.match_by}
        />
      )}
      <Switch label={w.cutDomain} on={terms.cut_domain} onChange={(cut_domain) => change({ cut_domain })} />
      <Lines
        hint={w.domainsHint}
        label={w.domains}
        onChange={(domains) => change({ domains })}
        value={terms.domains}
      />
      <Rounds
        choices={[
          { id: "everyone", label: w.everyone },
          { id: "administrators_and_guests", label: w.few, note: w.fewNote },
        ]}
        label={w.passwords}
        onChange={(passwords) => change({ passwords })}
        value={terms.passwords}
      />
    </>
  );
}

interface LinesProps {
  label: string;
  hint?: string;
  value: readonly string[];
  onChange: (value: readonly string[]) => void;
}

/** Several short things, one on each line. */
function Lines({ label, hint, value, onChange }: LinesProps) {
  const w = useBilingual(words);
  return (
    <TextField
      hint={hint ?? w.linesHint}
      label={label}
      lines={3}
      onChange={(typed) => onChange(typed.split("\n"))}
      spellCheck="false"
      value={value.join("\n")}
    />
  );
}
