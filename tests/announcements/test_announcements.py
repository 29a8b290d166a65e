"""Announcements: shown to whom they are for, until confirmed or over; counted by department; every act on record."""

from typing import Any

import msgspec
import pytest

from kairan.announcements.actions import announce, confirm_announcement, end_announcement
from kairan.announcements.model import AnnouncementId, NewAnnouncement
from kairan.announcements.problems import (
    AnnouncementNotFound,
    AnnouncementTimes,
    AnnouncementTooLong,
    AnnouncementUntitled,
    AudienceUnknown,
)
from kairan.announcements.queries import addressees_of, all_announcements, announcements, past_announcements
from kairan.core.journal import entries_after
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.people import create_department, directory_stream, member_stream, organization_stream
from kairan.people.roles import RoleNeeded
from tests.administration.conftest import Office
from tests.cast import NO_SUCH_ID, person

HOUR = 3_600_000


def new(**more: Any) -> NewAnnouncement:
    usual = NewAnnouncement(title="庁内ネットワークの停止", text="土曜の9時から止まります。", ends_at=now_ms() + HOUR)
    return msgspec.structs.replace(usual, **more)


def shown(db: Db, viewer: Viewer) -> list[str]:
    return [one.title for one in announcements(db, viewer).announcements]


def kinds(db: Db, stream: str) -> list[str]:
    return [one.kind for one in entries_after(db, stream, 0, 1_000) if one.kind.startswith("announcement")]


def test_everybody_of_the_body_sees_it_and_nobody_else(db: Db, office: Office) -> None:
    announce(db, office.yoshida, new())
    for viewer in (office.cast.sato, office.cast.stranger, office.yoshida, office.auditor):
        assert shown(db, viewer) == ["庁内ネットワークの停止"]
    for viewer in (office.cast.guest, office.cast.neighbour, office.townsman):
        assert shown(db, viewer) == []
    (one,) = announcements(db, office.cast.sato).announcements
    assert (one.by, one.importance) == ("あおば市", "ordinary")


def test_guests_see_it_only_when_it_says_so(db: Db, office: Office) -> None:
    announce(db, office.yoshida, new(to_guests=True))
    assert shown(db, office.cast.guest) == ["庁内ネットワークの停止"]
    assert kinds(db, member_stream(office.cast.guest.member_id)) == ["announcements.changed"]


def test_departments_named_are_meant_with_all_below_them(db: Db, office: Office) -> None:
    cast = office.cast
    section = create_department(db, None, cast.city, "高齢係", cast.welfare)
    below = person(db, cast.city, "shita", "下 係員", "", section)
    row = announce(db, office.yoshida, new(department_ids=[cast.welfare]))
    assert (row.people, row.departments) == (3, ["福祉課"])
    for viewer, expected in ((cast.sato, 1), (below, 1), (cast.tanaka, 0), (cast.guest, 0), (office.yoshida, 0)):
        assert len(shown(db, viewer)) == expected
    with pytest.raises(AnnouncementNotFound):
        confirm_announcement(db, cast.tanaka, row.id)


def test_who_confirmed_sees_it_no_more_and_a_second_time_changes_nothing(db: Db, office: Office) -> None:
    row = announce(db, office.yoshida, new())
    for _ in range(2):
        confirm_announcement(db, office.cast.sato, row.id)
    assert shown(db, office.cast.sato) == []
    assert shown(db, office.cast.suzuki) == ["庁内ネットワークの停止"]
    assert kinds(db, member_stream(office.cast.sato.member_id)) == ["announcement.confirmed"]
    (again,) = all_announcements(db, office.yoshida).announcements
    assert (again.people, again.confirmed) == (6, 1)
    page = addressees_of(db, office.yoshida, row.id)
    assert [one.name for one in page.people][-1] == "佐藤 美咲"
    assert {(one.department, one.people, one.confirmed) for one in page.departments} == {
        ("福祉課", 2, 1),
        ("土木課", 2, 0),
        (None, 2, 0),
    }


def test_it_is_shown_from_its_beginning_to_its_end(db: Db, office: Office) -> None:
    begins = now_ms() + HOUR
    announce(db, office.yoshida, new(begins_at=begins, ends_at=begins + HOUR))
    before = announcements(db, office.cast.sato)
    assert (before.announcements, before.look_again_at) == ([], begins)
    with as_of(begins + 1):
        assert announcements(db, office.cast.sato).look_again_at == begins + HOUR
        assert shown(db, office.cast.sato) == ["庁内ネットワークの停止"]
    with as_of(begins + HOUR):
        assert shown(db, office.cast.sato) == []
        assert all_announcements(db, office.yoshida).announcements[0].status == "over"


