import { useCallback } from "react";
import { useMe } from "../state";

/** What the server's policy may refuse; the client only hides what would be refused. */
type Act = "create_room" | "join_room" | "invite" | "search" | "see_directory";

export function useMay(): (act: Act) => boolean {
  const { may } = useMe();
  return useCallback((act) => may[act] !== false, [may]);
}
