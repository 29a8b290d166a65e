/** What I have planned to send: fetched once in a page's life, and anew when it has changed. */
import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { PlannedMessage, PlannedMessages } from "../api/generated";
import type { Id } from "../model/types";
import { ask } from "../net/http";
import { hearPlanned } from "../state";

const PLANNED = "/api/planned-messages";
const NONE: readonly PlannedMessage[] = [];

let known: readonly PlannedMessage[] = NONE;
let owner: Id | null = null;
const listeners = new Set<() => void>();

export async function fetchPlanned(signal?: AbortSignal): Promise<PlannedMessages> {
  const answer = await ask<PlannedMessages>("GET", PLANNED, signal ? { signal } : {});
  known = answer.planned;
  for (const listener of listeners) listener();
  return answer;
}

export async function dropPlanned(id: Id): Promise<void> {
  await ask("DELETE", `${PLANNED}/${encodeURIComponent(id)}`);
  await fetchPlanned();
}

/** Those of one conversation. */
export function usePlanned(me: Id, room: Id, root: Id | null): readonly PlannedMessage[] {
  const all = useSyncExternalStore(listen, () => known);
  useEffect(() => {
    if (owner === me) return;
    owner = me;
    known = NONE;
    fetchPlanned().catch(() => {
      owner = null; // the next room that is opened asks again
    });
  }, [me]);
  return useMemo(
    () => all.filter((each) => each.room_id === room && each.root_id === root),
    [all, room, root],
  );
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

hearPlanned(() => void fetchPlanned().catch(() => undefined));
