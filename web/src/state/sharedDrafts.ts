/**
 * Drafts on all devices of their author. What is written here goes to the server after a pause; what was written or sent
 * elsewhere is taken when one comes to this device. Files stay where they were chosen.
 */
import type { DraftSaving, SharedDraft, SharedDrafts } from "../api/generated";
import { type Draft, draftKey, EMPTY_DRAFT } from "../model/draft";
import { isToSend, settledWith, type ThereDraft } from "../model/sharedDraft";
import type { Id } from "../model/types";
import { ask } from "../net/http";
import { disk } from "./disk";
import { draftsInCommon } from "./draftsInCommon";
import { get, set } from "./store";

const PAUSE_MS = 1_500;
const waiting = new Map<string, ReturnType<typeof setTimeout>>();
let owner: Id | null = null;

export function beginSharing(member: Id): void {
  if (owner === null) {
    document.addEventListener("visibilitychange", lookIfSeen);
    addEventListener("focus", lookIfSeen);
    addEventListener("online", lookIfSeen);
  }
  owner = member;
  void look();
}

export function endSharing(): void {
  owner = null;
  for (const timer of waiting.values()) clearTimeout(timer);
  waiting.clear();
  document.removeEventListener("visibilitychange", lookIfSeen);
  removeEventListener("focus", lookIfSeen);
  removeEventListener("online", lookIfSeen);
}

/** A draft is other than before. */
export function shareSoon(key: string): void {
  clearTimeout(waiting.get(key));
  waiting.set(
    key,
    setTimeout(() => void send(key), PAUSE_MS),
  );
}

function lookIfSeen(): void {
  if (document.visibilityState === "visible") void look();
}

async function look(): Promise<void> {
  const mine = owner;
  if (mine === null) return;
  try {
    const { drafts } = await ask<SharedDrafts>("GET", "/api/drafts");
    if (owner !== mine) return;
    for (const one of drafts) settle(mine, thereOf(one));
    const known = new Set(drafts.map((one) => draftKey(one.room_id, one.root_id)));
    for (const key of get().drafts.keys()) if (!known.has(key)) sendIfOther(key);
  } catch {
    // Without a line, drafts stay where they are; the next look shares them.
  }
}

const thereOf = ({ room_id, root_id, ...rest }: SharedDraft): ThereDraft => ({
  key: draftKey(room_id, root_id),
  ...rest,
});

const textHere = (key: string): string => get().drafts.get(key)?.text ?? "";

function settle(mine: Id, there: ThereDraft): void {
  const { key, n, text } = there;
  const what = settledWith(textHere(key), draftsInCommon.get(key), there);
  if (what === "send") {
    sendIfOther(key);
    return;
  }
  draftsInCommon.set(key, { n, text });
  if (what === "take") put(there);
  void keep(mine, key);
}

function put({ key, text, mentions }: ThereDraft): void {
  const drafts = new Map(get().drafts);
  const draft: Draft = { ...(drafts.get(key) ?? EMPTY_DRAFT), text, mentions };
  if (text === "" && draft.files.length === 0 && !draft.confirmation) drafts.delete(key);
  else drafts.set(key, draft);
  set({ drafts });
}

/** On the disk, with what the server had last; of what is empty on both sides nothing stays. */
async function keep(mine: Id, key: string): Promise<void> {
  const draft = get().drafts.get(key);
  const row = `${mine}/${key}`;
  const common = draftsInCommon.get(key);
  if (draft || common?.text) {
    await disk.put("drafts", {
      key: row,
      owner: mine,
      draft: draft ?? EMPTY_DRAFT,
      ...(common ? { common } : {}),
    });
  } else await disk.remove("drafts", row);
}

function sendIfOther(key: string): void {
  if (isToSend(textHere(key), draftsInCommon.get(key)) && !waiting.has(key)) void send(key);
}

async function send(key: string): Promise<void> {
  clearTimeout(waiting.get(key));
  waiting.delete(key);
  const mine = owner;
  const text = textHere(key);
  if (mine === null || !isToSend(text, draftsInCommon.get(key))) return;
  const [room = "", root = null] = key.split("/");
  const body: DraftSaving = { text, mentions: [...(get().drafts.get(key)?.mentions ?? [])], root_id: root };
  try {
    const kept = await ask<SharedDraft>("PUT", `/api/rooms/${encodeURIComponent(room)}/draft`, { body });
    if (owner !== mine) return;
    draftsInCommon.set(key, { n: kept.n, text });
    await keep(mine, key);
  } catch {
    // Refused, or no line: it stays here, and is tried again with the next look.
  }
}
