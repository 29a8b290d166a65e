/** What the page of transfers asks the server. */
import type {
  ListChange,
  ListPage,
  Lists,
  Move,
  NewList,
  PeopleToMove,
  Preview,
  Sheet,
  SheetPlan,
  SheetTaken,
} from "../../api/generated";
import type { Id } from "../../model/types";
import { ask, type Query } from "../../net/http";

const LISTS = "/api/administration/transfers";
const list = (id: Id) => `${LISTS}/${encodeURIComponent(id)}`;

export const transfers = {
  lists: (signal: AbortSignal) => ask<Lists>("GET", LISTS, { signal }),
  make: (body: NewList) => ask<ListPage>("POST", LISTS, { body }),
  list: (id: Id, signal: AbortSignal) => ask<ListPage>("GET", list(id), { signal }),
  change: (id: Id, body: ListChange, revision: string) =>
    ask<ListPage>("PATCH", list(id), { body, query: { revision } }),
  discard: (id: Id) => ask<void>("DELETE", list(id)),
  /** `revisions` say what the list said so far of those who are in it. */
  put: (id: Id, moves: Readonly<Record<Id, Move>>, revisions: Readonly<Record<Id, string>> = {}) =>
    ask<ListPage>("PUT", `${list(id)}/moves`, { body: { moves, revisions } }),
  drop: (id: Id, member: Id) => ask<ListPage>("DELETE", `${list(id)}/moves/${encodeURIComponent(member)}`),
  planSheet: (id: Id, body: Sheet) => ask<SheetPlan>("POST", `${list(id)}/sheet/plan`, { body }),
  take: (id: Id, body: Sheet) => ask<SheetTaken>("POST", `${list(id)}/sheet`, { body }),
  preview: (id: Id, signal: AbortSignal) => ask<Preview>("GET", `${list(id)}/preview`, { signal }),
  set: (id: Id) => ask<ListPage>("POST", `${list(id)}/set`),
  withdraw: (id: Id) => ask<ListPage>("POST", `${list(id)}/withdraw`),
  undo: (id: Id) => ask<ListPage>("POST", `${list(id)}/undo`),
  candidates: (query: Query, signal: AbortSignal) =>
    ask<PeopleToMove>("GET", `${LISTS}/candidates`, { query, signal }),
} as const;

export const exportUrl = (id: Id) => `${list(id)}/export`;

export const NO_MOVE: Move = {
  kind: "move",
  main: null,
  added: [],
  removed: [],
  extension: null,
  predecessor_id: null,
};
