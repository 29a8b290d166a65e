import { CloseIcon } from "../design/icons";
import { IconButton } from "../parts/IconButton";
import { Select } from "../parts/Select";
import { flat } from "../people/departments";
import { useDepartments } from "../people/useDirectory";
import styles from "./Emergency.module.css";
import { useWords } from "./words";

interface ChosenDepartmentsProps {
  chosen: readonly string[];
  error: string | null;
  onChange: (chosen: readonly string[]) => void;
}

/** The departments it goes to, one added at a time. */
export function ChosenDepartments({ chosen, error, onChange }: ChosenDepartmentsProps) {
  const w = useWords();
  const { tree } = useDepartments();
  const lines = flat(tree);
  return (
    <div className={styles.departments}>
      <Select
        choices={lines
          .filter(({ branch }) => !chosen.includes(branch.id))
          .map(({ branch, depth }) => ({ id: branch.id, label: "\u3000".repeat(depth) + branch.name }))}
        error={error}
        label={w.addDepartment}
        onChange={(id) => onChange([...chosen, id])}
        placeholder={w.chooseDepartment}
        value={null}
      />
      <ul className={styles.tags}>
        {lines
          .filter(({ branch }) => chosen.includes(branch.id))
          .map(({ branch }) => (
            <li className={styles.tag} key={branch.id}>
              {branch.name}
              <IconButton
                label={w.remove(branch.name)}
                onPress={() => onChange(chosen.filter((one) => one !== branch.id))}
              >
                <CloseIcon size={16} />
              </IconButton>
            </li>
          ))}
      </ul>
    </div>
  );
}
