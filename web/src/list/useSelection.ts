import { useState } from "react";
import type { Id } from "../model/types";

export interface Selection {
  /** Whether rows carry a square to tick. */
  readonly isOn: boolean;
  readonly ids: ReadonlySet<Id>;
  readonly start: () => void;
  readonly stop: () => void;
  readonly put: (ids: readonly Id[]) => void;
  readonly toggle: (id: Id) => void;
}

export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<Id> | null>(null);
  return {
    isOn: ids !== null,
    ids: ids ?? NONE,
    start: () => setIds(NONE),
    stop: () => setIds(null),
    put: (next) => setIds(new Set(next)),
    toggle: (id) => setIds((before) => without(before ?? NONE, id)),
  };
}

const NONE: ReadonlySet<Id> = new Set();

function without(before: ReadonlySet<Id>, id: Id): ReadonlySet<Id> {
  const next = new Set(before);
  if (!next.delete(id)) next.add(id);
  return next;
}
