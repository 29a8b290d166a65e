import { useCallback, useState } from "react";
import type { FormView, PaymentTerms, PaymentTermsView } from "../api/generated";
import { Rounds } from "../parts/Choices";
import { Fields, Section, SectionsForm } from "../parts/Section";
import { Select } from "../parts/Select";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { Answered } from "../shell/Answered";
import { PageBody } from "../shell/PageBody";
import { useAnswer } from "../shell/useAnswer";
import { useMay } from "../shell/useMay";
import { useWork } from "../shell/useWork";
import { yenOf } from "./amounts";
import { payments } from "./api";
import { Yen } from "./dialogs";
import styles from "./Payments.module.css";
import { useWords } from "./words";

type Way = PaymentTerms["ways"][number];
const WAYS: readonly Way[] = ["card", "elsewhere", "transfer", "window"];
const FIRST: PaymentTerms = {
  fee: { is: "fixed", amount: 300 },
  ways: ["window"],
  when: "before",
  pay_days: 14,
  subject: "",
  elsewhere: "",
  transfer: "",
  window: "",
};
const DAYS_MOST = 365;

/** 手数料: what the applications of a form cost, when and how it is paid. */
export function TermsPage({ view }: { view: FormView }) {
  const w = useWords();
  const formId = view.form.id;
  const answer = useAnswer(useCallback((signal: AbortSignal) => payments.terms(formId, signal), [formId]));
  return (
    <PageBody column>
      <Answered answer={answer} failed={w.failed}>
        {(value) => <Editing first={value} view={view} />}
      </Answered>
    </PageBody>
  );
}

function Editing({ first, view }: { first: PaymentTermsView; view: FormView }) {
  const w = useWords();
  const may = useMay();
  const [known, setKnown] = useState(first);
  const [isCharged, setIsCharged] = useState(first.terms !== null);
  const [terms, setTerms] = useState<PaymentTerms>(first.terms ?? FIRST);
  const [days, setDays] = useState(String(first.terms?.pay_days ?? FIRST.pay_days));
  const [yen, setYen] = useState(terms.fee.is === "fixed" ? String(terms.fee.amount) : "");
  const { busy, problem, run } = useWork({ inline: true });
  if (!view.form.rights.includes("publish") || !may("publish_forms"))
    return <p className={styles.hint}>{w.mayNotChange}</p>;
  const change = (some: Partial<PaymentTerms>) => setTerms({ ...terms, ...some });
  const amount = yenOf(yen, 0);
  const payDays = Number(days.normalize("NFKC"));
  const isDays = Number.isInteger(payDays) && payDays >= 1 && payDays <= DAYS_MOST;
  const save = async () => {
    const fee = terms.fee.is === "fixed" ? { is: "fixed" as const, amount: amount ?? 0 } : terms.fee;
    const wanted = isCharged ? { ...terms, fee, pay_days: isDays ? payDays : 14 } : null;
    const isDone = await run(async () =>
      setKnown(await payments.saveTerms(view.form.id, { revision: known.revision, terms: wanted })),
    );
    if (isDone) toast.done(w.saved);
  };
  const isWrong = isCharged && terms.fee.is === "fixed" && amount === null;
  return (
    <SectionsForm busy={busy} onSave={save} problem={isWrong ? w.amountWrong : problem}>
      <p className={styles.lead}>{w.termsLead}</p>
      <label className={styles.choice}>
        <input checked={isCharged} onChange={({ target }) => setIsCharged(target.checked)} type="checkbox" />
        <span>{w.isCharged}</span>
      </label>
      {isCharged && (
        <>
          <Section title={w.fee_}>
            <Fee change={change} known={known} onYen={setYen} terms={terms} yen={yen} />
          </Section>
          <Section title={w.when}>
            <Rounds
              choices={(["before", "after"] as const).map((id) => ({
                id,
                label: w.whens[id],
                note: w.whenNotes[id],
              }))}
              label={w.when}
              onChange={(when) => change({ when })}
              value={terms.when ?? "before"}
            />
            <Fields>
              <TextField inputMode="numeric" label={w.payDays} onChange={setDays} value={days} />
              <TextField
                hint={w.subjectHint}
                label={w.subject}
                markOptional
                maxLength={60}
                onChange={(subject) => change({ subject })}
                value={terms.subject ?? ""}
              />
            </Fields>
          </Section>
          <Section title={w.waysTitle}>
            <Ways change={change} known={known} terms={terms} />
          </Section>
        </>
      )}
    </SectionsForm>
  );
}

interface OfTerms {
  known: PaymentTermsView;
  terms: PaymentTerms;
  change: (some: Partial<PaymentTerms>) => void;
}

function Fee({
  known,
  terms,
  change,
  yen,
  onYen,
}: OfTerms & { yen: string; onYen: (typed: string) => void }) {
  const w = useWords();
  const questions = Object.entries(known.calculated).map(([id, label]) => ({ id, label }));
  const choose = (is: PaymentTerms["fee"]["is"]) => {
    if (is === "staff") change({ fee: { is } });
    else if (is === "fixed") change({ fee: { is, amount: yenOf(yen, 0) ?? 0 } });
    else change({ fee: { is, question: questions[0]?.id ?? "" } });
  };
  return (
    <>
      <Rounds
        choices={(["fixed", "calculated", "staff"] as const).map((id) => ({ id, label: w.fees[id] }))}
        label={w.fee_}
        onChange={choose}
        value={terms.fee.is}
      />
      {terms.fee.is === "fixed" && <Yen label={w.feeAmount} least={0} onChange={onYen} typed={yen} />}
      {terms.fee.is === "calculated" && questions.length === 0 && (
        <p className={styles.hint}>{w.noQuestion}</p>
      )}
      {terms.fee.is === "calculated" && questions.length > 0 && (
        <Select
          choices={questions}
          label={w.question}
          onChange={(question) => change({ fee: { is: "calculated", question } })}
          value={terms.fee.question}
        />
      )}
    </>
  );
}

function Ways({ known, terms, change }: OfTerms) {
  const w = useWords();
  const has = (way: Way) => terms.ways.includes(way);
  const put = (way: Way, on: boolean) =>
    change({ ways: WAYS.filter((one) => (one === way ? on : has(one))) });
  return (
    <>
      {WAYS.map((way) => (
        <label className={styles.choice} key={way}>
          <input checked={has(way)} onChange={({ target }) => put(way, target.checked)} type="checkbox" />
          <span>
            {w.ways[way]}
            {way === "card" && <span className={styles.line}>{known.has_card ? w.cardNote : w.noCard}</span>}
          </span>
        </label>
      ))}
      {has("elsewhere") && (
        <TextField
          hint={w.linkHint}
          label={w.link}
          maxLength={500}
          onChange={(elsewhere) => change({ elsewhere })}
          value={terms.elsewhere ?? ""}
        />
      )}
      {has("transfer") && (
        <TextField
          label={w.transferText}
          lines={2}
          maxLength={2000}
          onChange={(transfer) => change({ transfer })}
          value={terms.transfer ?? ""}
        />
      )}
      {has("window") && (
        <TextField
          label={w.windowText}
          lines={2}
          maxLength={2000}
          onChange={(text) => change({ window: text })}
          value={terms.window ?? ""}
        />
      )}
    </>
  );
}
