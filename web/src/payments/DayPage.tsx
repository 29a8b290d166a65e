import { type ChangeEvent, useCallback, useRef, useState } from "react";
import type { BooksOfDay, DayLine, Mismatch } from "../api/generated";
import { isoDayOf } from "../i18n/time";
import { Button } from "../parts/Button";
import { inBase64 } from "../parts/base64";
import { toast } from "../parts/toasts";
import { Answered } from "../shell/Answered";
import { Link } from "../shell/Link";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack } from "../shell/route";
import { useAnswer } from "../shell/useAnswer";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { payments } from "./api";
import { DateField } from "./DateField";
import styles from "./Payments.module.css";
import { SaveBooks } from "./SaveBooks";
import { useWords } from "./words";

const FILE_MOST = 700 * 1024;
const DAY_MS = 86_400_000;
const casePath = (caseId: string) => `/cases/${encodeURIComponent(caseId)}`;

/** 収納: what came in on a day, and everything that does not meet. */
export function DayPage() {
  const w = useWords();
  const today = isoDayOf(useNow());
  const [day, setDay] = useState(today);
  const [isSaving, setIsSaving] = useState(false);
  const answer = useAnswer(useCallback((signal: AbortSignal) => payments.day(day, signal), [day]));
  const step = (days: number) => setDay(isoDayOf(Date.parse(`${day}T00:00:00+09:00`) + days * DAY_MS));
  return (
    <div className={styles.page}>
      <PageHead onBack={() => goBack("/cases")} title={w.dayTitle} />
      <PageBody>
        <div className={styles.acts}>
          <Button onPress={() => step(-1)} small>
            {w.before}
          </Button>
          <DateField
            label={w.day}
            most={today}
            onChange={(next) => next !== "" && setDay(next)}
            value={day}
          />
          <Button isDisabled={day >= today} onPress={() => step(1)} small>
            {w.after}
          </Button>
          <Button onPress={() => setIsSaving(true)} small>
            {w.save}
          </Button>
          {answer.value?.may_import && <ReadSettlement onDone={answer.again} />}
        </div>
        <Answered answer={answer} failed={w.failed}>
          {(books) => <Books books={books} />}
        </Answered>
      </PageBody>
      {isSaving && <SaveBooks day={day} onClose={() => setIsSaving(false)} />}
    </div>
  );
}

function Books({ books }: { books: BooksOfDay }) {
  const w = useWords();
  return (
    <>
      <dl className={styles.facts}>
        <div>
          <dt>{w.asked}</dt>
          <dd>{w.askedSum(books.asked, w.yen(books.asked_yen))}</dd>
        </div>
        {books.totals.map((one) => (
          <div key={one.way}>
            <dt>{w.ways[one.way]}</dt>
            <dd>
              {w.askedSum(one.count, w.yen(one.received))}
              {one.refunded > 0 && `　${w.refunded(w.yen(one.refunded))}`}
            </dd>
          </div>
        ))}
        {books.may_import && (
          <div>
            <dt>{w.settled}</dt>
            <dd>{w.yen(books.settled_yen)}</dd>
          </div>
        )}
      </dl>
      <section aria-label={w.mismatches} className={styles.part}>
        <h2 className={styles.heading}>{w.mismatches}</h2>
        <p className={styles.hint}>{books.mismatches.length === 0 ? w.noMismatches : w.mismatchHint}</p>
        {books.mismatches.length > 0 && <Mismatches mismatches={books.mismatches} />}
      </section>
      <section aria-label={w.payments} className={styles.part}>
        <h2 className={styles.heading}>{w.payments}</h2>
        {books.payments.length === 0 && <p className={styles.hint}>{w.noPayments}</p>}
        {books.payments.length > 0 && <Lines lines={books.payments} />}
        {books.has_more && <p className={styles.hint}>{w.hasMore}</p>}
      </section>
    </>
  );
}

function Lines({ lines }: { lines: readonly DayLine[] }) {
  const w = useWords();
  return (
    <div className={styles.tableBox}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{w.number}</th>
            <th scope="col">{w.procedure}</th>
            <th scope="col">{w.who}</th>
            <th scope="col">{w.way}</th>
            <th className={styles.yen} scope="col">
              {w.received}
            </th>
            <th className={styles.yen} scope="col">
              {w.back}
            </th>
            <th className={styles.yen} scope="col">
              {w.fee}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one application may have several payments of a day.
            <tr key={at}>
              <th scope="row">
                <Link to={casePath(one.case_id)}>{one.number}</Link>
              </th>
              <td>{one.title}</td>
              <td>{one.who}</td>
              <td>{w.ways[one.way]}</td>
              <td className={styles.yen}>{w.yen(one.received)}</td>
              <td className={styles.yen}>{one.refunded > 0 ? w.yen(one.refunded) : ""}</td>
              <td className={styles.yen}>{one.fee === null ? "" : w.yen(one.fee)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Mismatches({ mismatches }: { mismatches: readonly Mismatch[] }) {
  const w = useWords();
  return (
    <div className={styles.tableBox}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{w.kind}</th>
            <th scope="col">{w.number}</th>
            <th scope="col">{w.procedure}</th>
            <th className={styles.yen} scope="col">
              {w.ours}
            </th>
            <th className={styles.yen} scope="col">
              {w.theirs}
            </th>
          </tr>
        </thead>
        <tbody>
          {mismatches.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one application may stand here for several reasons.
            <tr key={at}>
              <th className={styles.late} scope="row">
                {w.kinds[one.kind]}
              </th>
              <td>
                {one.case_id === null ? one.name : <Link to={casePath(one.case_id)}>{one.number}</Link>}
              </td>
              <td>{one.title}</td>
              <td className={styles.yen}>{one.ours === null ? "" : w.yen(one.ours)}</td>
              <td className={styles.yen}>{one.theirs === null ? "" : w.yen(one.theirs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A provider's settlement, as a file. */
function ReadSettlement({ onDone }: { onDone: () => void }) {
  const w = useWords();
  const work = useWork();
  const input = useRef<HTMLInputElement>(null);
  const chosen = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    target.value = "";
    if (file === undefined) return;
    if (file.size > FILE_MOST) {
      toast.news(w.fileTooLarge);
      return;
    }
    await work.run(async () => {
      const read = await payments.readSettlement(inBase64(new Uint8Array(await file.arrayBuffer())));
      toast.done(w.settlementRead(read.lines, read.new));
      onDone();
    });
  };
  return (
    <>
      <input
        accept=".csv,text/csv"
        aria-label={w.readSettlement}
        hidden
        onChange={chosen}
        ref={input}
        type="file"
      />
      <Button busy={work.busy} onPress={() => input.current?.click()} small>
        {w.readSettlement}
      </Button>
    </>
  );
}
