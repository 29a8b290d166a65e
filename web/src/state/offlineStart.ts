/** The screen from what this device kept, where the server cannot be reached. */
import type { Id } from "../model/types";
import { isStillReadable, readKept } from "../net/kept";
import { stateOf } from "./keeping";
import type { State } from "./store";

/** "still": it is on screen, and may stay there. null: there is nothing, or it has become too old and was cleared. */
export async function stateFromDevice(
  isOnScreen: boolean,
): Promise<{ member: Id; state: Partial<State> } | "still" | null> {
  if (isOnScreen) return (await isStillReadable()) ? "still" : null;
  const kept = await readKept();
  if (kept === null) return null;
  return {
    member: kept.account.me.person.id,
    state: {
      ...stateOf(kept),
      connection: { phase: "offline", brokenSince: kept.account.contactAt, retryAt: null },
    },
  };
}
