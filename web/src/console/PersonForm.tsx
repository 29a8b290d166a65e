import { useState } from "react";
import type { Account, Issued } from "../api/generated";
import { CloseIcon, PlusIcon } from "../design/icons";
import { isProblem } from "../net/problem";
import { Button } from "../parts/Button";
import { FormDialog } from "../parts/FormDialog";
import { IconButton } from "../parts/IconButton";
import { Select } from "../parts/Select";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { postsWords } from "../people/labels";
import { useWork } from "../shell/useWork";
import { useMe } from "../state";
import { AccountActs } from "./AccountActs";
import { administration } from "./api";
import { linesWithin, reachOf } from "./delegation/tasks";
import { changesOf, type Draft, draftOf, rebased, wantedOf } from "./draft";
import styles from "./PersonForm.module.css";
import type { Line } from "./tree";
import { choicesOf } from "./useTree";
import { useWords, type Words } from "./words";

interface PersonFormProps {
  /** Null for somebody new. */
  account: Account | null;
  lines: readonly Line[];
  /** Something changed; with a password when one was issued. */
  onChanged: (issued: Issued | null) => void;
  onClose: () => void;
}

/** One person: what the directory shows, the posts, and what can be done to the account. */
export function PersonForm({ account, lines, onChanged, onClose }: PersonFormProps) {
  const w = useWords();
  const [draft, setDraft] = useState<Draft>(() => draftOf(account));
  const [base, setBase] = useState(account);
  const [asked, setAsked] = useState(false);
  const work = useWork({ inline: true });
  const me = useMe();
  const held = new Set(account?.posts.map(({ department_id }) => department_id));
  const inReach = new Set(
    linesWithin(
      lines,
      reachOf(me, "people"),
      lines.map(({ department }) => department),
    ),
  );
  const possible = lines.filter((line) => inReach.has(line) || held.has(line.department.id));
  const faults = asked ? faultsIn(draft, w) : NO_FAULTS;
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));

  /** When somebody else was here meanwhile, what is there now is shown, with what was typed here over it. */
  async function saveOver(before: Account) {
    try {
      const changes = changesOf(draft, before);
      if (Object.keys(changes).length > 0) await administration.change(before.id, changes, before.revision);
      toast.done(w.saved);
    } catch (error) {
      if (isProblem(error, "changed_meanwhile")) {
        const now = await administration.one(before.id);
        setDraft((typed) => rebased(typed, before, now));
        setBase(now);
      }
      throw error;
    }
  }

  function save() {
    setAsked(true);
    const found = faultsIn(draft, w);
    if (found.name ?? found.login ?? found.posts) return;
    work.run(async () => {
      const issued = base === null ? await administration.add(wantedOf(draft)) : null;
      if (base !== null) await saveOver(base);
      onClose();
      onChanged(issued);
    });
  }

  return (
    <FormDialog
      busy={work.busy}
      holds
      lead={
        account === null
          ? w.addLead
          : w.personLead(account.number ?? account.login, postsWords(account.posts))
      }
      onClose={onClose}
      onSubmit={save}
      problem={work.problem}
      title={account?.name ?? w.addTitle}
      verb={w.save}
    >
      <div className={styles.pair}>
        <TextField
          autoFocus={account === null}
          error={faults.name}
          hint={w.nameHint}
          label={w.name}
          onChange={(name) => change({ name })}
          value={draft.name}
        />
        <TextField label={w.kana} markOptional onChange={(kana) => change({ kana })} value={draft.kana} />
        <TextField
          autoComplete="off"
          error={faults.login}
          hint={w.loginHint}
          label={w.login}
          onChange={(login) => change({ login })}
          value={draft.login}
        />
        <TextField
          label={w.number}
          markOptional
          onChange={(number) => change({ number })}
          value={draft.number}
        />
        <TextField
          label={w.extension}
          markOptional
          onChange={(extension) => change({ extension })}
          value={draft.extension}
        />
        <TextField
          label={w.mail}
          markOptional
          onChange={(mail) => change({ mail })}
          type="email"
          value={draft.mail}
        />
      </div>
      {account?.kind !== "guest" && (
        <Posts draft={draft} error={faults.posts} lines={possible} onChange={(posts) => change({ posts })} />
      )}
      {account && (
        <AccountActs
          account={account}
          lines={lines}
          onChange={() => onChanged(null)}
          onDone={(issued) => {
            onClose();
            onChanged(issued);
          }}
        />
      )}
    </FormDialog>
  );
}

interface Faults {
  name: string | null;
  login: string | null;
  posts: string | null;
}
const NO_FAULTS: Faults = { name: null, login: null, posts: null };

function faultsIn(draft: Draft, w: Words): Faults {
  return {
    name: draft.name.trim() === "" ? w.needName : null,
    login: draft.login.trim() === "" ? w.needLogin : null,
    posts: draft.posts.some(({ department_id }) => department_id === null) ? w.needDepartment : null,
  };
}

interface PostsProps {
  draft: Draft;
  lines: readonly Line[];
  error: string | null;
  onChange: (posts: Draft["posts"]) => void;
}

/** The main post first; the others are concurrent ones (兼務). */
function Posts({ draft: { posts }, lines, error, onChange }: PostsProps) {
  const w = useWords();
  const choices = choicesOf(lines);
  const replace = (key: number, part: Partial<Draft["posts"][number]>) =>
    onChange(posts.map((post) => (post.key === key ? { ...post, ...part } : post)));
  return (
    <fieldset className={styles.posts}>
      <legend className={styles.legend}>{w.posts}</legend>
      {posts.map((post, place) => {
        const title = place === 0 ? w.mainPost : w.otherPost(place);
        const name = choices.find(({ id }) => id === post.department_id)?.label.trim() ?? title;
        return (
          <div className={styles.post} key={post.key}>
            <Select
              choices={choices}
              error={post.department_id === null ? error : null}
              label={title}
              onChange={(department_id) => replace(post.key, { department_id })}
              placeholder={w.chooseDepartment}
              value={post.department_id}
            />
            <TextField
              label={w.post}
              onChange={(value) => replace(post.key, { title: value })}
              placeholder={w.postHint}
              value={post.title}
            />
            <IconButton
              className={styles.remove}
              label={w.removePost(name)}
              onPress={() => onChange(posts.filter(({ key }) => key !== post.key))}
            >
              <CloseIcon size={18} />
            </IconButton>
          </div>
        );
      })}
      <div>
        <Button
          icon={<PlusIcon size={18} />}
          look="quiet"
          onPress={() => onChange([...posts, { key: nextKey(posts), department_id: null, title: "" }])}
          small
        >
          {posts.length === 0 ? w.addMainPost : w.addPost}
        </Button>
      </div>
    </fieldset>
  );
}

function nextKey(posts: Draft["posts"]): number {
  return Math.max(0, ...posts.map(({ key }) => key)) + 1;
}
