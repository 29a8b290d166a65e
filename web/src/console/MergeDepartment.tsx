import { useCallback, useState } from "react";
import type { DepartmentRow, DepartmentRows, MergeLook } from "../api/generated";
import { useText } from "../i18n";
import { FormDialog } from "../parts/FormDialog";
import { Select } from "../parts/Select";
import { sentenceOf } from "../parts/toasts";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { administration } from "./api";
import styles from "./Departments.module.css";
import { type Line, withBelow } from "./tree";
import { choicesOf } from "./useTree";
import { useWords } from "./words";

interface MergeDepartmentProps {
  department: DepartmentRow;
  departments: readonly DepartmentRow[];
  lines: readonly Line[];
  onMerge: (answer: Promise<DepartmentRows>) => Promise<unknown>;
  onClose: () => void;
}

/** Into which other department it goes; what that means is counted before it is done. */
export function MergeDepartment({ department, departments, lines, onMerge, onClose }: MergeDepartmentProps) {
  const w = useWords();
  const t = useText();
  const [into, setInto] = useState<string | null>(null);
  const work = useWork({ inline: true });
  const look = useAnswer(
    useCallback(
      (signal: AbortSignal) =>
        into === null ? Promise.resolve(null) : administration.lookAtMerge(department.id, into, signal),
      [department.id, into],
    ),
  );
  const shown = into !== null && look.phase === "known" ? look.value : null;
  const own = withBelow(department.id, departments);
  const possible = lines.filter((line) => !own.has(line.department.id) && line.department.closed_at === null);
  function submit() {
    if (into === null || shown === null) return;
    work.run(() => onMerge(administration.merge(department.id, { into_id: into, state: shown.state })));
  }
  return (
    <FormDialog
      busy={work.busy}
      danger
      isDisabled={shown === null}
      lead={w.mergeLead(department.name)}
      onClose={onClose}
      onSubmit={submit}
      problem={work.problem ?? (look.phase === "failed" ? sentenceOf(look.error, t.shell.failed) : null)}
      title={w.mergeTitle}
      verb={w.mergeVerb}
    >
      <Select
        choices={choicesOf(possible)}
        label={w.mergeInto}
        onChange={setInto}
        placeholder={w.chooseDepartment}
        value={into}
      />
      {shown !== null && <Told look={shown} />}
    </FormDialog>
  );
}

function Told({ look }: { look: MergeLook }) {
  const w = useWords();
  const lines = [
    w.mergePeople(look.people, look.in_both),
    w.mergeBelow(look.below),
    w.mergeRooms(look.rooms),
    look.tasks > 0 && w.mergeTasks(look.tasks),
    w.mergeStays,
  ].filter((line) => line !== false);
  return (
    <div role="status">
      <ul className={styles.told}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
