/** What can be said of a place, in the order of its form. */
import type { PlaceGroups, PlaceNeed, PlaceReport } from "../../api/generated";

export type State = PlaceReport["state"];
export type Need = PlaceNeed["need"];
export type Group = keyof PlaceGroups;

export const STATES: readonly State[] = ["open", "full", "closed"];
export const NEEDS: readonly Need[] = [
  "water",
  "food",
  "milk",
  "bedding",
  "toilet",
  "hygiene",
  "medicine",
  "heating",
  "power",
  "people",
  "transport",
  "other",
];
export const GROUPS: readonly Group[] = [
  "households",
  "elderly",
  "infants",
  "expecting",
  "disabled",
  "foreign",
  "outside",
];

const PEOPLE_MOST = 200_000;

/** Whether something is a number of people, or nothing; digits may be full-width. */
export function isCount(typed: string): boolean {
  const plain = typed.normalize("NFKC").trim();
  return plain === "" || (/^\d{1,6}$/.test(plain) && Number(plain) <= PEOPLE_MOST);
}

/** A latitude or longitude within Japan; null: it is none. */
export function degreesOf(typed: string, least: number, most: number): number | null {
  const plain = typed.normalize("NFKC").trim();
  if (!/^\d{2,3}(\.\d{1,10})?$/.test(plain)) return null;
  const found = Number(plain);
  return found >= least && found <= most ? found : null;
}

export const LATITUDES = [20, 46] as const;
export const LONGITUDES = [122, 155] as const;
