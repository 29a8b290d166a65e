"""佐藤 sends circulars round the city's offices."""

from itertools import count
from typing import Any

import pytest

from kairan.circulars.confirming import confirm_circular
from kairan.circulars.model import CircularConfirming, CircularId, CircularStop, Manner, NewCircular
from kairan.circulars.sending import send_circular
from kairan.circulars.sheet import circular_view
from kairan.circulars.views import CircularView
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from tests.cast import Cast, assemble

_keys = count()


def by_name(*people: Viewer) -> list[CircularStop]:
    """Return stops of people by name."""
    return [CircularStop(member_id=one.member_id) for one in people]


def confirming(version: int = 1, comment: str = "", instead_of: Viewer | None = None) -> CircularConfirming:
    """Return what somebody confirms."""
    for_id = None if instead_of is None else MemberId(instead_of.member_id)
    return CircularConfirming(version=version, comment=comment, for_id=for_id)


class Ring:
    """Circulars among the cast."""

    def __init__(self, db: Db, cast: Cast) -> None:
        self.db, self.cast = db, cast

    def send(self, *people: Viewer, manner: Manner = "in_order", stops: Any = None, **more: Any) -> CircularId:
        """Let 佐藤 send one."""
        sender = more.pop("sender", self.cast.sato)
        new = {"client_key": f"key{next(_keys)}", "title": "当番表", "text": "確認してください。"} | more
        return send_circular(self.db, sender, NewCircular(manner=manner, stops=stops or by_name(*people), **new))

    def see(self, circular_id: CircularId, who: Viewer | None = None) -> CircularView:
        """Return a circular as somebody sees it."""
        return circular_view(self.db, who or self.cast.sato, circular_id)

    def confirm(self, circular_id: CircularId, who: Viewer, **more: Any) -> None:
        """Let somebody confirm."""
        confirm_circular(self.db, who, circular_id, confirming(**more))

    def asked(self, circular_id: CircularId) -> list[str]:
        """Return the names of those who are asked now."""
        return [one.name for one in self.see(circular_id).parts if one.asked_at and one.outcome is None]

    def numbers(self, circular_id: CircularId) -> tuple[int, int, int, int]:
        """Return people, confirmed, waiting, passed."""
        one = self.see(circular_id).circular
        return one.people, one.confirmed, one.waiting, one.passed


@pytest.fixture
def cast(db: Db) -> Cast:
    return assemble(db)


@pytest.fixture
def ring(db: Db, cast: Cast) -> Ring:
    return Ring(db, cast)
