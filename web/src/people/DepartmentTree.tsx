import { useMemo } from "react";
import { Button } from "react-aria-components/Button";
import { Collection } from "react-aria-components/Collection";
import { Tree, TreeItem, TreeItemContent } from "react-aria-components/Tree";
import { ForwardIcon } from "../design/icons";
import { useText } from "../i18n";
import type { Id } from "../model/types";
import { cx } from "../parts/cx";
import styles from "./DepartmentTree.module.css";
import { type Branch, pathTo } from "./departments";

interface DepartmentTreeProps {
  tree: readonly Branch[];
  chosen: Id | null;
  onChoose: (id: Id | null) => void;
}

const EVERYONE = "everyone";

/** The departments of one's own body. Opening one does not choose it; choosing one shows its people. */
export function DepartmentTree({ tree, chosen, onChoose }: DepartmentTreeProps) {
  const t = useText();
  const all = useMemo(
    () => ({
      id: EVERYONE,
      name: t.people.everyone,
      count: tree.reduce((sum, { count }) => sum + count, 0),
      below: [],
    }),
    [tree, t],
  );
  const opened = useMemo(() => openedFor(chosen, tree), [chosen, tree]);
  return (
    <Tree
      aria-label={t.people.departments}
      className={cx(styles.tree)}
      defaultExpandedKeys={opened}
      disallowEmptySelection
      items={[all, ...tree]}
      key={tree.length}
      onSelectionChange={(keys) => {
        if (keys === "all") return;
        const [key] = keys;
        onChoose(key === undefined || key === EVERYONE ? null : String(key));
      }}
      selectedKeys={[chosen ?? EVERYONE]}
      selectionBehavior="replace"
      selectionMode="single"
    >
      {(branch) => <Row branch={branch} />}
    </Tree>
  );
}

/** The first level of a small body, and the way to the department on screen. */
function openedFor(chosen: Id | null, tree: readonly Branch[]): Id[] {
  const way = chosen === null ? [] : pathTo(chosen, tree).map(({ id }) => id);
  const top = tree.length <= 2 ? tree.map(({ id }) => id) : [];
  return [...top, ...way];
}

function Row({ branch }: { branch: Branch }) {
  const t = useText();
  return (
    <TreeItem className={cx(styles.row, "ring-inside")} id={branch.id} textValue={branch.name}>
      <TreeItemContent>
        {({ hasChildItems }) => (
          <span className={styles.words}>
            {hasChildItems ? (
              <Button
                aria-label={t.people.openDepartment(branch.name)}
                className={cx(styles.twist)}
                slot="chevron"
              >
                <ForwardIcon size={16} />
              </Button>
            ) : (
              <span className={styles.twist} />
            )}
            <span className={styles.name}>{branch.name}</span>
            <span className={styles.count}>{branch.count}</span>
          </span>
        )}
      </TreeItemContent>
      <Collection items={branch.below}>{(below) => <Row branch={below} />}</Collection>
    </TreeItem>
  );
}
