import { useCallback, useMemo, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Checkbox } from "react-aria-components/Checkbox";
import type { Account, AccountPage, Issued } from "../api/generated";
import { AddPersonIcon, OfflineIcon, PeopleIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { Avatar } from "../parts/Avatar";
import { GuestTag, Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { TickBox } from "../parts/Choices";
import { cx } from "../parts/cx";
import { EmptyState } from "../parts/EmptyState";
import { SearchField } from "../parts/SearchField";
import { Select } from "../parts/Select";
import { SkeletonRows } from "../parts/Skeleton";
import { PageHead } from "../shell/PageHead";
import { type OnePage, type Pages, usePages, useSettled } from "../shell/useAnswer";
import { useMe } from "../state";
import { administration } from "./api";
import bulk from "./bulk/Bulk.module.css";
import { BulkBar } from "./bulk/BulkBar";
import { type Selection, useSelection } from "./bulk/useSelection";
import { words as bulkWords } from "./bulk/words";
import { OnlyMine } from "./delegation/OnlyMine";
import { linesWithin, reachOf } from "./delegation/tasks";
import { words } from "./delegation/words";
import { DeletedPerson } from "./erasure/DeleteAccount";
import { words as erasureWords } from "./erasure/words";
import { Hint } from "./Hint";
import { IssuedPassword } from "./IssuedPassword";
import styles from "./People.module.css";
import { PersonForm } from "./PersonForm";
import { choicesOf, useTree } from "./useTree";
import { useWords, type Words } from "./words";
import { useBoth } from "./words/both";

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
  const [page, setPage] = useState<AccountPage | null>(null);
  const [open, setOpen] = useState<Account | "new" | null>(null);
  const [issued, setIssued] = useState<Issued | null>(null);
  const me = useMe();
  const d = useBoth(words);
  const b = useBoth(bulkWords);
  const selection = useSelection();
  const { lines, departments } = useTree();
  const reach = reachOf(me, "people");
  const shown = linesWithin(lines, reach, departments);
  const found = useAccounts(typed, department, state, setPage);
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
      <div className={styles.filters}>
        <SearchField label={w.find} onChange={setTyped} value={typed} />
        <Select
          choices={[{ id: ANY, label: w.anyDepartment }, ...choicesOf(shown)]}
          hideLabel
          label={w.filterDepartment}
          onChange={setDepartment}
          value={department}
        />
        <Select choices={states} hideLabel label={w.filterStatus} onChange={setState} value={state} />
      </div>
      <div className={styles.scroll}>
        <OnlyMine task="people" />
        {page?.administrators === 1 && me.roles.includes("administrator") && <Hint>{d.second}</Hint>}
        {!selection.isOn && found.items.length > 0 && (
          <div className={bulk.begin}>
            <Button look="quiet" onPress={selection.start} small>
              {b.select}
            </Button>
          </div>
        )}
        <Found found={found} onOpen={setOpen} selection={selection} />
      </div>
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

function useAccounts(
  typed: string,
  department: string,
  state: string,
  onPage: (page: AccountPage) => void,
): Pages<Account> & { restart: () => void } {
  const q = useSettled(typed.trim());
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round begins the same list again.
  const ask = useCallback(
    async (after: string | null, signal: AbortSignal): Promise<OnePage<Account>> => {
      const page = await administration.people({ ...queryOf(q, department, state), after }, signal);
      onPage(page);
      return { items: page.accounts, next: page.next };
    },
    [q, department, state, onPage, round],
  );
  return { ...usePages(ask), restart: () => setRound((n) => n + 1) };
}

interface FoundProps {
  found: Pages<Account>;
  onOpen: (account: Account) => void;
  selection: Selection;
}

function Found({ found, onOpen, selection }: FoundProps) {
  const t = useText();
  const w = useWords();
  const { items, phase, hasMore, more, again } = found;
  if (items.length === 0 && phase === "asking") return <SkeletonRows person />;
  if (items.length === 0 && phase === "failed") {
    return (
      <EmptyState
        action={<Button onPress={again}>{t.parts.retry}</Button>}
        icon={<OfflineIcon />}
        title={w.failed}
      />
    );
  }
  if (items.length === 0) {
    return (
      <EmptyState icon={<PeopleIcon />} title={w.noneTitle}>
        {w.noneText}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={styles.list}>
        {items.map((account) => (
          <Row account={account} key={account.id} onOpen={onOpen} selection={selection} />
        ))}
      </ul>
      {hasMore && (
        <div className={styles.more}>
          <Button busy={phase === "asking"} onPress={more}>
            {t.parts.loadMore}
          </Button>
        </div>
      )}
    </>
  );
}

interface RowProps {
  account: Account;
  onOpen: (account: Account) => void;
  selection: Selection;
}

function Row({ account, onOpen, selection }: RowProps) {
  const t = useText();
  const w = useWords();
  const me = useMe();
  const { name, kana, kind, posts, login, seen_at, deleted_at } = account;
  const main = posts[0];
  const face = {
    name,
    kind,
    department: main?.department ?? null,
    department_id: main?.department_id ?? null,
    organization_id: me.organization.id,
  };
  return (
    <li className={cx(styles.row, selection.isOn && styles.ticked)}>
      {selection.isOn && <Tick account={account} selection={selection} />}
      <AriaButton className={cx(styles.card, "ring-inside")} onPress={() => onOpen(account)}>
        <Avatar person={face} />
        <span className={styles.words}>
          <span className={styles.first}>
            <span className={styles.name}>{name}</span>
            <span className={styles.kana}>{kana}</span>
            <Tags account={account} />
          </span>
          <span className={styles.second}>
            {posts.length === 0
              ? w.noPost
              : posts.map((post) => `${post.department} ${post.title}`.trim()).join("、")}
          </span>
        </span>
        <span className={styles.login}>{deleted_at === null && w.loginIs(login)}</span>
        <span className={styles.seen}>
          {seen_at === null ? w.neverSeen : w.lastSeen(whenOf(seen_at, Date.now(), t))}
        </span>
      </AriaButton>
    </li>
  );
}

function Tick({ account: { id, name }, selection }: { account: Account; selection: Selection }) {
  const b = useBoth(bulkWords);
  return (
    <Checkbox
      aria-label={b.choose(name)}
      className={cx(bulk.tick)}
      isSelected={selection.ids.has(id)}
      onChange={() => selection.toggle(id)}
    >
      <TickBox />
    </Checkbox>
  );
}

function Tags({ account }: { account: Account }) {
  const w = useWords();
  const d = useBoth(words);
  const e = useBoth(erasureWords);
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
