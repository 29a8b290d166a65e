"""Until when: told before, renewed, closed at the end; and somebody answers for every guest."""

import pytest
from sqlalchemy import delete, insert, select, update

from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Entrance, Viewer
from kairan.guests.inviting import invite_guest
from kairan.guests.jobs import look_at_guests
from kairan.guests.listing import export_guests
from kairan.guests.model import DAY_MS
from kairan.guests.problems import GuestEndUnfit, GuestNotFound, SponsorFirst, SponsorUnfit
from kairan.guests.queries import GuestFilter, card, find_guests, own_guests
from kairan.guests.sponsorship import change_sponsor, end_now, renew
from kairan.people import member_table, organization_stream, post_table
from kairan.people.roles import RoleNeeded
from kairan.sessions.actions import open_session
from kairan.sessions.model import session_table
from kairan.talk.access import rooms_of
from kairan.talk.model import room_stream
from kairan.talk.problems import GuestNotMaster
from kairan.talk.queries import Place, page_of
from kairan.talk.rooms import leave_room, name_master, remove_member
from tests.cast import NO_SUCH_ID, room_of, say
from tests.guests.conftest import (
    MAIL,
    MAILED,
    ON_SCREEN,
    Town,
    came_in,
    in_days,
    invited,
    kinds,
    letters,
    suspend,
)


def after(days: float) -> int:
    return now_ms() + int(days * DAY_MS)


def status_of(db: Db, who: Viewer) -> str:
    return str(db.scalar(select(member_table.c.status).where(member_table.c.id == who.member_id)))


def told(db: Db, town: Town) -> list[str]:
    """Return what the body's record tells of guests who are here."""
    ours = {"guest.end_told", "guest.roomless", "guest.ended", "guest.renewed", "guest.sponsor_changed"}
    return [kind for kind in kinds(db, organization_stream(town.office.cast.city)) if kind in ours]


def test_after_the_last_day_the_account_closes_and_what_was_written_stays(db: Db, town: Town) -> None:
    guest = came_in(db, town)
    say(db, guest, town.room, "しおかぜ苑です。受け入れできます。")
    open_session(db, guest.member_id, Entrance(face="single", device="phone", agent="test"))
    with as_of(after(29)):
        look_at_guests(db, ON_SCREEN)
    assert status_of(db, guest) == "active"
    with as_of(after(31)):
        for _ in range(2):
            look_at_guests(db, ON_SCREEN)
    assert (status_of(db, guest), db.all(rooms_of(guest))) == ("left", [])
    assert db.all(select(session_table.c.id).where(session_table.c.member_id == guest.member_id)) == []
    assert told(db, town).count("guest.ended") == 1
    assert kinds(db, room_stream(town.room))[-1] == "member.left"
    assert [one.text for one in page_of(db, town.sato, town.room, Place()).messages] == [
        "しおかぜ苑です。受け入れできます。"
    ]
    (row,) = find_guests(db, town.yoshida, GuestFilter(state="ended")).guests
    assert (row.ended_why, row.state) == ("expired", "ended")
    assert own_guests(db, town.sato).guests == []


def test_fourteen_and_three_days_before_everybody_concerned_is_told_once(db: Db, town: Town) -> None:
    db.execute(update(member_table).where(member_table.c.id == town.sato.member_id).values(mail="sato@example.lg.jp"))
    came_in(db, town)
    for day in (10, 16, 17, 26, 27, 28):
        with as_of(after(day)):
            look_at_guests(db, MAILED)
    assert told(db, town) == ["guest.end_told", "guest.end_told"]
    to = [address for address, _ in letters(db)]
    assert to == [MAIL, "sato@example.lg.jp"] * 2
    assert "あと14日" in letters(db)[0][1]
    assert "あと3日" in letters(db)[2][1]
    assert "https://kairan.lgwan.example/guests" in letters(db)[1][1]


def test_who_comes_for_two_days_is_told_once_and_without_mail_nothing_is_written(db: Db, town: Town) -> None:
    came_in(db, town, ends_on=in_days(2))
    for _ in range(3):
        look_at_guests(db, ON_SCREEN)
    assert told(db, town) == ["guest.end_told"]
    assert letters(db) == []


def test_a_sponsor_renews_within_what_the_body_allows_and_the_notices_begin_anew(db: Db, town: Town) -> None:
    guest = came_in(db, town, ends_on=in_days(3))
    look_at_guests(db, ON_SCREEN)
    renew(db, town.sato, guest.member_id, in_days(200))
    with pytest.raises(GuestEndUnfit):
        renew(db, town.sato, guest.member_id, in_days(400))
    with as_of(after(5)):
        look_at_guests(db, ON_SCREEN)
    assert status_of(db, guest) == "active"
    with as_of(after(187)):
        look_at_guests(db, ON_SCREEN)
    assert told(db, town) == ["guest.end_told", "guest.renewed", "guest.end_told"]


