"""Guests whose closed account is closed no longer: what hangs on it begins anew, whoever opened it and how."""

from collections.abc import Callable, Iterable

from kairan.core.extension import ExtensionPoint
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId

GUESTS_COMING_BACK: ExtensionPoint[Callable[[Db, MemberId], None]] = ExtensionPoint("people.guests_coming_back")
"""What happens when the account of a guest that had been closed is in use again, or suspended only."""


def guests_come_back(db: Db, member_ids: Iterable[MemberId]) -> None:
    """Say that accounts of guests which had been closed are closed no longer."""
    for member_id in member_ids:
        for begin in GUESTS_COMING_BACK.given():
            begin(db, member_id)
