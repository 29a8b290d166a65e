import { useCallback } from "react";
import type { Act, RoomClass } from "../model/may";
import { allows } from "../model/may";
import { useMe } from "../state";

/**
 * What the server's policy would refuse here; the client only hides it. With a room it is asked for the room's
 * class, without one for any room at all.
 */
export function useMay(): (act: Act, room?: { readonly room_class: RoomClass }) => boolean {
  const { upto } = useMe();
  return useCallback((act, room) => allows(upto, act, room), [upto]);
}
