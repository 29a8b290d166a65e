"""A stamp is sent as a message whose text is what the stamp says: found by search, read aloud, shown in notices."""

import msgspec

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.policy import require
from kairan.talk.model import Draft, Room
from kairan.talk.stamps.problems import StampAlone, StampNotEdited, StampsOff, StampUnknown
from kairan.talk.stamps.queries import usable_stamp


def with_words(db: Db, viewer: Viewer, room: Room, draft: Draft) -> Draft:
    """Return a draft as it is sent: that of a stamp says what the stamp says, and nothing else.

    Problems: RefusedByPolicy, StampsOff, StampAlone, StampUnknown.
    """
    if draft.stamp is None:
        return draft
    require(viewer, "stamp", room.room_class)
    if not room.stamps:
        raise StampsOff
    if draft.file_ids or draft.confirmation is not None:
        raise StampAlone
    stamp = usable_stamp(db, viewer.organization_id, draft.stamp)
    if stamp is None:
        raise StampUnknown
    return msgspec.structs.replace(draft, text=stamp.words, mentions=[])


def require_words(stamp: str | None) -> None:
    """Refuse to edit what is a stamp. Problems: StampNotEdited."""
    if stamp is not None:
        raise StampNotEdited
