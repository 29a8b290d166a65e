/** What leaves the forms as a file: workbooks, and paper. */
import type { AnswerLosses } from "../api/generated";
import { ask, respond } from "../net/http";
import { saveAnswer } from "../parts/saving";

const LONG_MS = 120_000;
const form = (id: string) => `/api/forms/${encodeURIComponent(id)}`;

async function save(method: "GET" | "POST", path: string, otherwise: string): Promise<void> {
  await saveAnswer(await respond(method, path, { timeoutMs: LONG_MS }), otherwise);
}

export const paper = {
  losses: (id: string) => ask<AnswerLosses>("GET", `${form(id)}/applications/losses`, { timeoutMs: LONG_MS }),
  workbook: (id: string, rows: string) =>
    save("POST", `${form(id)}/applications/workbook?rows=${rows}`, `applications-${id}.xlsx`),
  poster: (id: string) => save("GET", `${form(id)}/poster`, `poster-${id}.pdf`),
  report: (id: string, few: boolean) => save("GET", `${form(id)}/report?few=${few}`, `report-${id}.pdf`),
  application: (id: string, sealed: boolean) =>
    save(
      "POST",
      `/api/applications/${encodeURIComponent(id)}/paper?sealed=${sealed}`,
      `application-${id}.pdf`,
    ),
} as const;