def test_it_can_be_ended_early_once(db: Db, office: Office) -> None:
    row = announce(db, office.yoshida, new(importance="urgent"))
    for _ in range(2):
        assert end_announcement(db, office.yoshida, row.id).status == "over"
    assert shown(db, office.cast.sato) == []
    confirm_announcement(db, office.cast.sato, row.id)  # they pressed as it went away
    city = office.cast.city
    assert kinds(db, organization_stream(city)) == ["announcement.posted", "announcement.ended"]
    assert kinds(db, directory_stream(city)) == ["announcements.changed"] * 2
    told = [one for one in entries_after(db, directory_stream(city), 0, 100) if one.kind == "announcements.changed"]
    assert [msgspec.json.decode(one.body) for one in told] == [{"urgent": True}, {"urgent": False}]


def test_urgent_ones_come_first(db: Db, office: Office) -> None:
    announce(db, office.yoshida, new(title="急ぎ", importance="urgent"))
    announce(db, office.yoshida, new(title="ふつう"))
    assert shown(db, office.cast.sato) == ["急ぎ", "ふつう"]


def test_only_who_administers_the_body_announces_and_counts(db: Db, office: Office) -> None:
    row = announce(db, office.yoshida, new())
    for viewer in (office.cast.sato, office.auditor, office.cast.guest):
        with pytest.raises(RoleNeeded):
            announce(db, viewer, new())
        with pytest.raises(RoleNeeded):
            end_announcement(db, viewer, row.id)
        with pytest.raises(RoleNeeded):
            all_announcements(db, viewer)
    for announcement_id in (row.id, AnnouncementId(NO_SUCH_ID)):
        with pytest.raises(AnnouncementNotFound):
            end_announcement(db, office.townsman, announcement_id)
        with pytest.raises(AnnouncementNotFound):
            addressees_of(db, office.townsman, announcement_id)
        with pytest.raises(AnnouncementNotFound):
            confirm_announcement(db, office.cast.neighbour, announcement_id)
    assert all_announcements(db, office.townsman).announcements == []


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"title": " \u3000"}, AnnouncementUntitled),
        ({"title": "題" * 81}, AnnouncementUntitled),
        ({"text": "文" * 2_001}, AnnouncementTooLong),
        ({"ends_at": 1}, AnnouncementTimes),
        ({"begins_at": now_ms() + 2 * HOUR, "ends_at": now_ms() + HOUR}, AnnouncementTimes),
        ({"ends_at": now_ms() + 400 * 24 * HOUR}, AnnouncementTimes),
        ({"department_ids": [NO_SUCH_ID]}, AudienceUnknown),
    ],
)
def test_what_cannot_be_shown_is_refused(
    db: Db, office: Office, more: dict[str, Any], problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        announce(db, office.yoshida, new(**more))
    assert kinds(db, organization_stream(office.cast.city)) == []


def test_a_department_of_another_body_cannot_be_named(db: Db, office: Office) -> None:
    with pytest.raises(AudienceUnknown):
        announce(db, office.townsman, new(department_ids=[office.cast.welfare]))


def test_what_was_confirmed_or_is_over_can_be_read_again(db: Db, office: Office) -> None:
    sato = office.cast.sato
    confirmed = announce(db, office.yoshida, new(title="停止"))
    over = announce(db, office.yoshida, new(title="終わったもの", ends_at=now_ms() + HOUR))
    announce(db, office.yoshida, new(title="土木課あて", department_ids=[office.cast.works]))
    announce(db, office.yoshida, new(title="あした", begins_at=now_ms() + 2 * HOUR, ends_at=now_ms() + 3 * HOUR))
    confirm_announcement(db, sato, confirmed.id)
    end_announcement(db, office.yoshida, over.id)
    assert shown(db, sato) == []
    past = past_announcements(db, sato).announcements
    assert [(one.announced.title, one.confirmed_at is not None) for one in past] == [
        ("終わったもの", False), ("停止", True),
    ]  # fmt: skip
    assert [one.announced.title for one in past_announcements(db, sato, over.id).announcements] == ["停止"]
    for other in (office.townsman, office.cast.neighbour, office.cast.guest):
        assert past_announcements(db, other).announcements == []
