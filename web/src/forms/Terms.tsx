import { useState } from "react";
import type { FormTerms } from "../api/generated";
import { Button } from "../parts/Button";
import { Rounds, Switch } from "../parts/Choices";
import { Fields, SettingsForm } from "../parts/Section";
import { Select } from "../parts/Select";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { PageBody } from "../shell/PageBody";
import { useMay } from "../shell/useMay";
import { useWork } from "../shell/useWork";
import { forms } from "./api";
import styles from "./Forms.module.css";
import { fieldOfInstant, instantOfField } from "./instants";
import { PosterButton } from "./PosterButton";
import { addressOf } from "./paths";
import type { SectionProps } from "./section";
import { useWords } from "./words";

const MOST_APPLICATIONS = 10_000_000;
const MOST_EACH = 1_000;
const MOST_DAYS = 36_525;
const TOPICS: readonly FormTerms["topic"][] = [
  "moving",
  "family",
  "school",
  "work",
  "welfare",
  "bereavement",
  "records",
  "tax",
  "waste",
  "disaster",
  "events",
  "opinion",
  "",
];
const OTHER = "other";
const AUDIENCES = ["listed", "link", "invited", "staff"] as const;

/** 公開の設定: who may fill it in, from when until when, how many, how long answers are kept. */
export function Terms({ view, onView }: SectionProps) {
  const w = useWords();
  const may = useMay();
  const mayChange = view.form.rights.includes("publish") && may("publish_forms");
  return (
    <PageBody column>
      {mayChange ? (
        <>
          <TermsForm onView={onView} view={view} />
          <Closing onView={onView} view={view} />
        </>
      ) : (
        <p className={styles.hint}>{w.mayNotPublish}</p>
      )}
    </PageBody>
  );
}

type Part = Pick<SectionProps, "view" | "onView">;

