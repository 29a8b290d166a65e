import { useCallback, useEffect, useMemo, useState } from "react";
import type { Figures as FiguresAnswer } from "../../api/generated";
import { ConsoleIcon, PeopleIcon, RefreshIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { isoDayOf, whenOf } from "../../i18n/time";
import { useBilingual } from "../../i18n/useBilingual";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { Failed } from "../../parts/Failed";
import { Select } from "../../parts/Select";
import { SkeletonRows } from "../../parts/Skeleton";
import { toast } from "../../parts/toasts";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { useMe } from "../../state";
import { reachOf } from "../delegation/tasks";
import { figures, type Wanted } from "./api";
import { ChartView } from "./ChartView";
import { chartsOf } from "./charts";
import { DepartmentTable } from "./DepartmentTable";
import { Export } from "./Export";
import styles from "./Figures.module.css";
import { KeyNumbers } from "./KeyNumbers";
import { PERIODS, type PeriodId, periodOf } from "./period";
import { Savings } from "./Savings";
import { words } from "./words";

const WHOLE = "whole";

/** How much is used, in numbers that tell of no person. */
export function Figures({ onBack }: { onBack: (() => void) | undefined }) {
  const t = useText();
  const w = useBilingual(words);
  const [period, setPeriod] = useState<PeriodId>("days30");
  const [department, setDepartment] = useState<string | null>(null);
  const [isExporting, setExporting] = useState(false);
  const wanted: Wanted = useMemo(
    () => ({ ...periodOf(period, isoDayOf(Date.now())), department_id: department }),
    [period, department],
  );
  const answer = useAnswer(useCallback((signal: AbortSignal) => figures.read(wanted, signal), [wanted]));
  const { value, again } = answer;
  const work = useWork();
  const count = () =>
    work.run(async () => {
      await figures.count();
      again();
    });
  const isCounting = useCountedOnce(value, again);
  const isEmpty = value !== null && !value.is_too_few && value.days.length === 0;
  return (
    <>
      <PageHead onBack={onBack} title={w.title}>
        <Button isDisabled={value === null || value.is_too_few} onPress={() => setExporting(true)} small>
          {w.csv}
        </Button>
      </PageHead>
      <div className={styles.filters}>
        <Select
          choices={PERIODS.map((id) => ({ id, label: w.periods[id] }))}
          hideLabel
          label={w.period}
          onChange={setPeriod}
          value={period}
        />
        <Departments chosen={department} onChoose={setDepartment} value={value} />
        <span className={styles.counted}>
          {value?.counted_at ? w.countedAt(whenOf(value.counted_at, Date.now(), t)) : null}
          <Button busy={work.busy} icon={<RefreshIcon size={18} />} look="quiet" onPress={count} small>
            {w.countNow}
          </Button>
        </span>
      </div>
      <PageBody>
        {(isCounting || (value === null && answer.phase === "asking")) && <SkeletonRows />}
        {answer.phase === "failed" && <Failed onAgain={again} title={w.failed} />}
        {value?.is_too_few && value.since !== null && (
          <EmptyState icon={<PeopleIcon />} title={w.fewTitle}>
            {w.fewText(value.least)}
          </EmptyState>
        )}
        {!isCounting && (isEmpty || (value?.is_too_few && value.since === null)) && (
          <EmptyState icon={<ConsoleIcon />} title={w.noneTitle}>
            {w.noneText}
          </EmptyState>
        )}
        {value !== null && !value.is_too_few && !isEmpty && answer.phase !== "failed" && (
          <Shown onChanged={again} value={value} />
        )}
      </PageBody>
      {isExporting && (
        <Export
          onClose={() => setExporting(false)}
          onDone={() => {
            setExporting(false);
            toast.done(w.written);
          }}
          wanted={wanted}
        />
      )}
    </>
  );
}

/** A body whose first hour has not passed is counted at once: nobody should wait for numbers on the first day. */
function useCountedOnce(value: FiguresAnswer | null, again: () => void): boolean {
  const [isCounting, setCounting] = useState(false);
  const isUncounted = value !== null && value.since === null;
  useEffect(() => {
    if (!isUncounted) return;
    setCounting(true);
    // The button says why it failed, when somebody presses it.
    figures
      .count()
      .then(again, () => null)
      .finally(() => setCounting(false));
  }, [isUncounted, again]);
  return isCounting;
}

interface DepartmentsProps {
  value: FiguresAnswer | null;
  chosen: string | null;
  onChoose: (id: string | null) => void;
}

function Departments({ value, chosen, onChoose }: DepartmentsProps) {
  const w = useBilingual(words);
  const me = useMe();
  const whole = { id: WHOLE, label: reachOf(me, "figures") === null ? w.whole : w.mine };
  const lines = value?.departments ?? [];
  const choices = lines.flatMap(({ id, names, depth }) =>
    id === null ? [] : [{ id, label: "\u3000".repeat(depth) + names.join("・") }],
  );
  return (
    <Select
      choices={[whole, ...choices]}
      hideLabel
      label={w.department}
      onChange={(id) => onChoose(id === WHOLE ? null : id)}
      value={chosen ?? WHOLE}
    />
  );
}

function Shown({ value, onChanged }: { value: FiguresAnswer; onChanged: () => void }) {
  const w = useBilingual(words);
  const me = useMe();
  const name = value.departments.find(({ id }) => id !== null && id === value.department_id)?.names[0];
  const of = [me.organization.name, name].filter(Boolean).join("　");
  return (
    <div className={styles.page}>
      <KeyNumbers value={value} />
      <div className={styles.charts}>
        {chartsOf(value, of, w).map(({ id, chart }) => (
          <ChartView chart={chart} few={w.few(value.least)} file={`kairan-${id}-${value.last_on}`} key={id} />
        ))}
      </div>
      <Savings mayChange={reachOf(me, "figures") === null} onChanged={onChanged} value={value} />
      <DepartmentTable value={value} />
    </div>
  );
}
