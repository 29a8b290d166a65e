"""Telling the screens of whoever answers for a guest that something changed."""

from kairan.core.journal import append
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.guests.entries import GuestConcernsChanged
from kairan.people import member_stream


def tell_sponsor(db: Db, by: Viewer | None, member_id: MemberId) -> None:
    """Let the screens of a member look anew at the guests they answer for."""
    append(db, member_stream(member_id), GuestConcernsChanged(), by)
