"""What a master wants to be changed of a room, as it is stored."""

import msgspec

from kairan.core.kit.database import Db
from kairan.core.kit.national_numbers import refuse_my_number
from kairan.core.kit.text import bounded_name, bounded_text
from kairan.talk.model import NAME_LIMIT, PURPOSE_LIMIT, Room, RoomChange
from kairan.talk.post_rooms import checked_department
from kairan.talk.reactions import require_emoji

_AS_IT_IS = ("open", "history", "department_below", "stamps", "reactions", "writers", "icon", "hue")


def good_name(name: str) -> str:
    """Return a name as it is stored. Problems: NameEmpty, TextTooLong, TextNotStorable, MyNumberRefused."""
    good = bounded_name(name, NAME_LIMIT)
    refuse_my_number(good)
    return good


def good_purpose(purpose: str) -> str:
    """Return a purpose as it is stored. Problems: TextTooLong, TextNotStorable, MyNumberRefused."""
    good = bounded_text(purpose.strip(), PURPOSE_LIMIT)
    refuse_my_number(good)
    return good


def wanted_of(db: Db, room: Room, change: RoomChange) -> dict[str, str | bool | int | None]:
    """Return the columns that are wanted, with their values; what is left out stays.

    Problems: NameEmpty, TextTooLong, TextNotStorable, MyNumberRefused, RoomDepartmentUnknown, ReactionUnknown (of the
    icon).
    """
    wanted: dict[str, str | bool | int | None] = {}
    if change.name is not msgspec.UNSET:
        wanted["name"] = good_name(change.name)
    if change.purpose is not msgspec.UNSET:
        wanted["purpose"] = good_purpose(change.purpose)
    if change.department_id is not msgspec.UNSET:
        wanted["department_id"] = checked_department(db, room, change.department_id)
    if change.icon is not msgspec.UNSET and change.icon is not None:
        require_emoji(change.icon)
    simple = {key: getattr(change, key) for key in _AS_IT_IS}
    return wanted | {key: value for key, value in simple.items() if value is not msgspec.UNSET}
