import type { IncidentView } from "../../api/generated";
import styles from "./Incidents.module.css";
import { useIncidentWords } from "./words";

/** How many entries are open, being worked on and done; how many are safe, and how many have come. */
export function Figures({ view }: { view: IncidentView }) {
  const w = useIncidentWords();
  const { safety, muster } = view;
  const shown: readonly (readonly [string, string])[] = [
    [w.statuses.open, w.countOf(view.open)],
    [w.statuses.working, w.countOf(view.working)],
    [w.statuses.done, w.countOf(view.done)],
    ...(safety === null ? [] : [[w.safety, w.ofPeople(safety.done, safety.people)] as const]),
    ...(muster === null ? [] : [[w.muster, w.ofPeople(muster.done, muster.people)] as const]),
  ];
  return (
    <dl className={styles.figures}>
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
