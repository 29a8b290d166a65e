import { useCallback, useState } from "react";
import type { FormView, IdentityTerms, IdentityTermsView } from "../api/generated";
import { Rounds } from "../parts/Choices";
import { Section, SectionsForm } from "../parts/Section";
import { Select } from "../parts/Select";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { Answered } from "../shell/Answered";
import { PageBody } from "../shell/PageBody";
import { useAnswer } from "../shell/useAnswer";
import { useMay } from "../shell/useMay";
import { useWork } from "../shell/useWork";
import { identity, type Profile } from "./api";
import styles from "./Identity.module.css";
import { useWords } from "./words";

const PROFILES: readonly Profile[] = ["digital_auth", "gbiz", "other"];
const FACTS = ["name", "address", "birth_date", "gender"] as const;
const OF_BUSINESS = ["company", "company_number", "company_address"] as const;
const OF_MAIL = ["mail"] as const;
const LEVELS = ["none", "mail", "account", "card", "signed"] as const;
const byCard = (level: IdentityTerms["level"]) => level === "card" || level === "signed";
const SIGNING: Profile[] = ["digital_auth"];
const NOWHERE = "-";

/** 本人確認: what a form asks of applicants before they fill anything in. */
export function TermsPage({ view }: { view: FormView }) {
  const w = useWords();
  const formId = view.form.id;
  const answer = useAnswer(useCallback((signal: AbortSignal) => identity.terms(formId, signal), [formId]));
  return (
    <PageBody column>
      <Answered answer={answer} failed={w.failed}>
        {(value) => <Editing first={value} view={view} />}
      </Answered>
    </PageBody>
  );
}

function Editing({ first, view }: { first: IdentityTermsView; view: FormView }) {
  const w = useWords();
  const may = useMay();
  const [known, setKnown] = useState(first);
  const [terms, setTerms] = useState<IdentityTerms>(
    first.terms ?? {
      level: "none",
      ways: PROFILES.filter((one) => one in first.ways).slice(0, 1),
      other_way: "",
      places: first.suggested,
    },
  );
  const { busy, problem, run } = useWork({ inline: true });
  if (!view.form.rights.includes("publish") || !may("publish_forms"))
    return <p className={styles.hint}>{w.mayNotChange}</p>;
  const change = (some: Partial<IdentityTerms>) => setTerms({ ...terms, ...some });
  const isAsked = terms.level !== "none";
  const save = async () => {
    const body = { revision: known.revision, terms: isAsked ? terms : null };
    const isDone = await run(async () => setKnown(await identity.saveTerms(view.form.id, body)));
    if (isDone) toast.done(w.saved);
  };
  return (
    <SectionsForm busy={busy} onSave={save} problem={problem}>
      <p className={styles.lead}>{w.termsLead}</p>
      <Section title={w.level}>
        <Rounds
          choices={LEVELS.filter((id) => id !== "signed" || known.signs || terms.level === id).map((id) => ({
            id,
            label: w.levels[id],
            note: w.levelNotes[id],
          }))}
          label={w.level}
          onChange={(level) => change(level === "signed" ? { level, ways: SIGNING } : { level })}
          value={terms.level}
        />
      </Section>
      {isAsked && (
        <>
          <Section title={byCard(terms.level) ? w.ways : w.otherTitle}>
            {byCard(terms.level) && <Ways change={change} known={known} terms={terms} />}
            <TextField
              hint={w.otherWayHint}
              label={w.otherWay}
              lines={3}
              maxLength={1000}
              onChange={(text) => change({ other_way: text })}
              value={terms.other_way ?? ""}
            />
          </Section>
          <Section note={w.placesLead} title={w.places}>
            <Places change={change} known={known} terms={terms} />
          </Section>
        </>
      )}
    </SectionsForm>
  );
}

interface OfTerms {
  known: IdentityTermsView;
  terms: IdentityTerms;
  change: (some: Partial<IdentityTerms>) => void;
}

function Ways({ known, terms, change }: OfTerms) {
  const w = useWords();
  const chosen = terms.ways ?? [];
  const possible = terms.level === "signed" ? SIGNING : PROFILES;
  const offered = possible.filter((one) => one in known.ways || chosen.includes(one));
  if (offered.length === 0) return <p className={styles.hint}>{w.noWays}</p>;
  const put = (way: Profile, on: boolean) =>
    change({ ways: PROFILES.filter((one) => (one === way ? on : chosen.includes(one))) });
  return offered.map((way) => (
    <label className={styles.choice} key={way}>
      <input
        checked={chosen.includes(way)}
        onChange={({ target }) => put(way, target.checked)}
        type="checkbox"
      />
      <span>
        {known.ways[way] ?? w.profiles[way]}
        {!(way in known.ways) && <span className={styles.line}>{w.wayOff}</span>}
      </span>
    </label>
  ));
}

function Places({ known, terms, change }: OfTerms) {
  const w = useWords();
  const places: Record<string, string> = terms.places ?? {};
  const put = (fact: string, question: string) => {
    const { [fact]: _, ...others } = places;
    change({ places: question === NOWHERE ? others : { ...others, [fact]: question } });
  };
  const ofBusiness = (terms.ways ?? []).includes("gbiz") ? OF_BUSINESS : [];
  const facts: readonly string[] = byCard(terms.level) ? [...FACTS, ...ofBusiness] : OF_MAIL;
  return facts.map((fact) => (
    <Select
      choices={[
        { id: NOWHERE, label: w.nowhere },
        ...known.questions
          .filter((one) => one.facts.includes(fact))
          .map((one) => ({ id: one.id, label: one.label })),
      ]}
      key={fact}
      label={w.facts[fact] ?? fact}
      onChange={(question) => put(fact, question)}
      value={places[fact] ?? NOWHERE}
    />
  ));
}
