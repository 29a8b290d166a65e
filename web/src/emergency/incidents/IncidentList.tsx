import type { IncidentRow } from "../../api/generated";
import { WarningIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { whenOf } from "../../i18n/time";
import { CardRow, facts, LineRow, RowWords } from "../../list/Row";
import { Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { Failed } from "../../parts/Failed";
import { SkeletonRows } from "../../parts/Skeleton";
import { useIsPhone } from "../../shell/media";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { goBack, navigate } from "../../shell/route";
import styles from "./Incidents.module.css";
import { incidentPath, NEW_INCIDENT } from "./paths";
import { AskedOfUs } from "./towns/AskedOfUs";
import { useListed } from "./useListed";
import { useIncidentWords } from "./words";

/** What goes on, to report to; and the incidents whose chronology one reads. */
export function IncidentList() {
  const w = useIncidentWords();
  const isPhone = useIsPhone();
  const { value, phase, reportable, again } = useListed();
  return (
    <div className={styles.page}>
      <PageHead onBack={isPhone ? () => goBack("/more") : undefined} title={w.title}>
        {value?.may_lead && (
          <>
            <Button look="quiet" onPress={() => navigate("/broadcasts")} small>
              {w.broadcasts}
            </Button>
            <Button look="primary" onPress={() => navigate(NEW_INCIDENT)} small>
              {w.make}
            </Button>
          </>
        )}
      </PageHead>
      <PageBody>
        {value === null && phase === "asking" && <SkeletonRows />}
        <div className={styles.body}>
          {reportable.length > 0 && (
            <section aria-label={w.reportTo}>
              <h2 className={styles.heading}>{w.reportTo}</h2>
              <ul className={styles.rows}>
                {reportable.map((one) => (
                  <Reportable key={one.id} one={one} />
                ))}
              </ul>
            </section>
          )}
          {value?.may_lead && <AskedOfUs />}
          {value === null && phase === "failed" && <Failed onAgain={again} title={w.failed} />}
          {value !== null && <Worked mayLead={value.may_lead} rows={value.incidents} />}
        </div>
      </PageBody>
    </div>
  );
}

function Worked({ rows, mayLead }: { rows: readonly IncidentRow[]; mayLead: boolean }) {
  const w = useIncidentWords();
  if (rows.length === 0) {
    return (
      <EmptyState compact icon={<WarningIcon />} title={w.none}>
        {mayLead ? w.noneLead : w.noneText}
      </EmptyState>
    );
  }
  return (
    <section aria-label={w.chronology}>
      <h2 className={styles.heading}>{w.chronology}</h2>
      <ul className={styles.rows}>
        {rows.map((one) => (
          <Row key={one.id} one={one} />
        ))}
      </ul>
    </section>
  );
}

function Reportable({ one }: { one: IncidentRow }) {
  const w = useIncidentWords();
  return (
    <LineRow>
      <RowWords
        beside={one.is_drill && <Tag tone="accent">{w.drill}</Tag>}
        name={one.name}
        second={w.reportNote}
      />
      <Button onPress={() => navigate(incidentPath(one.id, "report"))} small>
        {w.report}
      </Button>
    </LineRow>
  );
}

function Row({ one }: { one: IncidentRow }) {
  const t = useText();
  const w = useIncidentWords();
  return (
    <CardRow onPress={() => navigate(incidentPath(one.id))}>
      <RowWords
        beside={
          <>
            {one.is_drill && <Tag tone="accent">{w.drill}</Tag>}
            <Tag>{w.kinds[one.kind]}</Tag>
            {one.ended_at !== null && <Tag>{w.over}</Tag>}
          </>
        }
        name={one.name}
        second={facts(one.level, w.since(whenOf(one.begun_at, Date.now(), t)))}
      />
    </CardRow>
  );
}
