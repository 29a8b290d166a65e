/** What this device and the server both had last of each draft. */
import type { InCommon } from "../model/sharedDraft";

export const draftsInCommon = new Map<string, InCommon>();
