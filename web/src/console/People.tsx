import { useCallback, useMemo, useState } from "react";
import type { Account, Issued } from "../api/generated";
import { AddPersonIcon, PeopleIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";
import { Filters, List, ListNotice } from "../list/List";
import { CardRow, RowWords } from "../list/Row";
import { Tick } from "../list/Selection";
import { useList } from "../list/useList";
import { type Selection, useSelection } from "../list/useSelection";
import { Avatar } from "../parts/Avatar";
import { GuestTag, Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { SearchField } from "../parts/SearchField";
import { Select } from "../parts/Select";
import { postsWords } from "../people/labels";
import { useIsPhone } from "../shell/media";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { useSettled } from "../shell/useAnswer";
import { useMe } from "../state";
import { administration } from "./api";
import { BulkBar } from "./bulk/BulkBar";
import { words as bulkWords } from "./bulk/words";
import { OnlyMine } from "./delegation/OnlyMine";
import { linesWithin, reachOf } from "./delegation/tasks";
import { words } from "./delegation/words";
import { DeletedPerson } from "./erasure/DeleteAccount";
import { words as erasureWords } from "./erasure/words";
import { IssuedPassword } from "./IssuedPassword";
import styles from "./People.module.css";
import { PersonForm } from "./PersonForm";
import { choicesOf, useTree } from "./useTree";
import { useWords, type Words } from "./words";

const ANY = "any";

/** What the second filter means, in the words of the server. */
const STATES = {
  active: { status: "active" },
  suspended: { status: "suspended" },
  left: { status: "left" },
  administrators: { role: "administrator" },
  auditors: { role: "auditor" },
  delegates: { role: "delegated" },
  guests: { kind: "guest" },
  noPassword: { status: "active", password: "none" },
  issuedPassword: { status: "active", password: "issued" },
} as const;
type State = keyof typeof STATES;
const isState = (id: string): id is State => id in STATES;

/** Everybody of the body: found, added, changed. */
export function People({ onBack }: { onBack: (() => void) | undefined }) {
  const w = useWords();
  const [typed, setTyped] = useState("");
  const [department, setDepartment] = useState(ANY);
  const [state, setState] = useState<string>("active");
  const [open, setOpen] = useState<Account | "new" | null>(null);
  const [issued, setIssued] = useState<Issued | null>(null);
  const me = useMe();
  const d = useBilingual(words);
  const b = useBilingual(bulkWords);
  const selection = useSelection();
  const { lines, departments } = useTree();
  const reach = reachOf(me, "people");
  const shown = linesWithin(lines, reach, departments);
  const q = useSettled(typed.trim());
  const found = useList(
    "accounts",
    useCallback(
      (after: string | null, signal: AbortSignal) =>
        administration.people({ ...queryOf(q, department, state), after }, signal),
      [q, department, state],
    ),
  );
  const { page } = found;
  const states = useMemo(() => statesOf(w), [w]);

  function changed(next: Issued | null) {
    setIssued(next);
    found.restart();
  }

  return (
    <>
      <PageHead note={page === null ? undefined : w.count(page.total)} onBack={onBack} title={w.people}>
        <Button icon={<AddPersonIcon size={18} />} look="primary" onPress={() => setOpen("new")} small>
          {w.add}
        </Button>
      </PageHead>
      <Filters>
        <SearchField label={w.find} onChange={setTyped} value={typed} />
        <Select
          choices={[{ id: ANY, label: w.anyDepartment }, ...choicesOf(shown)]}
          hideLabel
          label={w.filterDepartment}
          onChange={setDepartment}
          value={department}
        />
        <Select choices={states} hideLabel label={w.filterStatus} onChange={setState} value={state} />
      </Filters>
      <PageBody edge>
        <OnlyMine task="people" />
        {page?.administrators === 1 && me.roles.includes("administrator") && (
          <ListNotice>{d.second}</ListNotice>
        )}
        {!selection.isOn && found.items.length > 0 && (
          <div className={styles.begin}>
            <Button look="quiet" onPress={selection.start} small>
              {b.select}
            </Button>
          </div>
        )}
        <List
          empty={
            <EmptyState icon={<PeopleIcon />} title={w.noneTitle}>
              {w.noneText}
            </EmptyState>
          }
          failed={w.failed}
          found={found}
          people
          row={(account) => <Row account={account} key={account.id} onOpen={setOpen} selection={selection} />}
          wide
        />
      </PageBody>
      {selection.isOn && (
        <BulkBar
          lines={shown}
          onDone={() => changed(null)}
          query={queryOf(typed.trim(), department, state)}
          selection={selection}
          total={page?.total ?? 0}
        />
      )}
      {open !== null && open !== "new" && open.deleted_at !== null && (
        <DeletedPerson account={open} onClose={() => setOpen(null)} />
      )}
      {open !== null && (open === "new" || open.deleted_at === null) && (
        <PersonForm
          account={open === "new" ? null : open}
          lines={lines}
          onChanged={changed}
          onClose={() => setOpen(null)}
        />
      )}
      {issued && <IssuedPassword issued={issued} onClose={() => setIssued(null)} />}
    </>
  );
}

function statesOf(w: Words): { id: string; label: string }[] {
  const names = Object.keys(STATES).filter(isState);
  return [{ id: ANY, label: w.anyStatus }, ...names.map((id) => ({ id, label: w[id] }))];
}

const queryOf = (q: string, department: string, state: string) => ({
  q,
  department_id: department === ANY ? null : department,
  ...(isState(state) ? STATES[state] : {}),
});

interface RowProps {
  account: Account;
  onOpen: (account: Account) => void;
  selection: Selection;
}

function Row({ account, onOpen, selection }: RowProps) {
  const t = useText();
  const w = useWords();
  const b = useBilingual(bulkWords);
  const me = useMe();
  const isPhone = useIsPhone();
  const { id, name, kana, kind, posts, login, number, seen_at, deleted_at } = account;
  const main = posts[0];
  const face = {
    name,
    kind,
    department: main?.department ?? null,
    department_id: main?.department_id ?? null,
    organization_id: me.organization.id,
  };
  return (
    <CardRow
      before={selection.isOn && <Tick id={id} label={b.choose(name)} selection={selection} />}
      columns={styles.card}
      onPress={() => onOpen(account)}
    >
      <Avatar person={face} />
      <RowWords
        beside={
          <>
            <span className={styles.kana}>{kana}</span>
            <span className={styles.number}>
              {deleted_at === null && (number ?? (isPhone ? login : null))}
            </span>
            <Tags account={account} />
          </>
        }
        name={name}
        second={posts.length === 0 ? w.noPost : postsWords(posts, isPhone)}
      />
      <span className={styles.login}>{deleted_at === null && w.loginIs(login)}</span>
      <span className={styles.seen}>
        {seen_at === null ? w.neverSeen : w.lastSeen(whenOf(seen_at, Date.now(), t))}
      </span>
    </CardRow>
  );
}

function Tags({ account }: { account: Account }) {
  const w = useWords();
  const d = useBilingual(words);
  const e = useBilingual(erasureWords);
  const { kind, status, roles, tasks, password, deleted_at } = account;
  return (
    <>
      {kind === "guest" && <GuestTag />}
      {roles.includes("administrator") && <Tag tone="accent">{w.roleAdministrator}</Tag>}
      {roles.includes("auditor") && <Tag tone="accent">{w.roleAuditor}</Tag>}
      {tasks.length > 0 && <Tag tone="accent">{d.tag}</Tag>}
      {status !== "active" && <Tag>{deleted_at === null ? w[status] : e.removed}</Tag>}
      {status === "active" && password !== "chosen" && (
        <Tag>{password === "none" ? w.noPassword : w.issuedPassword}</Tag>
      )}
    </>
  );
}
