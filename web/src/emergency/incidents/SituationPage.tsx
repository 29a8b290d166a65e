import { useCallback, useState } from "react";
import type { SituationRow, SituationView } from "../../api/generated";
import { useText } from "../../i18n";
import { shortWhenOf } from "../../i18n/time";
import { facts, LineRow, RowWords } from "../../list/Row";
import { Button } from "../../parts/Button";
import { Failed } from "../../parts/Failed";
import { SkeletonRows } from "../../parts/Skeleton";
import { Tabs } from "../../parts/Tabs";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { goBack } from "../../shell/route";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { incidents } from "./api";
import styles from "./Incidents.module.css";
import { incidentPath } from "./paths";
import { SituationForm } from "./SituationForm";
import { useIncidentWords } from "./words";

type Form = SituationView["form"];
const FORMS: readonly Form[] = ["overview", "damage", "evacuation"];

/** 消防庁への報告: the form being written, and those that were made. */
export function SituationPage({ id }: { id: string }) {
  const w = useIncidentWords();
  const [form, setForm] = useState<Form>("overview");
  const view = useAnswer(useCallback((signal: AbortSignal) => incidents.view(id, signal), [id]));
  return (
    <div className={styles.page}>
      {view.value?.incident.is_drill && <p className={styles.drill}>{w.drillBar}</p>}
      <PageHead
        note={view.value?.incident.name}
        onBack={() => goBack(incidentPath(id))}
        title={w.situation}
      />
      <PageBody column>
        <Tabs
          chosen={form}
          label={w.whichForm}
          onChoose={setForm}
          tabs={FORMS.map((one) => ({
            id: one,
            label: w.forms[one],
            panel: <OneForm form={one} id={id} key={one} />,
          }))}
        />
      </PageBody>
    </div>
  );
}

function OneForm({ id, form }: { id: string; form: Form }) {
  const w = useIncidentWords();
  const next = useAnswer(
    useCallback((signal: AbortSignal) => incidents.nextSituation(id, form, signal), [id, form]),
  );
  const made = useAnswer(useCallback((signal: AbortSignal) => incidents.situations(id, signal), [id]));
  if (next.value === null) {
    return next.phase === "failed" ? <Failed onAgain={next.again} title={w.failed} /> : <SkeletonRows />;
  }
  const { number, revision } = next.value;
  const again = () => {
    next.again();
    made.again();
  };
  const reports = (made.value?.reports ?? []).filter((one) => one.form === form);
  return (
    <div className={styles.form}>
      {next.value.may_write && (
        <SituationForm again={again} id={id} key={`${number}-${revision}`} view={next.value} />
      )}
      <section aria-label={w.earlierReports}>
        <h2 className={styles.heading}>{w.earlierReports}</h2>
        {reports.length === 0 && <p className={styles.quiet}>{w.noReports}</p>}
        <ul className={styles.rows}>
          {reports.map((one) => (
            <Made id={id} key={one.number} one={one} />
          ))}
        </ul>
      </section>
    </div>
  );
}

function Made({ id, one }: { id: string; one: SituationRow }) {
  const t = useText();
  const w = useIncidentWords();
  const work = useWork();
  const save = (as: "pdf" | "workbook") =>
    void work.run(() => incidents.saveSituation(id, one.form, one.number, as));
  return (
    <LineRow>
      <RowWords
        name={one.issued_at === null ? w.draftOf(one.number) : w.nth(one.number)}
        second={facts(w.updated(shortWhenOf(one.as_of, Date.now(), t)), one.issued_by)}
      />
      <Button busy={work.busy} onPress={() => save("pdf")} small>
        {w.asPdf}
      </Button>
      <Button busy={work.busy} onPress={() => save("workbook")} small>
        {w.asWorkbook}
      </Button>
    </LineRow>
  );
}
