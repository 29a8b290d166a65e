/** The roster and the sheets, as the server takes and gives them. */
import type { ImportStep, Losses, Outcome, Plan, SheetsPlan, SheetsWanted } from "../../api/generated";
import { ask, respond } from "../../net/http";
import { Problem, Unreachable } from "../../net/problem";
import { saveAnswer } from "../../parts/saving";

export type Missing = "leave" | "suspend";
/** Whether ＞, ＼ and spaces divide a department's path. */
export type Separators = "read" | "literal";
export type Encoding = "utf-8" | "cp932";

const ROSTER = "/api/administration/roster";
const LONG_MS = 180_000;

/** What the server takes at most; it says so itself, but only after the whole file has travelled. */
export const FILE_MOST = 10 * 1024 * 1024;

/** An Excel file has a type of its own; the server looks at the bytes. */
const csv = (file: Blob) => new Blob([file], { type: "text/csv" });

export const roster = {
  plan: (file: Blob, missing: Missing, separators: Separators, signal?: AbortSignal) =>
    ask<Plan>("POST", `${ROSTER}/plan`, {
      query: { missing, separators },
      body: csv(file),
      signal,
      timeoutMs: LONG_MS,
    }),
  losses: (left: boolean) => ask<Losses>("GET", `${ROSTER}/losses`, { query: { left }, timeoutMs: LONG_MS }),
  sheetsPlan: (wanted: SheetsWanted, signal?: AbortSignal) =>
    ask<SheetsPlan>("POST", `${ROSTER}/sheets/plan`, { body: wanted, signal, timeoutMs: LONG_MS }),
} as const;

interface How {
  readonly missing: Missing;
  readonly separators: Separators;
  readonly confirmed: boolean;
  /** How many are stopped, where that is a large part of the body. */
  readonly stopping: number | null;
}

/** Import, and tell of each step; the last line is the outcome, or the refusal. */
export async function applyRoster(
  file: Blob,
  how: How,
  fingerprint: string,
  onStep: (frame: ImportStep) => void,
): Promise<Outcome> {
  const query = { ...how, fingerprint };
  const response = await respond("POST", `${ROSTER}/apply`, { query, body: csv(file), timeoutMs: LONG_MS });
  let last: ImportStep | null = null;
  for await (const line of linesOf(response)) {
    last = JSON.parse(line) as ImportStep;
    if (last.stage) onStep(last);
  }
  if (last?.problem) throw new Problem(last.problem.status, last.problem.code, last.problem.title);
  if (!last?.outcome) throw new Unreachable();
  return last.outcome;
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  while (reader) {
    const { done, value } = await reader.read().catch(() => {
      throw new Unreachable();
    });
    rest += decoder.decode(value, { stream: !done });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    yield* lines.filter((line) => line !== "");
    if (done) return;
  }
}

export async function saveRoster(encoding: Encoding, left: boolean): Promise<void> {
  const response = await respond("GET", `${ROSTER}/export`, {
    query: { encoding, left },
    timeoutMs: LONG_MS,
  });
  await saveAnswer(response, "kairan-roster.csv");
}

export async function saveSheets(wanted: SheetsWanted): Promise<void> {
  const response = await respond("POST", `${ROSTER}/sheets`, { body: wanted, timeoutMs: LONG_MS });
  await saveAnswer(response, "kairan-sheets.pdf");
}
