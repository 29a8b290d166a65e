/** A person on the form: text as typed; empty text means nothing. */
import type { Account, AccountChange, NewAccount } from "../api/generated";

export interface Draft {
  readonly name: string;
  readonly kana: string;
  readonly login: string;
  readonly number: string;
  readonly mail: string;
  readonly extension: string;
  readonly posts: readonly DraftPost[];
}

interface DraftPost {
  readonly key: number;
  readonly department_id: string | null;
  readonly title: string;
}

export function draftOf(account: Account | null): Draft {
  const posts = account?.posts ?? [];
  return {
    name: account?.name ?? "",
    kana: account?.kana ?? "",
    login: account?.login ?? "",
    number: account?.number ?? "",
    mail: account?.mail ?? "",
    extension: account?.extension ?? "",
    posts: posts.map(({ department_id, title }, key) => ({ key, department_id, title })),
  };
}

/** Only what differs from the account the form was opened with: nothing else is written over. */
export function changesOf(draft: Draft, account: Account): AccountChange {
  const wanted = wantedOf(draft);
  const before = wantedOf(draftOf(account));
  const differs = Object.entries(wanted).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof NewAccount]),
  );
  return Object.fromEntries(differs);
}

/** The account as it is now, with what was typed here kept over it. */
export function rebased(draft: Draft, before: Account, now: Account): Draft {
  const [was, is] = [draftOf(before), draftOf(now)];
  const kept = Object.entries(draft).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(was[field as keyof Draft]),
  );
  return { ...is, ...Object.fromEntries(kept) };
}

/** What the form says, for the server; posts without a department are left out. */
export function wantedOf(draft: Draft): NewAccount {
  return {
    name: draft.name.trim(),
    kana: draft.kana.trim(),
    login: draft.login.trim(),
    number: draft.number.trim() || null,
    mail: draft.mail.trim() || null,
    extension: draft.extension.trim() || null,
    posts: draft.posts.flatMap(({ department_id, title }) =>
      department_id === null ? [] : [{ department_id, title: title.trim() }],
    ),
  };
}
