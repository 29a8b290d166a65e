import { PeopleIcon } from "../design/icons";
import type { RoomCard } from "../model/types";
import { Avatar, hueAt, hueOfKey, initialOf } from "../parts/Avatar";
import avatar from "../parts/Avatar.module.css";
import { cx } from "../parts/cx";

interface RoomAvatarProps {
  room: Pick<
    RoomCard,
    "id" | "kind" | "name" | "people" | "guest_count" | "organizations" | "alliance_id" | "icon" | "hue"
  >;
  size?: "tiny" | "small" | "standard" | "large";
}

/** A room by the first character of its name, direct talk by the other person; an amber edge means outsiders. */
export function RoomAvatar({ room, size = "standard" }: RoomAvatarProps) {
  const [person, another] = room.people;
  if (room.kind === "direct" && person && !another) return <Avatar person={person} size={size} />;
  const outside = room.guest_count > 0 || room.organizations.length > 0 || Boolean(room.alliance_id);
  return (
    <span
      aria-hidden="true"
      className={cx(
        avatar.avatar,
        avatar[size],
        room.hue === null ? hueOfKey(room.id) : hueAt(room.hue),
        outside && avatar.guest,
      )}
    >
      {room.icon ??
        (room.name === null ? <PeopleIcon size={size === "tiny" ? 14 : 18} /> : initialOf(room.name))}
    </span>
  );
}
