import { useCallback, useMemo, useState } from "react";
import type {
  DepartmentChange,
  DepartmentRow,
  DepartmentRows,
  PlannedChange,
  PlannedChanges,
} from "../api/generated";
import { BuildingIcon, DownIcon, PlusIcon } from "../design/icons";
import { useText } from "../i18n";
import { useBilingual } from "../i18n/useBilingual";
import { Filters, List } from "../list/List";
import { ask } from "../net/http";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { Switch } from "../parts/Choices";
import { EmptyState } from "../parts/EmptyState";
import { IconButton } from "../parts/IconButton";
import { MenuButton } from "../parts/Menu";
import { Question } from "../parts/Question";
import { SearchField } from "../parts/SearchField";
import { toast } from "../parts/toasts";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { administration } from "./api";
import { DepartmentName, MoveDepartment, PlaceDepartment } from "./DepartmentDialogs";
import styles from "./Departments.module.css";
import { MergeDepartment } from "./MergeDepartment";
import { AddDepartment } from "./planned/AddDepartment";
import { PLANS, PlanChange } from "./planned/PlanChange";
import { PlannedList } from "./planned/PlannedList";
import { words as plannedWords } from "./planned/words";
import { type Line, peopleWithin, shownOf } from "./tree";
import { useTree } from "./useTree";
import { useWords } from "./words";

type Doing =
  | { readonly what: "add"; readonly below: DepartmentRow | null }
  | {
      readonly what: "rename" | "move" | "place" | "merge" | "plan" | "close";
      readonly department: DepartmentRow;
    };

/** The tree of departments: each a row; what they were called stays readable. */
export function Departments({ onBack }: { onBack: (() => void) | undefined }) {
  const w = useWords();
  const [withClosed, setWithClosed] = useState(false);
  const [doing, setDoing] = useState<Doing | null>(null);
  const { phase, again, departments, lines, renew } = useTree(withClosed);
  const open = departments.filter(({ closed_at }) => closed_at === null);
  const [sought, setSought] = useState("");
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const sums = useMemo(() => peopleWithin(departments), [departments]);
  const parents = useMemo(() => new Set(lines.map(({ department }) => department.parent_id)), [lines]);
  const shown = shownOf(lines, sought, folded);
  const isFolded = folded.size > 0;
  const waiting = useAnswer(
    useCallback((signal: AbortSignal) => ask<PlannedChanges>("GET", PLANS, { signal }), []),
  );
  const [renewed, setPlanned] = useState<PlannedChanges | null>(null);
  const planned = renewed ?? waiting.value;
  const turn = (id: string) =>
    setFolded((before) =>
      before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
    );
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
      <Filters>
        <SearchField label={w.findDepartment} onChange={setSought} value={sought} />
        <Button
          look="quiet"
          onPress={() => setFolded(isFolded ? new Set() : new Set([...parents].filter((id) => id !== null)))}
          small
        >
          {isFolded ? w.unfoldAll : w.foldAll}
        </Button>
      </Filters>
      <PageBody>
        <List
          empty={
            lines.length === 0 && (
              <EmptyState icon={<BuildingIcon />} title={w.noDepartmentsTitle}>
                {w.noDepartmentsText}
              </EmptyState>
            )
          }
          failed={w.failed}
          found={{ items: shown, pages: [], phase, error: null, hasMore: false, more: again, again }}
          row={(line) => (
            <Row
              isFolded={
                parents.has(line.department.id) ? folded.has(line.department.id) && sought === "" : null
              }
              key={line.department.id}
              line={line}
              onDo={setDoing}
              onFold={() => turn(line.department.id)}
              people={sums.get(line.department.id) ?? 0}
              renew={renew}
            />
          )}
        />
        {planned !== null && <PlannedList onRenew={setPlanned} planned={planned} />}
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
          onPlanned={setPlanned}
          plans={planned?.plans ?? []}
          renew={renew}
        />
      )}
    </>
  );
}

