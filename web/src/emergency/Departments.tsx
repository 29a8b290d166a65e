import type { BroadcastView } from "../api/generated";
import styles from "./Emergency.module.css";
import { useWords } from "./words";

/** Each department with its denominator: who has the most to wait for is seen at once. */
export function Departments({ view }: { view: BroadcastView }) {
  const w = useWords();
  const { asked } = view.broadcast;
  return (
    <div className={styles.tableBox}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{w.department}</th>
            <th scope="col">{w.steps.device}</th>
            <th scope="col">{w.steps.seen}</th>
            <th scope="col">{w.doneLabel[asked]}</th>
          </tr>
        </thead>
        <tbody>
          {view.departments.map(({ department_id, department, rungs, done, help }) => (
            <tr key={department_id ?? ""}>
              <th scope="row">
                {department || w.noDepartment}
                {help > 0 && <span className={styles.trouble}>{w.trouble(help)}</span>}
              </th>
              <td>{rungs.device}</td>
              <td>{rungs.seen}</td>
              <td>{w.done(done, rungs.people)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
