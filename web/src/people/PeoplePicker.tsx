import { type KeyboardEvent, useRef, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { GridList, GridListItem } from "react-aria-components/GridList";
import type { AlliancePeople } from "../api/generated";
import { CloseIcon } from "../design/icons";
import { useText } from "../i18n";
import type { Id, Person } from "../model/types";
import { Avatar } from "../parts/Avatar";
import { Button } from "../parts/Button";
import { TickBox } from "../parts/Choices";
import { isComposing } from "../parts/composing";
import { cx } from "../parts/cx";
import { SearchField } from "../parts/SearchField";
import { Select } from "../parts/Select";
import { SkeletonRows } from "../parts/Skeleton";
import { useIsPhone } from "../shell/media";
import { api, useMe } from "../state";
import { DepartmentTree } from "./DepartmentTree";
import { type Branch, flat } from "./departments";
import styles from "./PeoplePicker.module.css";
import { PersonLine } from "./PersonLine";
import { useDepartments, usePeopleFound } from "./useDirectory";

interface PeoplePickerProps {
  chosen: readonly Person[];
  onChange: (people: readonly Person[]) => void;
  /** Already there: shown, not choosable. */
  taken?: ReadonlySet<Id>;
  takenNote?: string;
  /** Those who take part in this alliance, instead of one's own body. */
  allianceId?: Id | null;
}

const NOBODY: ReadonlySet<Id> = new Set();
const NO_TREE: readonly Branch[] = [];
const EVERYONE = "everyone";

/** Choose people by name, reading, or department. Those chosen stay in sight above the list. */
export function PeoplePicker({
  chosen,
  onChange,
  taken = NOBODY,
  takenNote,
  allianceId = null,
}: PeoplePickerProps) {
  const t = useText();
  const me = useMe();
  const isPhone = useIsPhone();
  const departments = useDepartments();
  const tree = allianceId === null ? departments.tree : NO_TREE;
  const isTreeAsked = allianceId === null && departments.phase === "asking";
  const [department, setDepartment] = useState<Id | null>(null);
  const [typed, setTyped] = useState("");
  const found = usePeopleFound(typed, department, allianceId);
  const people = found.items.filter((person) => person.id !== me.person.id);
  const chosenIds = chosen.map(({ id }) => id);
  const free = people.filter((person) => !taken.has(person.id));
  const isChosen = (id: Id) => chosen.some((person) => person.id === id);
  const first = typed.trim() === "" ? undefined : free.find(({ id }) => !isChosen(id));
  const list = useRef<HTMLDivElement>(null);

  /** Enter chooses who stands first for what was typed, also when the list on screen is not as far yet. */
  const latest = useRef(chosen);
  latest.current = chosen;
  async function chooseFirst() {
    const q = typed.trim();
    if (q === "") return;
    const query = { q, ...(department === null ? {} : { department_id: department }) };
    const answer =
      allianceId === null
        ? await api.people(query).catch(() => null)
        : await api.alliancePeople(allianceId, { q }).then(peopleOf, () => null);
    const isFree = (id: Id) => !taken.has(id) && latest.current.every((person) => person.id !== id);
    const hit = answer?.people.find(({ id }) => id !== me.person.id && isFree(id));
    if (hit === undefined) return;
    onChange([...latest.current, hit]);
    setTyped("");
  }

  function press(event: KeyboardEvent) {
    if (event.key !== "ArrowDown" || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    list.current?.querySelector<HTMLElement>("[role=row]")?.focus();
  }

  function choose(keys: ReadonlySet<unknown>) {
    const visible = new Set(people.map(({ id }) => id));
    const elsewhere = chosen.filter((person) => !visible.has(person.id));
    onChange([...elsewhere, ...people.filter((person) => keys.has(person.id) && !taken.has(person.id))]);
  }

  return (
    <div className={styles.picker}>
      <Chosen onChange={onChange} people={chosen} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow leads from the field inside to the list. */}
      <div className={styles.tools} onKeyDown={press}>
        <SearchField
          autoFocus
          label={t.people.find}
          onChange={setTyped}
          onSubmit={chooseFirst}
          value={typed}
        />
        {isPhone && tree.length > 0 && (
          <DepartmentChoice chosen={department} onChoose={setDepartment} tree={tree} />
        )}
      </div>
      <div className={styles.columns}>
        {!isPhone && (tree.length > 0 || isTreeAsked) && (
          <div className={styles.tree}>
            <DepartmentTree chosen={department} onChoose={setDepartment} tree={tree} />
          </div>
        )}
        <div className={styles.found} ref={list}>
          {found.phase === "asking" && people.length === 0 && <SkeletonRows person rows={6} />}
          <GridList
            aria-label={t.people.choosePeople}
            className={cx(styles.list)}
            disabledKeys={[...taken]}
            items={people}
            onSelectionChange={(keys) => choose(keys === "all" ? new Set(free.map(({ id }) => id)) : keys)}
            renderEmptyState={() =>
              found.phase === "known" ? <p className={styles.none}>{t.people.noneTitle}</p> : null
            }
            selectedKeys={chosenIds}
            selectionMode="multiple"
          >
            {(person) => (
              <GridListItem className={cx(styles.row, "ring-inside")} id={person.id} textValue={person.name}>
                {taken.has(person.id) ? <span className={styles.noBox} /> : <TickBox />}
                <PersonLine person={person}>
                  {taken.has(person.id) && <span className={styles.note}>{takenNote}</span>}
                  {person.id === first?.id && <kbd className={styles.enter}>{t.people.enterChooses}</kbd>}
                </PersonLine>
              </GridListItem>
            )}
          </GridList>
          {found.hasMore && (
            <Button look="quiet" onPress={found.more} wide>
              {t.parts.loadMore}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}

function peopleOf({ people }: AlliancePeople): { people: readonly Person[] } {
  return { people: people.map(({ person }) => person) };
}

function Chosen({
  people,
  onChange,
}: {
  people: readonly Person[];
  onChange: (people: readonly Person[]) => void;
}) {
  const t = useText();
  return (
    <div aria-live="polite" className={styles.chosen}>
      {people.length === 0 ? (
        <span className={styles.nobody}>{t.people.nobodyChosen}</span>
      ) : (
        <span className="said">{t.people.chosen(people.length)}</span>
      )}
      {people.map((person) => (
        <span className={styles.chip} key={person.id}>
          <Avatar person={person} size="tiny" />
          {person.name}
          <AriaButton
            aria-label={t.people.dropPerson(person.name)}
            className={cx(styles.drop)}
            onPress={() => onChange(people.filter((each) => each.id !== person.id))}
          >
            <CloseIcon size={14} />
          </AriaButton>
        </span>
      ))}
    </div>
  );
}

interface DepartmentChoiceProps {
  tree: readonly Branch[];
  chosen: Id | null;
  onChoose: (id: Id | null) => void;
}

/** The tree as one field, where there is no room for two columns. */
function DepartmentChoice({ tree, chosen, onChoose }: DepartmentChoiceProps) {
  const t = useText();
  const choices = flat(tree).map(({ branch, depth }) => ({
    id: branch.id,
    label: "\u3000".repeat(depth) + branch.name,
  }));
  return (
    <Select
      choices={[{ id: EVERYONE, label: t.people.everyone }, ...choices]}
      hideLabel
      label={t.people.chooseDepartment}
      onChange={(id) => onChoose(id === EVERYONE ? null : id)}
      value={chosen ?? EVERYONE}
    />
  );
}
