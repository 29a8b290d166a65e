/** What the page of figures asks the server. */
import type { Estimate, Figures } from "../../api/generated";
import { ask, respond } from "../../net/http";
import { saveAnswer } from "../../parts/saving";

const FIGURES = "/api/administration/figures";
const LONG_MS = 120_000;

export type Sheet = "days" | "months" | "departments";
export type Encoding = "utf-8" | "cp932";

export interface Wanted {
  readonly first_on: string;
  readonly last_on: string;
  readonly department_id: string | null;
}

export const figures = {
  read: (wanted: Wanted, signal: AbortSignal) =>
    ask<Figures>("GET", FIGURES, { query: { ...wanted }, signal }),
  count: () => ask("POST", `${FIGURES}/count`, { timeoutMs: LONG_MS }),
  estimate: (body: Estimate, revision: string) =>
    ask<Estimate>("PUT", `${FIGURES}/estimate`, { body, query: { revision } }),
  save: async (sheet: Sheet, encoding: Encoding, wanted: Wanted) => {
    const query = { sheet, encoding, ...wanted };
    await saveAnswer(await respond("GET", `${FIGURES}/export`, { query }), `kairan-figures-${sheet}.csv`);
  },
} as const;