function TermsForm({ view, onView }: Part) {
  const w = useWords();
  const { terms } = view;
  const [address, setAddress] = useState(terms.address);
  const [audience, setAudience] = useState(terms.audience);
  const [isAnonymous, setAnonymous] = useState(terms.is_anonymous);
  const [topic, setTopic] = useState(terms.topic);
  const [asksWork, setAsksWork] = useState(terms.asks_work);
  const [opens, setOpens] = useState(fieldOfInstant(terms.opens_at));
  const [ends, setEnds] = useState(fieldOfInstant(terms.ends_at));
  const [most, setMost] = useState(typedCount(terms.most));
  const [each, setEach] = useState(typedCount(terms.most_each));
  const [next, setNext] = useState(terms.next_address);
  const [keep, setKeep] = useState(typedCount(terms.keep_days));
  const { busy, problem, run } = useWork({ inline: true });
  const wanted: FormTerms = {
    address: address.trim(),
    audience,
    opens_at: instantOfField(opens),
    ends_at: instantOfField(ends),
    most: countOf(most, MOST_APPLICATIONS),
    most_each: countOf(each, MOST_EACH),
    next_address: next.trim(),
    keep_days: countOf(keep, MOST_DAYS),
    is_anonymous: isAnonymous,
    topic,
    asks_work: asksWork,
  };
  const areTurned = wanted.opens_at !== null && wanted.ends_at !== null && wanted.ends_at <= wanted.opens_at;
  const isWrong = areTurned || [wanted.most, wanted.most_each, wanted.keep_days].includes(0);

  async function save() {
    if (isWrong) return;
    const isDone = await run(async () => onView(await forms.saveTerms(view.form.id, wanted)));
    if (isDone) toast.done(w.saved);
  }
  return (
    <SettingsForm busy={busy} note={w.termsLead} onSave={save} problem={problem} title={w.sections.terms}>
      <Rounds
        choices={AUDIENCES.map((id) => ({ id, label: w.audiences[id], note: w.audienceNotes[id] }))}
        label={w.audience}
        onChange={setAudience}
        value={audience}
      />
      {audience === "listed" && (
        <Select
          choices={TOPICS.map((one) => ({ id: one || OTHER, label: w.topics[one] }))}
          hint={w.topicHint}
          label={w.topic}
          onChange={(id) => setTopic(TOPICS.find((one) => one === id) ?? "")}
          value={topic || OTHER}
        />
      )}
      {audience === "invited" && (
        <Switch
          isDisabled={terms.is_anonymous && view.form.version !== null}
          label={w.isAnonymous}
          note={w.isAnonymousNote}
          on={isAnonymous}
          onChange={setAnonymous}
        />
      )}
      {(audience === "listed" || audience === "link") && (
        <Switch label={w.asksWork} note={w.asksWorkNote} on={asksWork} onChange={setAsksWork} />
      )}
      <p className={styles.hint}>{w.timesHint}</p>
      <Fields>
        <TextField label={w.opensAt} onChange={setOpens} type="datetime-local" value={opens} />
        <TextField
          error={areTurned ? w.endsBefore : null}
          label={w.endsAt}
          onChange={setEnds}
          type="datetime-local"
          value={ends}
        />
      </Fields>
      <CountField
        hint={w.mostHint}
        label={w.most}
        limit={MOST_APPLICATIONS}
        onChange={setMost}
        typed={most}
      />
      {audience !== "invited" && (
        <CountField
          hint={audience === "staff" ? w.mostEachStaffHint : w.mostEachHint}
          label={w.mostEach}
          limit={MOST_EACH}
          onChange={setEach}
          typed={each}
        />
      )}
      <CountField
        hint={w.keepDaysHint}
        label={w.keepDays}
        limit={MOST_DAYS}
        onChange={setKeep}
        typed={keep}
      />
      <TextField
        autoCapitalize="none"
        hint={`${w.addressHint} ${addressOf(`/f/${address.trim()}`)}`}
        label={w.addressField}
        maxLength={40}
        onChange={setAddress}
        value={address}
      />
      <TextField
        autoCapitalize="none"
        hint={w.nextHint}
        label={w.nextAddress}
        markOptional
        maxLength={40}
        onChange={setNext}
        value={next}
      />
      {view.form.version !== null && (
        <div>
          <PosterButton formId={view.form.id} />
          <p className={styles.hint}>{w.posterHint}</p>
        </div>
      )}
    </SettingsForm>
  );
}

interface CountFieldProps {
  label: string;
  hint: string;
  limit: number;
  typed: string;
  onChange: (typed: string) => void;
}

/** A field for a count that may stay empty: no limit. */
function CountField({ label, hint, limit, typed, onChange }: CountFieldProps) {
  const w = useWords();
  return (
    <TextField
      error={countOf(typed, limit) === 0 ? w.numberWrong(limit) : null}
      hint={hint}
      inputMode="numeric"
      label={label}
      onChange={onChange}
      value={typed}
    />
  );
}

const typedCount = (count: number | null) => (count === null ? "" : String(count));

/** A count as it is typed; null for none, 0 for what is no count. */
function countOf(text: string, most: number): number | null {
  const plain = text.normalize("NFKC").replaceAll(",", "").trim();
  if (plain === "") return null;
  return /^\d{1,8}$/.test(plain) && Number(plain) <= most ? Number(plain) : 0;
}

function Closing({ view, onView }: Part) {
  const w = useWords();
  const work = useWork();
  if (view.form.version === null) return null;
  const isClosed = view.form.status === "closed";
  const turn = () =>
    work.run(async () => {
      onView(await (isClosed ? forms.reopen : forms.close)(view.form.id));
      toast.done(isClosed ? w.reopened : w.closed);
    });
  return (
    <section className={styles.fields}>
      <h2 className={styles.heading}>{w.closing}</h2>
      <p className={styles.hint}>{isClosed ? w.closedText : w.closeText}</p>
      <div>
        <Button busy={work.busy} look={isClosed ? "plain" : "danger"} onPress={turn}>
          {isClosed ? w.reopen : w.close}
        </Button>
      </div>
    </section>
  );
}
