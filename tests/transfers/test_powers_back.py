"""Lists of transfers open no account with powers: that needs a second person, on the page of people."""

from kairan.administration.actions import mark_left
from kairan.core.kit.database import Db
from kairan.people import people_named
from kairan.transfers.model import Move
from kairan.transfers.queries import preview
from kairan.transfers.undoing import undo_list
from tests.administration.conftest import with_role
from tests.transfers.conftest import Hall, done, listed, to


def test_nobody_with_powers_comes_back_by_a_list(db: Db, hall: Hall) -> None:
    mori = with_role(db, hall.cast.city, "mori", "森 陽子", "administrator")
    mark_left(db, hall.yoshida, mori.member_id)
    other = listed(db, hall, {mori.member_id: to(hall.cast.welfare, kind="return")})
    (fault,) = [one for one in preview(db, hall.yoshida, other).faults if one.stops]
    assert (fault.name, "ほかの管理者の同意" in fault.text) == ("森 陽子", True)


def test_nobody_with_powers_comes_back_by_taking_a_list_back(db: Db, hall: Hall) -> None:
    mori = with_role(db, hall.cast.city, "mori", "森 陽子", "administrator")
    list_id = done(db, hall, {mori.member_id: Move(kind="leave")})
    told = undo_list(db, hall.yoshida, list_id)
    assert [one.code for one in told] == ["kept_powers"]
    assert people_named(db, [mori.member_id])[0].status == "left"
