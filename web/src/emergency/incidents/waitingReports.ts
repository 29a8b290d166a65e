/** Reports from the field: sent at once, or kept with their photos until there is a line; each once, in order. */
import type { FieldReport } from "../../api/generated";
import type { Id } from "../../model/types";
import { dropReport, type KeptReport, keepReport, keptReports } from "../../net/fieldReports";
import { isPassing } from "../../net/outboxSender";
import { sentenceOf } from "../../parts/toasts";
import { api } from "../../state";
import { incidents } from "./api";

export type Outcome =
  | { readonly how: "sent" }
  | { readonly how: "kept"; readonly count: number }
  | { readonly how: "not-kept" }
  | { readonly how: "refused"; readonly reason: string };

export interface WaitingSent {
  readonly left: number;
  /** Why one was not taken: it stays on the device. */
  readonly refused: string | null;
}

/** Keep it first, so that nothing is lost whatever happens to the page, then send it with what waits before it. */
export async function giveReport(
  owner: Id,
  incident: Id,
  body: FieldReport,
  photos: readonly Blob[],
): Promise<Outcome> {
  const report: KeptReport = { key: body.key, owner, incident, body, photos, at: Date.now(), refusal: null };
  if (!(await keepReport(report))) return giveAtOnce(report);
  const { left, refused } = await sendWaitingReports(owner);
  if (refused !== null) return { how: "refused", reason: refused };
  return left === 0 ? { how: "sent" } : { how: "kept", count: left };
}

/** The device keeps nothing: it is sent now, or the person is told to press again. */
async function giveAtOnce(report: KeptReport): Promise<Outcome> {
  try {
    await send(report, () => Promise.resolve());
    return { how: "sent" };
  } catch (error) {
    if (isPassing(error)) return { how: "not-kept" };
    throw error; // the form stays as it is, with the reason below
  }
}

export function sendWaitingReports(owner: Id): Promise<WaitingSent> {
  const locks: LockManager | null | undefined = navigator.locks;
  const act = () => sendAll(owner);
  return locks ? locks.request("kairan.field-reports", act) : act();
}

async function sendAll(owner: Id): Promise<WaitingSent> {
  const waiting = (await keptReports(owner)).filter(({ refusal }) => refusal === null);
  let done = 0;
  let refused: string | null = null;
  for (const report of waiting) {
    let half = report;
    try {
      await send(report, async (next) => {
        half = next;
        await keepReport(next);
      });
      await dropReport(report.key);
    } catch (error) {
      if (isPassing(error)) return { left: waiting.length - done, refused };
      refused = sentenceOf(error, "");
      await keepReport({ ...half, refusal: refused });
    }
    done += 1;
  }
  return { left: 0, refused };
}

/** Those the server did not take. */
export async function refusedReports(owner: Id): Promise<readonly KeptReport[]> {
  return (await keptReports(owner)).filter(({ refusal }) => refusal !== null);
}

export async function sendAgain(report: KeptReport): Promise<void> {
  await keepReport({ ...report, refusal: null });
  await sendWaitingReports(report.owner);
}

/** A photo that has arrived is not sent again: what is left is kept anew after each. */
async function send(report: KeptReport, keep: (half: KeptReport) => Promise<void>): Promise<void> {
  let half = report;
  for (const [at, photo] of report.photos.entries()) {
    const card = await api.upload(photo, `photo-${at + 1}.jpg`, () => undefined).done;
    half = {
      ...half,
      body: { ...half.body, file_ids: [...(half.body.file_ids ?? []), card.id] },
      photos: half.photos.slice(1),
    };
    await keep(half);
  }
  await incidents.report(half.incident, half.body);
}
