"""A body decides who sees at what time a message was read; that it was read is seen always."""

import pytest

from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.people import ChangedMeanwhile, organization_stream
from kairan.people.roles import RoleNeeded
from kairan.talk.reading import mark_read, readers_of
from kairan.talk.reading_rules import ReadingRules, TimesShownTo, own_reading_rules, save_reading_rules
from tests.administration.conftest import with_role
from tests.alliances.conftest import gathered, room
from tests.cast import Cast, room_of, say


def sees_times(db: Db, viewer: Viewer, message_id: str) -> bool:
    (reader,) = readers_of(db, viewer, message_id).read  # type: ignore[arg-type]
    return reader.read_at is not None


@pytest.mark.parametrize(
    ("times", "author", "others"), [("members", True, True), ("author", True, False), ("nobody", False, False)]
)
def test_times_are_shown_to_whom_the_body_chose(
    db: Db, cast: Cast, times: TimesShownTo, *, author: bool, others: bool
) -> None:
    clerk = with_role(db, cast.city, "jinji", "人事 係", "administrator")
    room = room_of(db, cast.tanaka, cast.sato, cast.suzuki, cast.guest)
    said = say(db, cast.sato, room, "読んでください")
    mark_read(db, cast.suzuki, room, said.n)
    assert sees_times(db, cast.guest, said.id)  # as ever, where nothing was chosen
    save_reading_rules(db, clerk, ReadingRules(times=times))
    assert sees_times(db, cast.sato, said.id) is author
    for other in (cast.tanaka, cast.guest, cast.suzuki):
        assert sees_times(db, other, said.id) is others


def test_it_is_set_by_whoever_looks_after_the_body_and_on_record(db: Db, cast: Cast) -> None:
    clerk = with_role(db, cast.city, "jinji", "人事 係", "administrator")
    for who in (cast.sato, cast.guest):
        with pytest.raises(RoleNeeded):
            own_reading_rules(db, who)
        with pytest.raises(RoleNeeded):
            save_reading_rules(db, who, ReadingRules(times="nobody"))
    before = own_reading_rules(db, clerk)
    assert before.rules == ReadingRules()
    save_reading_rules(db, clerk, ReadingRules(times="author"), before.revision)
    save_reading_rules(db, clerk, ReadingRules(times="author"))  # nothing new
    with pytest.raises(ChangedMeanwhile):
        save_reading_rules(db, clerk, ReadingRules(times="nobody"), before.revision)
    kinds = [entry.kind for entry in entries_after(db, organization_stream(cast.city), 0, 1_000)]
    assert kinds.count("reading.rules_changed") == 1


def test_the_room_s_body_decides_not_the_reader_s(db: Db) -> None:
    region = gathered(db)
    save_reading_rules(db, region.reeve, ReadingRules(times="nobody"))
    here = room(db, region, region.kondo, region.sato, region.tonari)
    said = say(db, region.kondo, here, "県の部屋")
    mark_read(db, region.sato, here, said.n)
    readers = readers_of(db, region.tonari, said.id)
    assert [one.read_at is not None for one in readers.read] == [True]
