import type { FaultTold } from "../../api/generated";
import styles from "./Transfers.module.css";

/** What stands in the way of a list, person by person. */
export function Faults({ faults }: { faults: readonly FaultTold[] }) {
  if (faults.length === 0) return null;
  return (
    <ul className={styles.faults}>
      {faults.map((fault) => (
        <li key={`${fault.member_id}${fault.text}`}>
          {fault.name !== "" && <strong>{`${fault.name} ${fault.key ?? ""}`.trim()}</strong>}
          <span>{fault.text}</span>
        </li>
      ))}
    </ul>
  );
}
