"""Guests and devices looked after for a department: what lies outside of it is as if it were not there."""

import pytest

from kairan.core.kit.database import Db
from kairan.core.viewer import Delegated, Entrance, Viewer
from kairan.devices.actions import change_rules, decide
from kairan.devices.problems import DeviceNotFound
from kairan.devices.queries import find_devices, rules_for_console
from kairan.guests import Delivery
from kairan.guests.inviting import consent, decline, invite_guest, send_again, withdraw
from kairan.guests.listing import export_guests
from kairan.guests.model import GuestRules, NewInvitation, today
from kairan.guests.problems import GuestNotFound, InvitationNotFound, SponsorUnfit
from kairan.guests.queries import GuestFilter, find_guests, find_invitations, guest
from kairan.guests.rules import set_rules
from kairan.guests.sponsorship import change_sponsor, end_now, renew, take_on
from kairan.people.roles import RoleNeeded
from kairan.sessions.actions import open_session
from kairan.sessions.device_model import DeviceRules
from tests.administration.conftest import Office
from tests.administration.test_delegation import with_tasks
from tests.cast import person, room_of

SHOWN = Delivery(None, None)


@pytest.fixture
def clerk(db: Db, office: Office) -> Viewer:
    """鈴木, who looks after guests and devices of the welfare section."""
    welfare = office.cast.welfare
    return with_tasks(db, office, office.cast.suzuki, Delegated("guests", welfare), Delegated("devices", welfare))


@pytest.fixture
def guests(db: Db, office: Office) -> tuple[Viewer, Viewer]:
    """One guest of 佐藤 of the welfare section, and one of 田中 of public works."""
    cast = office.cast
    inside, outside = (
        person(db, cast.city, login, name, name, None, "guest")
        for login, name in (("naka@example.jp", "中 一子"), ("soto@example.jp", "外 二郎"))
    )
    take_on(db, cast.sato, inside.member_id, "打合せ", today().isoformat())
    take_on(db, cast.tanaka, outside.member_id, "打合せ", today().isoformat())
    return inside, outside


def test_a_delegate_finds_and_cares_for_the_guests_of_their_section(
    db: Db, office: Office, clerk: Viewer, guests: tuple[Viewer, Viewer]
) -> None:
    inside, _ = guests
    page = find_guests(db, clerk, GuestFilter())
    assert ([one.name for one in page.guests], page.total) == (["中 一子"], 1)
    assert find_guests(db, office.yoshida, GuestFilter()).total == 2
    table = export_guests(db, clerk, GuestFilter())
    assert "中 一子" in table
    assert "外 二郎" not in table
    change_sponsor(db, clerk, inside.member_id, office.cast.suzuki.member_id)
    assert guest(db, clerk, inside.member_id).sponsor.name == "鈴木 健"
    end_now(db, clerk, inside.member_id)


def test_guests_of_other_sections_do_not_exist_for_a_delegate(
    db: Db, office: Office, clerk: Viewer, guests: tuple[Viewer, Viewer]
) -> None:
    inside, outside = guests
    for act in (
        lambda: guest(db, clerk, outside.member_id),
        lambda: renew(db, clerk, outside.member_id, today().isoformat()),
        lambda: change_sponsor(db, clerk, outside.member_id, clerk.member_id),
        lambda: end_now(db, clerk, outside.member_id),
    ):
        with pytest.raises(GuestNotFound):
            act()
    with pytest.raises(SponsorUnfit):  # nor do they hand one over to another section
        change_sponsor(db, clerk, inside.member_id, office.cast.tanaka.member_id)
    with pytest.raises(RoleNeeded):
        set_rules(db, clerk, GuestRules())


def test_invitations_of_other_sections_do_not_exist_for_a_delegate(db: Db, office: Office, clerk: Viewer) -> None:
    cast = office.cast
    made = []
    for sponsor, mail in ((cast.sato, "a@example.jp"), (cast.tanaka, "b@example.jp")):
        room_id = room_of(db, sponsor, name="打合せ")
        wanted = NewInvitation(
            name="来る人", body="団体", mail=mail, purpose="打合せ", ends_on=today().isoformat(), room_ids=[room_id]
        )
        made.append(invite_guest(db, sponsor, wanted, SHOWN).id)
    assert [one.mail for one in find_invitations(db, clerk)] == ["a@example.jp"]
    for act in (
        lambda: withdraw(db, clerk, made[1]),
        lambda: decline(db, clerk, made[1]),
        lambda: consent(db, clerk, made[1], SHOWN),
        lambda: send_again(db, clerk, made[1], SHOWN),
    ):
        with pytest.raises(InvitationNotFound):
            act()
    withdraw(db, clerk, made[0])


def test_devices_of_other_sections_do_not_exist_for_a_delegate(db: Db, office: Office, clerk: Viewer) -> None:
    cast = office.cast
    for who in (cast.sato, cast.tanaka):
        open_session(db, who.member_id, Entrance("single", "phone", agent="Phone", browser=f"b-{who.member_id}"))
    every = {one.person: one.id for one in find_devices(db, office.yoshida).devices}
    assert {"佐藤 美咲", "田中 一郎"} <= every.keys()
    seen = find_devices(db, clerk).devices
    assert {one.person for one in seen} == {"佐藤 美咲"}
    assert find_devices(db, clerk, "田中").devices == []
    for ids in ([every["田中 一郎"]], [every["佐藤 美咲"], every["田中 一郎"]]):
        with pytest.raises(DeviceNotFound):
            decide(db, clerk, ids, "cut_off", "紛失")
    assert decide(db, clerk, [every["佐藤 美咲"]], "cut_off", "紛失") != []
    with pytest.raises(RoleNeeded):
        rules_for_console(db, clerk)
    with pytest.raises(RoleNeeded):
        change_rules(db, clerk, DeviceRules())
