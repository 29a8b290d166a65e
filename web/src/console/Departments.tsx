import { useState } from "react";
import type { DepartmentChange, DepartmentRow, DepartmentRows } from "../api/generated";
import { BuildingIcon, PlusIcon } from "../design/icons";
import { useText } from "../i18n";
import { List } from "../list/List";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { Switch } from "../parts/Choices";
import { EmptyState } from "../parts/EmptyState";
import { MenuButton } from "../parts/Menu";
import { Question } from "../parts/Question";
import { toast } from "../parts/toasts";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { useWork } from "../shell/useWork";
import { administration } from "./api";
import { DepartmentName, MoveDepartment } from "./DepartmentDialogs";
import styles from "./Departments.module.css";
import type { Line } from "./tree";
import { useTree } from "./useTree";
import { useWords } from "./words";

type Doing =
  | { readonly what: "add"; readonly below: DepartmentRow | null }
  | { readonly what: "rename" | "move" | "close"; readonly department: DepartmentRow };

/** The tree of departments: each a row; what they were called stays readable. */
export function Departments({ onBack }: { onBack: (() => void) | undefined }) {
  const w = useWords();
  const [withClosed, setWithClosed] = useState(false);
  const [doing, setDoing] = useState<Doing | null>(null);
  const { phase, again, departments, lines, renew } = useTree(withClosed);
  const open = departments.filter(({ closed_at }) => closed_at === null);
  return (
    <>
      <PageHead note={w.departmentCount(open.length)} onBack={onBack} title={w.departments}>
        <Button
          icon={<PlusIcon size={18} />}
          look="primary"
          onPress={() => setDoing({ what: "add", below: null })}
          small
        >
          {w.addDepartment}
        </Button>
      </PageHead>
      <PageBody>
        <List
          empty={
            <EmptyState icon={<BuildingIcon />} title={w.noDepartmentsTitle}>
              {w.noDepartmentsText}
            </EmptyState>
          }
          failed={w.failed}
          found={{ items: lines, pages: [], phase, error: null, hasMore: false, more: again, again }}
          row={(line) => <Row key={line.department.id} line={line} onDo={setDoing} renew={renew} />}
        />
        {departments.length > open.length && (
          <div className={styles.closedSwitch}>
            <Switch label={w.showClosed} on={withClosed} onChange={setWithClosed} />
          </div>
        )}
      </PageBody>
      {doing && (
        <Dialogs
          departments={departments}
          doing={doing}
          lines={lines}
          onClose={() => setDoing(null)}
          renew={renew}
        />
      )}
    </>
  );
}

interface RowProps {
  line: Line;
  onDo: (doing: Doing) => void;
  renew: (tree: DepartmentRows) => void;
}

function Row({ line: { department, depth, place, of }, onDo, renew }: RowProps) {
  const t = useText();
  const w = useWords();
  const work = useWork();
  const isOpen = department.closed_at === null;
  const put = (position: number) =>
    work.run(async () => {
      renew(await administration.changeDepartment(department.id, { position }));
    });
  return (
    <li className={styles.row} data-depth={Math.min(depth, DEEPEST)}>
      <span className={styles.words}>
        <span className={styles.name}>
          {department.name}
          {!isOpen && <Tag>{w.closed}</Tag>}
        </span>
        {department.former.length > 0 && (
          <span className={styles.former}>
            {w.former(department.former.map(({ name }) => name).join("、"))}
          </span>
        )}
      </span>
      {isOpen && <span className={styles.count}>{t.parts.people(department.member_count)}</span>}
      {isOpen && (
        <MenuButton
          actions={[
            { id: "rename", label: w.rename, onAction: () => onDo({ what: "rename", department }) },
            { id: "add", label: w.addBelow, onAction: () => onDo({ what: "add", below: department }) },
            { id: "move", label: w.move, onAction: () => onDo({ what: "move", department }) },
            { id: "up", label: w.up, disabled: place === 0, apart: true, onAction: () => put(place - 1) },
            { id: "down", label: w.down, disabled: place === of - 1, onAction: () => put(place + 1) },
            {
              id: "close",
              label: w.closeDepartment,
              danger: true,
              apart: true,
              onAction: () => onDo({ what: "close", department }),
            },
          ]}
          label={w.departmentMenu(department.name)}
          small
        />
      )}
    </li>
  );
}

const DEEPEST = 5;

interface DialogsProps {
  doing: Doing;
  departments: readonly DepartmentRow[];
  lines: readonly Line[];
  onClose: () => void;
  renew: (tree: DepartmentRows) => void;
}

function Dialogs({ doing, departments, lines, onClose, renew }: DialogsProps) {
  const w = useWords();
  const closing = useWork();
  async function done(answer: Promise<DepartmentRows>) {
    renew(await answer);
    toast.done(w.done);
    onClose();
  }
  if (doing.what === "add") {
    const { below } = doing;
    return (
      <DepartmentName
        lead={below ? w.below(below.name) : undefined}
        onClose={onClose}
        onName={(name) => done(administration.addDepartment({ name, parent_id: below?.id ?? null }))}
        title={w.addTitleDepartment}
        verb={w.addVerb}
      />
    );
  }
  const { department } = doing;
  const change = (body: DepartmentChange) => done(administration.changeDepartment(department.id, body));
  switch (doing.what) {
    case "rename":
      return (
        <DepartmentName
          before={department.name}
          onClose={onClose}
          onName={(name) => change({ name })}
          title={w.renameTitle}
          verb={w.save}
        />
      );
    case "move":
      return (
        <MoveDepartment
          department={department}
          departments={departments}
          lines={lines}
          onClose={onClose}
          onMove={(parent_id) => change({ parent_id })}
        />
      );
    case "close":
      return (
        <Question
          busy={closing.busy}
          danger
          onClose={onClose}
          onYes={() => closing.run(() => done(administration.closeDepartment(department.id)))}
          title={w.closeDepartment}
          verb={w.closeDepartment}
        >
          {w.closeDepartmentText(department.name)}
        </Question>
      );
    default:
      return doing satisfies never;
  }
}
