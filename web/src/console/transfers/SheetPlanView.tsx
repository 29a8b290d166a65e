import type { SheetFault, SheetPlan } from "../../api/generated";
import { Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { Switch } from "../../parts/Choices";
import { saveTable } from "../../parts/saving";
import { toldWords } from "../../people/labels";
import styles from "./Transfers.module.css";
import { useTransferWords } from "./words";

export interface How {
  readonly separators: "read" | "literal";
  readonly split_days: boolean;
}

interface SheetPlanProps {
  plan: SheetPlan;
  how: How;
  onHow: (how: How) => void;
}

/** What taking a table over would do: every line, what was read otherwise, and what is wrong. */
export function SheetPlanView({ plan, how, onHow }: SheetPlanProps) {
  const w = useTransferWords();
  const { rows, faults, notices, unknown_columns } = plan;
  const said = [
    ...notices.map(({ text }) => text),
    ...(unknown_columns.length > 0 ? [w.unusedColumns(unknown_columns.join("、"))] : []),
  ];
  const hasDays = how.split_days || faults.some(({ text }) => text.includes("発令日（"));
  const hasSigns = how.separators === "literal" || notices.some(({ code }) => code === "divided");
  return (
    <div className={styles.preview} role="status">
      {faults.length > 0 ? (
        <SheetFaults faults={faults} />
      ) : (
        <h3 className={styles.heading}>{w.planTitle(rows.length)}</h3>
      )}
      {said.length > 0 && (
        <ul className={styles.notice}>
          {said.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
      {hasDays && (
        <Switch
          label={w.splitDays}
          on={how.split_days}
          onChange={(split_days) => onHow({ ...how, split_days })}
        />
      )}
      {hasSigns && (
        <Switch
          label={w.literalSigns}
          on={how.separators === "literal"}
          onChange={(on) => onHow({ ...how, separators: on ? "literal" : "read" })}
        />
      )}
      <ul>
        {rows.map((row) => (
          <li className={styles.affected} key={row.line}>
            <span className={styles.first}>
              <span className={styles.name}>{row.name}</span>
              <span className={styles.about}>{row.key}</span>
              {row.kind !== "move" && <Tag>{w.kinds[row.kind]}</Tag>}
              <span className={styles.about}>{row.day}</span>
            </span>
            <span className={styles.change}>
              <span className={styles.about}>{toldWords(row.before) || w.noPost}</span>
              <span aria-hidden="true">→</span>
              <span>{toldWords(row.after) || w.noPost}</span>
            </span>
            {row.replaces !== null && (
              <span className={styles.about}>{w.replaces(toldWords(row.replaces) || w.noPost)}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function SheetFaults({ faults }: { faults: readonly SheetFault[] }) {
  const w = useTransferWords();
  const rows = faults.map(({ line, value, text }) => [String(line), value ?? "", text]);
  return (
    <div className={styles.trouble} role="alert">
      <p>{w.sheetFaults(faults.length)}</p>
      <Button onPress={() => saveTable([w.faultHeads, ...rows], "kairan-faults.csv")} small>
        {w.takeFaults}
      </Button>
      <ul className={styles.faults}>
        {faults.slice(0, SHOWN).map((fault) => (
          <li key={fault.line}>
            <strong>{`${w.line(fault.line)} ${fault.value ?? ""}`.trim()}</strong>
            <span>{fault.text}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const SHOWN = 200;
