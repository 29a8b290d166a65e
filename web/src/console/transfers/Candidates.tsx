import { useCallback, useState } from "react";
import { GridList, GridListItem } from "react-aria-components/GridList";
import type { PersonMoving } from "../../api/generated";
import { Tag } from "../../parts/Badge";
import { TickBox } from "../../parts/Choices";
import { cx } from "../../parts/cx";
import { SearchField } from "../../parts/SearchField";
import { Select } from "../../parts/Select";
import { SkeletonRows } from "../../parts/Skeleton";
import { flat } from "../../people/departments";
import { toldWords } from "../../people/labels";
import { useDepartments } from "../../people/useDirectory";
import { useAnswer, useSettled } from "../../shell/useAnswer";
import { transfers } from "./api";
import styles from "./Transfers.module.css";
import { useTransferWords } from "./words";

const ANY = "any";
const STATES = ["active", "suspended", "left"] as const;
type State = (typeof STATES)[number];

interface CandidatesProps {
  chosen: ReadonlySet<string>;
  /** With everybody who is shown, so that names are at hand. */
  onChoose: (ids: ReadonlySet<string>, shown: readonly PersonMoving[]) => void;
  taken: ReadonlySet<string>;
  one?: boolean;
  find: string;
}

/** Staff by name, department and state, to choose from. */
export function CandidateList({ chosen, onChoose, taken, one = false, find }: CandidatesProps) {
  const w = useTransferWords();
  const { tree } = useDepartments();
  const [typed, setTyped] = useState("");
  const [department, setDepartment] = useState(ANY);
  const [status, setStatus] = useState<State>("active");
  const q = useSettled(typed.trim());
  const { value, phase } = useAnswer(
    useCallback(
      (signal: AbortSignal) =>
        transfers.candidates({ q, status, department_id: department === ANY ? null : department }, signal),
      [q, status, department],
    ),
  );
  const people = value?.people ?? [];

  function choose(keys: "all" | ReadonlySet<unknown>) {
    const visible = new Set(people.map(({ id }) => id));
    const elsewhere = one ? [] : [...chosen].filter((id) => !visible.has(id));
    const here = people.filter(({ id }) => (keys === "all" || keys.has(id)) && !taken.has(id));
    onChoose(new Set([...elsewhere, ...here.map(({ id }) => id)]), people);
  }

  return (
    <div className={styles.picker}>
      <div className={styles.pickerTools}>
        <SearchField autoFocus label={find} onChange={setTyped} value={typed} />
        <Select
          choices={[
            { id: ANY, label: w.anyDepartment },
            ...flat(tree).map(({ branch, depth }) => ({
              id: branch.id,
              label: "\u3000".repeat(depth) + branch.name,
            })),
          ]}
          hideLabel
          label={w.filterDepartment}
          onChange={setDepartment}
          value={department}
        />
        <Select
          choices={STATES.map((id) => ({ id, label: w[id] }))}
          hideLabel
          label={w.filterStatus}
          onChange={setStatus}
          value={status}
        />
      </div>
      <div className={styles.found}>
        {value === null && phase === "asking" && <SkeletonRows rows={5} />}
        <GridList
          aria-label={find}
          disabledKeys={[...taken]}
          items={people}
          onSelectionChange={choose}
          renderEmptyState={() => (phase === "known" ? <p className={styles.hint}>{w.noOne}</p> : null)}
          selectedKeys={chosen}
          selectionMode={one ? "single" : "multiple"}
        >
          {(person) => (
            <GridListItem
              className={cx(styles.candidate, "ring-inside")}
              id={person.id}
              textValue={`${person.name} ${person.key}`}
            >
              {taken.has(person.id) ? <span className={styles.noBox} /> : <TickBox />}
              <span className={styles.words}>
                <span className={styles.name}>{person.name}</span>
                <span className={styles.about}>{toldWords(person.posts_told) || w.noPost}</span>
              </span>
              <span className={styles.about}>{person.key}</span>
              {taken.has(person.id) && <Tag>{w.isIn}</Tag>}
            </GridListItem>
          )}
        </GridList>
        {value?.has_more && <p className={styles.hint}>{w.more}</p>}
      </div>
    </div>
  );
}
