import { useMemo } from "react";
import { useText } from "../i18n";
import type { Id } from "../model/types";
import { Switch } from "../parts/Choices";
import { Select } from "../parts/Select";
import { flat } from "../people/departments";
import { useDepartments } from "../people/useDirectory";
import styles from "./RoomSettings.module.css";

const NONE = "none";

interface DepartmentChoiceProps {
  department: Id | null;
  below: boolean;
  onChange: (department: Id | null, below: boolean) => void;
}

/** 部署のルーム: its people are those who hold a post there. */
export function DepartmentChoice({ department, below, onChange }: DepartmentChoiceProps) {
  const t = useText();
  const { tree } = useDepartments();
  const choices = useMemo(
    () => [
      { id: NONE, label: t.rooms.noDepartment },
      ...flat(tree).map(({ branch, depth }) => ({
        id: branch.id,
        label: "\u3000".repeat(depth) + branch.name,
      })),
    ],
    [tree, t],
  );
  const chosen = flat(tree).find(({ branch }) => branch.id === department)?.branch;
  return (
    <div className={styles.department}>
      <Select
        choices={choices}
        hint={t.rooms.departmentHint}
        label={t.rooms.department}
        onChange={(id) => onChange(id === NONE ? null : id, id === NONE ? false : below)}
        value={department ?? NONE}
      />
      {chosen && chosen.below.length > 0 && (
        <Switch
          label={t.rooms.departmentBelow}
          note={t.rooms.departmentBelowNote(chosen.count)}
          on={below}
          onChange={(on) => onChange(department, on)}
        />
      )}
    </div>
  );
}

/** In words, for those who may not change it. */
export function useDepartmentName(department: Id | null): string | null {
  const { tree } = useDepartments();
  return flat(tree).find(({ branch }) => branch.id === department)?.branch.name ?? null;
}
