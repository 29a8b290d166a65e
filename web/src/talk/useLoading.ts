/** Fetches the next page before one gets there, in both directions; waits for the person after a failure. */
import type { Virtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import type { Span } from "../model/history";
import type { Room } from "../model/room";
import { actions, useConnection } from "../state";

/** So many rows before the edge the next page is asked for. */
const AHEAD = 14;

export interface Loading {
  readonly isBusy: boolean;
  readonly hasFailed: boolean;
  retry(): void;
}

export function useLoading(
  room: Room,
  span: Span | null,
  list: Virtualizer<HTMLDivElement, HTMLElement>,
  count: number,
  isSettled: boolean,
): Loading {
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const { phase } = useConnection();
  const isAsking = useRef(false);
  const items = list.getVirtualItems();
  const top = items[0]?.index ?? Number.POSITIVE_INFINITY;
  const bottom = items.at(-1)?.index ?? -1;
  const first = span?.messages[0]?.seq ?? null;
  const last = span?.messages.at(-1)?.seq ?? null;
  const wantsBefore = span?.hasBefore === true && first !== null && top < AHEAD;
  const wantsAfter = span?.hasAfter === true && last !== null && count > 0 && bottom > count - AHEAD;

  // What failed for want of a connection is tried again with the connection.
  useEffect(() => {
    if (phase === "live") setFailed(false);
  }, [phase]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `isBusy` looks again, once what was asked has come.
  useEffect(() => {
    if (!isSettled || isAsking.current || hasFailed || room.isBroken) return;
    const from = pageWanted(wantsBefore ? first : null, wantsAfter ? last : null);
    if (from === null) return;
    isAsking.current = true;
    setBusy(true);
    actions
      .loadPage(room.id, from)
      .catch(() => setFailed(true))
      .finally(() => {
        isAsking.current = false;
        setBusy(false);
      });
  }, [room.id, room.isBroken, wantsBefore, wantsAfter, first, last, hasFailed, isSettled, isBusy]);

  return { isBusy, hasFailed, retry: () => setFailed(false) };
}

function pageWanted(
  before: number | null,
  after: number | null,
): { before: number } | { after: number } | null {
  if (before !== null) return { before };
  return after === null ? null : { after };
}
