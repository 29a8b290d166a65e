import { useCallback } from "react";
import type { Id } from "../model/types";
import { useAnswer } from "../shell/useAnswer";
import { api, useRoom } from "../state";

/** The members, asked for again when their number changes. */
export function useMembers(roomId: Id) {
  const count = useRoom(roomId)?.member_count;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number of members is another question.
  const ask = useCallback((signal: AbortSignal) => api.members(roomId, signal), [roomId, count]);
  return useAnswer(ask);
}