def test_a_guest_whose_sponsor_has_gone_is_listed_and_must_get_a_new_one(db: Db, town: Town) -> None:
    guest = came_in(db, town)
    suspend(db, town.sato, "left")
    page = find_guests(db, town.yoshida, GuestFilter(unsponsored=True))
    assert (page.total, page.unsponsored, page.guests[0].sponsor_state) == (1, 1, "gone")
    with pytest.raises(SponsorFirst):
        renew(db, town.yoshida, guest.member_id, in_days(60))
    with pytest.raises(SponsorUnfit):
        change_sponsor(db, town.yoshida, guest.member_id, town.office.cast.guest.member_id)
    change_sponsor(db, town.yoshida, guest.member_id, town.tanaka.member_id)
    renew(db, town.tanaka, guest.member_id, in_days(60))
    assert find_guests(db, town.yoshida, GuestFilter()).unsponsored == 0
    assert [one.id for one in own_guests(db, town.tanaka).guests] == [guest.member_id]


def test_a_sponsor_who_moved_is_listed_until_they_are_named_again(db: Db, town: Town) -> None:
    guest = came_in(db, town)
    db.execute(delete(post_table).where(post_table.c.member_id == town.sato.member_id))
    moved = {"member_id": town.sato.member_id, "department_id": town.office.cast.works, "title": "", "is_main": True}
    db.execute(insert(post_table).values(moved))
    assert find_guests(db, town.yoshida, GuestFilter(unsponsored=True)).guests[0].sponsor_state == "moved"
    change_sponsor(db, town.sato, guest.member_id, town.sato.member_id)
    assert find_guests(db, town.yoshida, GuestFilter()).unsponsored == 0


def test_a_guest_without_a_room_is_closed_after_a_week_unless_they_get_one(db: Db, town: Town) -> None:
    guest = came_in(db, town)
    other = came_in(db, town, mail="next@example.jp", name="次 次郎")
    for one in (guest, other):
        remove_member(db, town.sato, town.room, one.member_id)
    look_at_guests(db, MAILED)
    assert told(db, town) == ["guest.roomless", "guest.roomless"]
    assert {to for to, _ in letters(db)} == {MAIL, "next@example.jp"}
    assert {one.closes_on for one in own_guests(db, town.sato).guests} == {in_days(7)}
    invite_guest(db, town.sato, town.wanted(mail="next@example.jp", confirmed=True), ON_SCREEN)
    with as_of(after(7.1)):
        look_at_guests(db, ON_SCREEN)
    assert (status_of(db, guest), status_of(db, other)) == ("left", "active")
    (ended,) = find_guests(db, town.yoshida, GuestFilter(state="ended")).guests
    assert ended.ended_why == "no_room"


def test_a_guest_is_never_left_as_a_master(db: Db, town: Town) -> None:
    guest = came_in(db, town)
    with pytest.raises(GuestNotMaster):
        name_master(db, town.sato, town.room, guest.member_id)
    remove_member(db, town.sato, town.room, town.tanaka.member_id)
    leave_room(db, town.sato, town.room)
    assert "master.named" not in kinds(db, room_stream(town.room))


def test_the_body_s_list_is_searched_filtered_and_taken_out(db: Db, town: Town) -> None:
    guest = came_in(db, town)
    came_in(db, town, mail="=x@example.jp", name="=次 次郎", ends_on=in_days(200), sponsor_id=town.tanaka.member_id)
    other = room_of(db, town.sato)

    def found(**wanted: object) -> int:
        return find_guests(db, town.yoshida, GuestFilter(**wanted)).total  # type: ignore[arg-type]

    assert (found(), found(sought="みなと会"), found(sought="たろう minato"), found(sought="無い")) == (2, 2, 1, 0)
    assert (found(sponsor_id=town.tanaka.member_id), found(ends_by=in_days(40)), found(state="ended")) == (1, 1, 0)
    assert (found(room_id=town.room), found(room_id=other)) == (2, 0)
    text = export_guests(db, town.yoshida, GuestFilter())
    assert text.startswith("\ufeff氏名,よみがな,所属")
    assert "'=次 次郎" in text
    assert guest.member_id not in text
    assert kinds(db, organization_stream(town.office.cast.city))[-1] == "guests.exported"


def test_a_guest_of_others_does_not_exist(db: Db, town: Town) -> None:
    guest = came_in(db, town)
    for who in (town.tanaka, town.office.cast.stranger, town.office.townsman, town.office.cast.neighbour):
        for member_id in (guest.member_id, type(guest.member_id)(NO_SUCH_ID)):
            with pytest.raises(GuestNotFound):
                renew(db, who, member_id, in_days(10))
            with pytest.raises(GuestNotFound):
                end_now(db, who, member_id)
    assert find_guests(db, town.office.townsman, GuestFilter()).total == 0
    with pytest.raises(RoleNeeded):
        find_guests(db, town.sato, GuestFilter())


def test_who_shares_a_room_knows_who_answers_for_a_guest_and_until_when(db: Db, town: Town) -> None:
    guest = came_in(db, town)
    shown = card(db, town.tanaka, guest.member_id)
    assert (shown.body, shown.ends_on, shown.sponsor.name) == ("社会福祉法人みなと会", in_days(30), "佐藤 美咲")
    assert card(db, guest, guest.member_id) == shown
    with pytest.raises(GuestNotFound):
        card(db, town.office.cast.neighbour, guest.member_id)
    assert invited(db, town, mail="z@example.jp").link
