import { useCallback } from "react";
import { askAgain } from "../people/whereabouts";
import { Answered } from "../shell/Answered";
import { useIsPhone } from "../shell/media";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack, type Route } from "../shell/route";
import { useAnswer } from "../shell/useAnswer";
import styles from "./Attendance.module.css";
import { attendance } from "./api";
import { DayOfDepartment } from "./DayOfDepartment";
import { Feed } from "./Feed";
import { Own } from "./Own";
import { Report } from "./Report";
import { useWords } from "./words";

/** 出勤連絡: where one is, in two touches; and who of a department is where. */
export default function AttendancePage({ route }: { route: Extract<Route, { page: "attendance" }> }) {
  const w = useWords();
  const isPhone = useIsPhone();
  const { day, department } = route;
  const own = useAnswer(useCallback((signal: AbortSignal) => attendance.own(signal), []));
  const shown = useAnswer(
    useCallback((signal: AbortSignal) => attendance.day(day, department, signal), [day, department]),
  );
  const changed = () => {
    own.again();
    shown.again();
    askAgain();
  };
  return (
    <div className={styles.page}>
      <PageHead onBack={isPhone ? () => goBack("/more") : undefined} title={w.title} />
      <PageBody>
        <div className={styles.columns}>
          <div className={styles.mine}>
            <Report onReported={changed} />
            <Answered answer={own} failed={w.failed}>
              {(value) => (
                <>
                  <Own onEnded={changed} reports={value.reports} />
                  <Feed hasFeed={value.has_feed} onChanged={own.again} />
                </>
              )}
            </Answered>
          </div>
          <Answered answer={shown} failed={w.failed}>
            {(value) => <DayOfDepartment value={value} />}
          </Answered>
        </div>
      </PageBody>
    </div>
  );
}
