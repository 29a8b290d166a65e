import type { Act } from "../api/generated";
import { ClockIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";
import { List } from "../list/List";
import { facts, LineRow, RowWords } from "../list/Row";
import { useList } from "../list/useList";
import { EmptyState } from "../parts/EmptyState";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { installation } from "./api";
import styles from "./Operator.module.css";
import { type Words as StaffWords, words as staffWords } from "./staffWords";
import { type Words, words } from "./words";

/** The installation's own record. */
export function Acts({ onBack }: { onBack: (() => void) | undefined }) {
  const t = useText();
  const w = useBilingual(words);
  const staff = useBilingual(staffWords);
  const found = useList("acts", installation.acts);
  return (
    <>
      <PageHead onBack={onBack} title={w.acts} />
      <PageBody column label={w.acts}>
        <p className={styles.lead}>{w.actsLead}</p>
        <List
          empty={<EmptyState icon={<ClockIcon />} title={w.noActs} />}
          failed={w.failed}
          found={found}
          row={(act) => (
            <LineRow key={act.seq}>
              <RowWords name={facts(w.act[act.kind] ?? act.kind, subjectOf(act, w))}>
                {detailsOf(act, w, staff).map((detail) => (
                  <span className={styles.small} key={detail}>
                    {detail}
                  </span>
                ))}
              </RowWords>
              <span className={styles.small}>
                {facts(act.by ?? w.bySystem, whenOf(act.at, Date.now(), t))}
              </span>
            </LineRow>
          )}
        />
      </PageBody>
    </>
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

function subjectOf({ body }: Act, w: Words): string {
  if (!isRecord(body)) return "";
  if (typeof body.organization === "string") return `${body.organization}　${String(body.name)}`;
  if (typeof body.name === "string") return body.name;
  if (typeof body.plan === "string") return w.plan[body.plan] ?? body.plan;
  return typeof body.job_kind === "string" ? body.job_kind : "";
}

function detailsOf({ body }: Act, w: Words, staff: StaffWords): readonly string[] {
  if (!isRecord(body)) return [];
  const reason = typeof body.reason === "string" ? [`${w.reason}: ${body.reason}`] : [];
  const changes = Array.isArray(body.changes) ? body.changes : [];
  const demands = Array.isArray(body.demands) ? body.demands.filter(isRecord) : [];
  const demanded = (value: unknown) => staff.demands[String(value)] ?? String(value);
  return [
    ...reason,
    ...demands.map(({ face, before, after }) => `${face}: ${demanded(before)} → ${demanded(after)}`),
    ...changes.filter(isRecord).map(({ field, before, after }) => {
      const shown = (value: unknown) => (typeof value === "string" ? (w.plan[value] ?? value) : w.nothing);
      return `${w.field[String(field)] ?? String(field)}: ${shown(before)} → ${shown(after)}`;
    }),
  ];
}
