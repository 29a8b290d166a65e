import { useState } from "react";
import { DirectoryIcon, ForwardIcon } from "../design/icons";
import { type Text, useText } from "../i18n";
import { List } from "../list/List";
import { CardRow } from "../list/Row";
import type { Id, Person } from "../model/types";
import { cx } from "../parts/cx";
import { EmptyState } from "../parts/EmptyState";
import { SearchField } from "../parts/SearchField";
import { openDialog } from "../shell/dialogs";
import { Link } from "../shell/Link";
import { useIsPhone } from "../shell/media";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack, navigate } from "../shell/route";
import type { Pages } from "../shell/useAnswer";
import { useMe } from "../state";
import { DepartmentTree } from "./DepartmentTree";
import styles from "./Directory.module.css";
import { type Branch, pathTo } from "./departments";
import { PersonLine } from "./PersonLine";
import { TalkButton } from "./TalkButton";
import { useDepartments, usePeopleFound } from "./useDirectory";

/** Who is who: the department tree, and people by name and reading. */
export default function Directory({ departmentId }: { departmentId: Id | null }) {
  const t = useText();
  const isPhone = useIsPhone();
  const me = useMe();
  const { tree, phase } = useDepartments();
  // Guests see no tree, only those they share a room with.
  const hasTree = tree.length > 0 || phase === "asking";
  const [typed, setTyped] = useState("");
  // Words are looked for everywhere: who searches for a name seldom knows the section.
  const found = usePeopleFound(typed, typed.trim() === "" ? departmentId : null);
  const way = departmentId === null ? [] : pathTo(departmentId, tree);
  const here = way.at(-1);
  const isLooking = typed.trim() !== "";
  const title = isLooking || !here ? t.people.title : here.name;

  return (
    <div className={styles.directory}>
      {!isPhone && hasTree && (
        <nav aria-label={t.people.departments} className={styles.side}>
          <h2 className={styles.sideHead}>{me.organization.name}</h2>
          <DepartmentTree chosen={isLooking ? null : departmentId} onChoose={goTo} tree={tree} />
        </nav>
      )}
      <div className={styles.people}>
        <PageHead
          note={noteOf(found, t)}
          onBack={isPhone && here ? () => goBack("/directory") : undefined}
          title={title}
        />
        <div className={styles.find}>
          <SearchField label={t.people.find} onChange={setTyped} value={typed} />
        </div>
        <PageBody edge>
          {isPhone && !isLooking && <Below branches={here ? here.below : tree} />}
          <List
            empty={<Nobody isLooking={isLooking} />}
            failed={t.people.failed}
            found={found}
            people
            row={(person) => <Row key={person.id} person={person} />}
          />
        </PageBody>
      </div>
    </div>
  );
}

function goTo(id: Id | null) {
  navigate(id === null ? "/directory" : `/directory?department=${encodeURIComponent(id)}`);
}

function noteOf({ items, hasMore, phase }: Pages<Person>, t: Text): string | undefined {
  if (phase === "asking" && items.length === 0) return undefined;
  return hasMore ? t.people.foundMore(items.length) : t.people.found(items.length);
}

/** On a phone one goes down the tree step by step. */
function Below({ branches }: { branches: readonly Branch[] }) {
  const t = useText();
  if (branches.length === 0) return null;
  return (
    <nav aria-label={t.people.departments}>
      <ul className={styles.below}>
        {branches.map(({ id, name, count }) => (
          <li key={id}>
            <Link
              className={cx(styles.belowRow, "ring-inside")}
              to={`/directory?department=${encodeURIComponent(id)}`}
            >
              <span className={styles.belowName}>{name}</span>
              <span className={styles.count}>{t.parts.people(count)}</span>
              <ForwardIcon size={18} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Nobody({ isLooking }: { isLooking: boolean }) {
  const t = useText();
  return isLooking ? (
    <EmptyState icon={<DirectoryIcon />} title={t.people.noneTitle}>
      {t.people.noneText}
    </EmptyState>
  ) : (
    <EmptyState icon={<DirectoryIcon />} title={t.people.emptyTitle}>
      {t.people.emptyText}
    </EmptyState>
  );
}

function Row({ person }: { person: Person }) {
  const t = useText();
  const me = useMe();
  const { extension } = person;
  return (
    <CardRow
      after={
        <span className={styles.talk}>
          {person.id !== me.person.id && person.organization_id === me.organization.id && (
            <TalkButton look="quiet" person={person} small />
          )}
        </span>
      }
      onPress={() => openDialog({ kind: "person", person: person.id })}
    >
      <PersonLine person={person}>
        {extension && (
          <span className={styles.extension}>
            <span className={styles.extensionWord}>{t.people.extension}</span> {extension}
          </span>
        )}
      </PersonLine>
    </CardRow>
  );
}
