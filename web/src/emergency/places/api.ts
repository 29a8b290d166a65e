/** What the screens of places ask the server. */
import type {
  MapTiles,
  NewPlace,
  PlaceBoard,
  PlaceHistory,
  PlacePoints,
  PlaceReport,
  PlacesListed,
  PlaceView,
} from "../../api/generated";
import { ask } from "../../net/http";

const PATH = "/api/places";
const one = (id: string) => `${PATH}/${encodeURIComponent(id)}`;

export type Which = "all" | "open" | "mine";
export type ListMode = "designated" | "open";

interface Wanted {
  readonly drill: boolean;
  readonly which: Which;
  readonly words: string;
}

export const places = {
  board: ({ drill, which, words }: Wanted, after: string | null, signal: AbortSignal) =>
    ask<PlaceBoard>("GET", PATH, { query: { drill, which, words, after: after ?? 0 }, signal }),
  points: (drill: boolean, signal: AbortSignal) =>
    ask<PlacePoints>("GET", `${PATH}/points`, { query: { drill }, signal }),
  tiles: (signal: AbortSignal) => ask<MapTiles>("GET", `${PATH}/tiles`, { signal }),
  one: (id: string, drill: boolean, signal: AbortSignal) =>
    ask<PlaceView>("GET", one(id), { query: { drill }, signal }),
  history: (id: string, drill: boolean, before: string | null, signal: AbortSignal) =>
    ask<PlaceHistory>("GET", `${one(id)}/history`, { query: { drill, before: before ?? 0 }, signal }),
  add: (body: NewPlace) => ask<PlaceView>("POST", PATH, { body }),
  report: (id: string, body: PlaceReport) => ask<PlaceView>("PUT", `${one(id)}/status`, { body }),
  name: (id: string, members: readonly string[]) =>
    ask<PlaceView>("PUT", `${one(id)}/keepers`, { body: { member_ids: members } }),
  retire: (id: string) => ask<void>("DELETE", one(id)),
  preview: (file: File, mode: ListMode, drill: boolean) =>
    ask<PlacesListed>("POST", `${PATH}/lists/preview`, { body: file, query: { mode, drill } }),
  take: (file: File, mode: ListMode, drill: boolean) =>
    ask<PlacesListed>("POST", `${PATH}/lists`, { body: file, query: { mode, drill } }),
  exportPath: (drill: boolean) => `${PATH}/export?drill=${drill}`,
} as const;
