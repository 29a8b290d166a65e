import { useCallback, useMemo, useState } from "react";
import type { ApplicationPage, FormView } from "../../api/generated";
import { DownloadIcon, FormIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { whenOf } from "../../i18n/time";
import { Filters, More } from "../../list/List";
import { useList } from "../../list/useList";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { Failed } from "../../parts/Failed";
import { SearchField } from "../../parts/SearchField";
import { SkeletonRows } from "../../parts/Skeleton";
import { Link } from "../../shell/Link";
import { PageBody } from "../../shell/PageBody";
import { useSettled } from "../../shell/useAnswer";
import { useMay } from "../../shell/useMay";
import { useNow } from "../../shell/useNow";
import { forms } from "../api";
import { formPath } from "../paths";
import { useWords } from "../words";
import styles from "./Answers.module.css";
import { Draws } from "./Draws";
import { Export } from "./Export";
import { Columns, EVERYTHING, Narrowing } from "./Narrowing";
import { Seats } from "./Seats";
import { Taken } from "./Taken";

/** 届いた申請, the newest first. */
export function Applications({ view }: { view: FormView }) {
  const w = useWords();
  const may = useMay();
  const formId = view.form.id;
  const [typed, setTyped] = useState("");
  const [narrowed, setNarrowed] = useState(EVERYTHING);
  const [isNarrowing, setNarrowing] = useState(false);
  const [isChoosing, setChoosing] = useState(false);
  const [isExporting, setExporting] = useState(false);
  const q = useSettled(typed.trim());
  const wanted = useMemo(() => ({ ...narrowed, q }), [narrowed, q]);
  const isAll = !Object.values(wanted).some(Boolean);
  const found = useList(
    "applications",
    useCallback(
      (before: string | null, signal: AbortSignal) => forms.applications(formId, wanted, before, signal),
      [formId, wanted],
    ),
  );
  const { items, phase, page } = found;
  const isNone = items.length === 0;
  return (
    <>
      <div className={styles.top}>
        <Filters>
          <SearchField label={w.search} onChange={setTyped} value={typed} />
          <span className={styles.count} role="status">
            {page !== null && w.count(page.total)}
          </span>
          <Button look="quiet" onPress={() => setNarrowing(!isNarrowing)} small>
            {w.narrow}
          </Button>
          <Button isDisabled={page === null} look="quiet" onPress={() => setChoosing(true)} small>
            {w.chooseColumns}
          </Button>
          {may("export_answers") && (
            <Button
              icon={<DownloadIcon size={18} />}
              isDisabled={isNone && isAll}
              onPress={() => setExporting(true)}
              small
            >
              {w.export}
            </Button>
          )}
        </Filters>
        {isNarrowing && page !== null && (
          <Narrowing onChange={setNarrowed} questions={page.questions} wanted={narrowed} />
        )}
      </div>
      <PageBody>
        <Taken formId={formId} items={items.length} />
        <Draws onDrawn={found.again} view={view} />
        {isNone && phase === "asking" && <SkeletonRows />}
        {isNone && phase === "failed" && <Failed onAgain={found.again} title={w.failed} />}
        {isNone && phase === "known" && (
          <EmptyState icon={<FormIcon />} title={isAll ? w.noApplications : w.noneFound}>
            {isAll ? w.noApplicationsText : w.noneFoundText}
          </EmptyState>
        )}
        {!isNone && page !== null && <Table formId={formId} items={items} page={page} />}
        <More found={found} />
      </PageBody>
      {isChoosing && page !== null && (
        <Columns
          formId={formId}
          onChosen={() => {
            setChoosing(false);
            found.restart();
          }}
          onClose={() => setChoosing(false)}
          page={page}
        />
      )}
      {isExporting && <Export onClose={() => setExporting(false)} view={view} />}
    </>
  );
}

interface TableProps {
  formId: string;
  items: ApplicationPage["applications"];
  page: ApplicationPage;
}

function Table({ formId, items, page }: TableProps) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  const hasNames = items.some(({ by }) => by !== "");
  const hasSeats = items.some(({ seats }) => seats.length > 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone, and must do so by keyboard.
    <section aria-label={w.sections.answers} className={styles.tableBox} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{w.number}</th>
            <th scope="col">{w.submittedAt}</th>
            {hasNames && <th scope="col">{w.by}</th>}
            {hasSeats && <th scope="col">{w.seats}</th>}
            {page.heads.map((head, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two questions may be called alike.
              <th key={at} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.id}>
              <th className={styles.number} scope="row">
                <Link to={formPath(formId, "answers", one.id)}>{one.number}</Link>
                {one.is_withdrawn && <span className={styles.withdrawn}>{w.isWithdrawn}</span>}
                {one.marks.length > 0 && (
                  <span className={styles.marks}>{one.marks.map((mark) => w.marks[mark]).join("・")}</span>
                )}
              </th>
              <td className={styles.number}>{whenOf(one.submitted_at, now, t)}</td>
              {hasNames && <td>{one.by}</td>}
              {hasSeats && (
                <td className={styles.cell}>
                  <Seats seats={one.seats} />
                </td>
              )}
              {one.cells.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells never change places.
                <td className={styles.cell} key={at}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
