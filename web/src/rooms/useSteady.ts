/** A list that changes by itself must not change under the pointer: it would open the wrong room. */
import { useEffect, useMemo, useRef, useState } from "react";
import type { Id, RoomCard } from "../model/types";
import { isUnread } from "./groups";

/** While one points at a row, no other may slip under the pointer: new rooms come first, the rest stays. */
export function useSteady(rooms: readonly RoomCard[], isHeld: boolean): readonly RoomCard[] {
  const [order, setOrder] = useState<readonly Id[]>([]);
  const present = useRef(rooms);
  present.current = rooms;
  useEffect(() => {
    if (isHeld) setOrder(present.current.map(({ id }) => id));
  }, [isHeld]);
  return useMemo(() => (isHeld && order.length > 0 ? inOrder(rooms, order) : rooms), [rooms, order, isHeld]);
}

function inOrder(rooms: readonly RoomCard[], order: readonly Id[]): readonly RoomCard[] {
  const place = new Map(order.map((id, i) => [id, i]));
  return [...rooms].sort((a, b) => (place.get(a.id) ?? -1) - (place.get(b.id) ?? -1));
}

/** Rooms that were unread when they were opened, as long as one stays. */
export function useHeld(rooms: readonly RoomCard[], here: Id | null): ReadonlySet<Id> {
  const [held, setHeld] = useState<ReadonlySet<Id>>(NONE);
  const latest = useRef(rooms);
  latest.current = rooms;
  useEffect(() => {
    const room = latest.current.find((each) => each.id === here);
    setHeld(room && isUnread(room) ? new Set([room.id]) : NONE);
  }, [here]);
  return held;
}

const NONE: ReadonlySet<Id> = new Set();
