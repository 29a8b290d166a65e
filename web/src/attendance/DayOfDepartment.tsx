import type { AttendanceDay, AttendancePerson } from "../api/generated";
import { BackIcon, ForwardIcon, PeopleIcon } from "../design/icons";
import { useText } from "../i18n";
import { clockOf, dayHeadingOf, isoDayOf } from "../i18n/time";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { EmptyState } from "../parts/EmptyState";
import { IconButton } from "../parts/IconButton";
import { Select } from "../parts/Select";
import { flat } from "../people/departments";
import { useDepartments } from "../people/useDirectory";
import { navigate } from "../shell/route";
import { useNow } from "../shell/useNow";
import styles from "./Attendance.module.css";
import { dayAfter, midnightOf } from "./spans";
import { useWords } from "./words";

/** The people of a department on a day: who is there, and who is not, until when. */
export function DayOfDepartment({ value }: { value: AttendanceDay }) {
  const w = useWords();
  const away = value.people.filter(({ reports }) => reports.length > 0).length;
  return (
    <section aria-labelledby="attendance-day" className={styles.day}>
      <h2 className={styles.heading} id="attendance-day">
        {w.dayOf}
        <span className={styles.of}>{w.there(value.people.length - away, value.people.length)}</span>
      </h2>
      <Choice value={value} />
      {value.people.length === 0 ? (
        <EmptyState icon={<PeopleIcon />} title={w.nobody}>
          {w.nobodyText}
        </EmptyState>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{w.person}</th>
              <th scope="col">{w.where}</th>
            </tr>
          </thead>
          <tbody>
            {value.people.map((one) => (
              <Row day={value.day} key={one.id} person={one} />
            ))}
          </tbody>
        </table>
      )}
      {value.more && <p className={styles.line}>{w.onlyFirst(value.people.length)}</p>}
    </section>
  );
}

function Choice({ value }: { value: AttendanceDay }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  const { tree } = useDepartments();
  const today = isoDayOf(now);
  const go = (day: string, department: string | null) => {
    const query = new URLSearchParams({ day, ...(department === null ? {} : { department }) });
    navigate(`/attendance?${query}`, { replace: true });
  };
  const choices = flat(tree).map(({ branch, depth }) => ({
    id: branch.id,
    label: "\u3000".repeat(depth) + branch.name,
  }));
  return (
    <div className={styles.choice}>
      <span className={styles.days}>
        <IconButton label={w.dayBefore} onPress={() => go(dayAfter(value.day, -1), value.department_id)}>
          <BackIcon />
        </IconButton>
        <span className={styles.dayName}>{dayHeadingOf(midnightOf(value.day), now, t)}</span>
        <IconButton label={w.dayNext} onPress={() => go(dayAfter(value.day, 1), value.department_id)}>
          <ForwardIcon />
        </IconButton>
        {value.day !== today && (
          <Button look="quiet" onPress={() => go(today, value.department_id)} small>
            {w.today}
          </Button>
        )}
      </span>
      <Select
        choices={choices}
        hideLabel
        label={w.department}
        onChange={(department) => go(value.day, department)}
        value={value.department_id}
      />
    </div>
  );
}

function Row({ person, day }: { person: AttendancePerson; day: string }) {
  const w = useWords();
  const isAway = person.reports.length > 0;
  return (
    <tr>
      <th scope="row">
        <span className={styles.words}>
          <span>{person.name}</span>
          <span className={styles.line}>{[person.department, person.post].filter(Boolean).join("　")}</span>
        </span>
      </th>
      <td className={cx(!isAway && styles.line)}>
        {isAway ? (
          <ul>
            {person.reports.map((one) => (
              <li key={one.id}>
                <strong>{w.kinds[one.kind]}</strong>
                <span className={styles.line}>
                  {"　"}
                  {hours(one, day, w.between)}
                  {one.note && `　${one.note}`}
                </span>
              </li>
            ))}
          </ul>
        ) : (
          w.isThere
        )}
      </td>
    </tr>
  );
}

/** The hours of it that lie on that day; nothing where it is all of it. */
function hours(
  { begins_at, ends_at }: { begins_at: number; ends_at: number },
  day: string,
  between: (from: string, to: string) => string,
): string {
  const begins = Math.max(begins_at, midnightOf(day));
  const ends = Math.min(ends_at, midnightOf(dayAfter(day, 1)));
  const isWhole = begins === midnightOf(day) && ends === midnightOf(dayAfter(day, 1));
  if (isWhole) return "";
  return between(clockOf(begins), ends === midnightOf(dayAfter(day, 1)) ? "24:00" : clockOf(ends));
}
