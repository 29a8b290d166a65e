/** One draft on several devices: what was saved last holds, unless something else is being written here. */
import type { Mention } from "./types";

/** What this device and the server both had last. */
export interface InCommon {
  readonly n: number;
  readonly text: string;
}

/** What the server has of a draft. */
export interface ThereDraft extends InCommon {
  readonly key: string;
  readonly mentions: readonly Mention[];
}

export type Settled = "same" | "take" | "send";

/** `here`: the text that stands in the field now, empty where none does. */
export function settledWith(here: string, common: InCommon | undefined, there: InCommon): Settled {
  if (here === there.text) return "same";
  // Written here since: whoever writes keeps what they see.
  if (here !== (common?.text ?? "")) return "send";
  return there.n > (common?.n ?? 0) ? "take" : "send";
}

/** Whether the server does not know yet what stands here. */
export function isToSend(here: string, common: InCommon | undefined): boolean {
  return here !== (common?.text ?? "");
}
