"""Guests come into further rooms only by whoever answers for them."""

from collections.abc import Sequence

from sqlalchemy import select

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.guests.model import guest_table
from kairan.guests.problems import GuestBySponsor
from kairan.guests.rules import administers, require_may_invite, rules_of
from kairan.people import Person

_g = guest_table.c


def require_may_bring(db: Db, viewer: Viewer, people: Sequence[Person], *, is_master: bool) -> None:
    """Refuse to bring a guest into a room past their sponsor, or past the body's rules.

    Problems: GuestBySponsor, NotInviter.
    """
    guests = {person.id: person.name for person in people if person.kind == "guest"}
    if not guests:
        return
    rows = db.all(select(_g.member_id, _g.sponsor_id).where(_g.member_id.in_(guests)))
    for row in rows:
        if row.sponsor_id != viewer.member_id and not administers(viewer):
            raise GuestBySponsor(name=guests[row.member_id])
    if rows:
        require_may_invite(viewer, rules_of(db, viewer.organization_id), is_master=is_master)