interface RowProps {
  line: Line;
  /** Of it and all below. */
  people: number;
  /** Null where nothing is below. */
  isFolded: boolean | null;
  onFold: () => void;
  onDo: (doing: Doing) => void;
  renew: (tree: DepartmentRows) => void;
}

function Row({ line: { department, depth, place, of }, people, isFolded, onFold, onDo, renew }: RowProps) {
  const t = useText();
  const w = useWords();
  const p = useBilingual(plannedWords);
  const work = useWork();
  const isOpen = department.closed_at === null;
  const put = (position: number) =>
    work.run(async () => {
      renew(await administration.changeDepartment(department.id, { position }, department.revision));
    });
  return (
    <li className={styles.row} data-depth={Math.min(depth, DEEPEST)}>
      {isFolded === null ? (
        <span className={styles.noFold} />
      ) : (
        <IconButton
          aria-expanded={!isFolded}
          label={isFolded ? w.unfold(department.name) : w.fold(department.name)}
          onPress={onFold}
          small
        >
          <span className={isFolded ? styles.closedFold : styles.openFold}>
            <DownIcon size={16} />
          </span>
        </IconButton>
      )}
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
      {isOpen && (
        <span className={styles.count}>
          {people === department.member_count
            ? t.parts.people(people)
            : w.peopleWithin(people, department.member_count)}
        </span>
      )}
      {isOpen && (
        <MenuButton
          actions={[
            { id: "rename", label: w.rename, onAction: () => onDo({ what: "rename", department }) },
            { id: "add", label: w.addBelow, onAction: () => onDo({ what: "add", below: department }) },
            { id: "move", label: w.move, onAction: () => onDo({ what: "move", department }) },
            {
              id: "place",
              label: w.placeBeside,
              disabled: of < 2,
              apart: true,
              onAction: () => onDo({ what: "place", department }),
            },
            { id: "up", label: w.up, disabled: place === 0, onAction: () => put(place - 1) },
            { id: "down", label: w.down, disabled: place === of - 1, onAction: () => put(place + 1) },
            {
              id: "merge",
              label: w.mergeDepartment,
              danger: true,
              apart: true,
              onAction: () => onDo({ what: "merge", department }),
            },
            {
              id: "plan",
              label: p.plan,
              onAction: () => onDo({ what: "plan", department }),
            },
            {
              id: "close",
              label: w.closeDepartment,
              danger: true,
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
  onPlanned: (planned: PlannedChanges) => void;
  plans: readonly PlannedChange[];
  renew: (tree: DepartmentRows) => void;
}

function Dialogs({ doing, departments, lines, onClose, onPlanned, plans, renew }: DialogsProps) {
  const w = useWords();
  const closing = useWork();
  async function done(answer: Promise<DepartmentRows>) {
    renew(await answer);
    toast.done(w.done);
    onClose();
  }
  function planned(renewed: PlannedChanges) {
    onPlanned(renewed);
    onClose();
  }
  if (doing.what === "add") {
    return (
      <AddDepartment
        below={doing.below}
        lines={lines}
        onAdd={(name, parent_id) => done(administration.addDepartment({ name, parent_id }))}
        onClose={onClose}
        onPlanned={planned}
        plans={plans}
      />
    );
  }
  const { department } = doing;
  const change = (body: DepartmentChange) =>
    done(administration.changeDepartment(department.id, body, department.revision));
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
    case "place":
      return (
        <PlaceDepartment
          department={department}
          lines={lines}
          onClose={onClose}
          onPlace={(position) => change({ position })}
        />
      );
    case "merge":
      return (
        <MergeDepartment
          department={department}
          departments={departments}
          lines={lines}
          onClose={onClose}
          onMerge={done}
        />
      );
    case "plan":
      return (
        <PlanChange
          department={department}
          departments={departments}
          lines={lines}
          onClose={onClose}
          onDone={planned}
          plans={plans}
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
