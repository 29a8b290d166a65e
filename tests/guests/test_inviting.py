"""Inviting: by whom, into which rooms, whom not; links that are good once."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import msgspec
import pytest
from sqlalchemy import func, select

from kairan.core.journal import entries_after
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Delegated
from kairan.guests.accepting import accept, note_refused, open_link, require_patience
from kairan.guests.inviting import consent, decline, invite_guest, send_again, withdraw
from kairan.guests.letters import delivery_of
from kairan.guests.model import DAY_MS, GuestRules, NewInvitation, guest_table, invitation_table, link_table
from kairan.guests.problems import (
    AlreadyGuest,
    AlreadyInvited,
    AlreadyStaff,
    GuestEndUnfit,
    GuestFieldNeeded,
    GuestMailNeeded,
    InvitationNotFound,
    InvitationSettled,
    InvitationWithdrawn,
    LinkExpired,
    LinkUnknown,
    LinkUsed,
    LinkVoided,
    NotInviter,
    OwnInvitation,
    SponsorUnfit,
    TooManyLinks,
)
from kairan.guests.queries import find_invitations, own_guests
from kairan.guests.rules import set_rules
from kairan.people import member_table, organization_stream
from kairan.people.actions import create_member
from kairan.people.model import NewMember
from kairan.people.queries import find_people
from kairan.people.roles import RoleNeeded
from kairan.policy.problems import RefusedByPolicy
from kairan.talk.access import rooms_of
from kairan.talk.cards import card_of
from kairan.talk.model import room_stream
from kairan.talk.problems import DirectTalkFixed, RoomNotFound
from kairan.talk.rooms import archive_room, invite, leave_room, open_direct
from tests.cast import NO_SUCH_ID, room_of, viewer
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
    token_of,
)


def test_a_guest_is_invited_accepts_and_is_in_the_room_as_a_guest(db: Db, town: Town) -> None:
    made = invited(db, town)
    opened = open_link(db, token_of(made))
    assert (opened.organization, opened.rooms, opened.login) == ("あおば市", ["避難所運営"], MAIL)
    assert (opened.invited_by.name, opened.sponsor.department, opened.ends_on) == ("佐藤 美咲", "福祉課", in_days(30))
    came = accept(db, token_of(made), "hash")
    (person,) = find_people(db, town.sato, sought="みなと").people
    assert (person.kind, person.affiliation, came.login) == ("guest", "社会福祉法人みなと会", MAIL)
    card = card_of(db, viewer(person.id, town.office.cast.city, "guest"), town.room)
    assert (card.member_count, card.guest_count) == (3, 1)
    (mine,) = own_guests(db, town.sato).guests
    assert (mine.id, mine.days_left, mine.sponsor_state, [one.name for one in mine.rooms]) == (
        person.id,
        30,
        "present",
        ["避難所運営"],
    )
    city = organization_stream(town.office.cast.city)
    assert [kind for kind in kinds(db, city) if kind.startswith("guest.")] == [
        "guest.invited",
        "guest.invitation_sent",
        "guest.admitted",
    ]
    assert kinds(db, room_stream(town.room))[-1] == "member.joined"


def test_a_guest_sees_the_people_of_their_rooms_only_and_invites_nobody(db: Db, town: Town) -> None:
    guest = came_in(db, town)
    seen = {person.name for person in find_people(db, guest).people}
    assert seen == {"佐藤 美咲", "田中 一郎", "港 太郎"}
    assert len(db.all(rooms_of(guest))) == 1
    with pytest.raises(RefusedByPolicy):
        invite_guest(db, guest, town.wanted(mail="next@example.jp"), ON_SCREEN)
    with pytest.raises(RefusedByPolicy):
        own_guests(db, guest)


def test_by_default_the_masters_of_a_room_invite_and_the_body_may_decide_otherwise(db: Db, town: Town) -> None:
    with pytest.raises(NotInviter):
        invited(db, town, by=town.tanaka)
    set_rules(db, town.yoshida, GuestRules(may_invite="staff"))
    invited(db, town, by=town.tanaka)
    set_rules(db, town.yoshida, GuestRules(may_invite="administrators"))
    with pytest.raises(NotInviter):
        invited(db, town, mail="other@example.jp")
    room = room_of(db, town.sato, town.yoshida)
    invited(db, town, by=town.yoshida, mail="other@example.jp", room_ids=[room])
    with pytest.raises(RoleNeeded):
        set_rules(db, town.sato, GuestRules())


def test_nobody_invites_into_a_room_they_are_not_in(db: Db, town: Town) -> None:
    for by in (town.office.cast.stranger, town.office.cast.neighbour, town.yoshida):
        for room_id in (town.room, NO_SUCH_ID):
            with pytest.raises(RoomNotFound):
                invited(db, town, by=by, room_ids=[room_id])
    with pytest.raises(DirectTalkFixed):
        invited(db, town, room_ids=[open_direct(db, town.sato, [town.tanaka.member_id])])
    assert db.scalar(select(func.count()).select_from(invitation_table)) == 0


def test_what_an_invitation_needs_is_asked_for_in_words(db: Db, town: Town) -> None:
    wrong: list[tuple[type[Exception], dict[str, Any]]] = [
        (GuestMailNeeded, {"mail": ""}),
        (GuestMailNeeded, {"mail": "a@b..c"}),
        (GuestFieldNeeded, {"body": " 　"}),
        (GuestFieldNeeded, {"purpose": "\n"}),
        (GuestEndUnfit, {"ends_on": in_days(-1)}),
        (GuestEndUnfit, {"ends_on": in_days(366)}),
        (GuestEndUnfit, {"ends_on": "2027-02-30"}),
        (SponsorUnfit, {"sponsor_id": NO_SUCH_ID}),
        (SponsorUnfit, {"sponsor_id": town.office.cast.neighbour.member_id}),
        (SponsorUnfit, {"sponsor_id": town.office.cast.guest.member_id}),
    ]
    for refusal, more in wrong:
        with pytest.raises(refusal):
            invited(db, town, **more)
    set_rules(db, town.yoshida, GuestRules(longest_days=20))
    with pytest.raises(GuestEndUnfit) as unfit:
        invited(db, town)
    assert unfit.value.detail == {"most": 20, "latest": in_days(20)}


def test_an_address_of_staff_or_with_an_open_invitation_is_refused_in_words(db: Db, town: Town) -> None:
    create_member(db, None, town.office.cast.city, NewMember(login="mori", name="森 里奈", mail="Mori@example.jp"))
    with pytest.raises(AlreadyStaff) as staff:
        invited(db, town, mail="mori@EXAMPLE.jp")
    assert "森 里奈" in staff.value.sentence("ja")
    invited(db, town)
    with pytest.raises(AlreadyInvited) as again:
        invited(db, town, mail=MAIL.upper())
    assert "佐藤 美咲" in again.value.sentence("ja")
    room = room_of(db, town.office.cast.neighbour)
    town_side = town.wanted(room_ids=[room])
    assert invite_guest(db, town.office.cast.neighbour, town_side, ON_SCREEN).link  # another body knows nothing of it


def all_said(db: Db, town: Town) -> list[object]:
    stream = organization_stream(town.office.cast.city)
    return [msgspec.json.decode(entry.body) for entry in entries_after(db, stream, 0, 10_000)]


def test_a_link_on_the_screen_leads_to_the_entrance_for_guests(db: Db, town: Town) -> None:
    made = invite_guest(
        db,
        town.sato,
        town.wanted(),
        delivery_of("https://kairan.lgwan.example", "https://chat.example.jp/", is_mailed=False),
    )
    assert made.link is not None
    assert made.link.startswith("https://chat.example.jp/invitation#")
    made = invite_guest(db, town.sato, town.wanted(mail="z@example.jp"), delivery_of("", "", is_mailed=False))
    assert made.link is not None
    assert made.link.startswith("/invitation#")  # at whichever entrance it is shown


def test_a_mailed_link_stands_only_in_the_letter(db: Db, town: Town) -> None:
    made = invite_guest(db, town.sato, town.wanted(name="港\n太郎"), MAILED)
    assert made.link is None
    ((to, text),) = letters(db)
    token = text.partition("https://chat.example.jp/invitation#")[2].split()[0]
    assert (to, len(token)) == (MAIL, 43)
    assert open_link(db, token).name == "港 太郎"
    stored = [str(row) for table in (invitation_table, link_table) for row in db.all(select(table))]
    assert not [row for row in stored if token in row]
    assert token not in str(all_said(db, town))


# --- links that are good no longer ---------------------------------------------------------------------------------


def test_a_link_is_good_once(db: Db, town: Town) -> None:
    token = token_of(invited(db, town))
    accept(db, token, "hash")
    for use in (lambda: accept(db, token, "other"), lambda: open_link(db, token)):
        with pytest.raises(LinkUsed):
            use()
    assert db.scalar(select(func.count()).select_from(guest_table)) == 1


def test_a_link_is_good_for_seven_days(db: Db, town: Town) -> None:
    token = token_of(invited(db, town))
    with as_of(now_ms() + 8 * DAY_MS):
        with pytest.raises(LinkExpired) as stale:
            accept(db, token, "hash")
        assert "佐藤 美咲" in stale.value.sentence("ja")
    assert db.scalar(select(func.count()).select_from(guest_table)) == 0


def test_sending_again_voids_the_earlier_link_and_the_letter_that_still_waits(db: Db, town: Town) -> None:
    made = invite_guest(db, town.sato, town.wanted(), MAILED)
    first = letters(db)[0][1].partition("#")[2].split()[0]
    again = token_of(send_again(db, town.sato, made.id, ON_SCREEN))
    with pytest.raises(LinkVoided):
        open_link(db, first)
    assert letters(db)[0][1] == ""
    assert accept(db, again, "hash").login == MAIL


def test_a_withdrawn_invitation_lets_nobody_in(db: Db, town: Town) -> None:
    made = invited(db, town)
    for _ in range(2):
        withdraw(db, town.sato, made.id)
    with pytest.raises(InvitationWithdrawn):
        accept(db, token_of(made), "hash")
    with pytest.raises(InvitationSettled):
        send_again(db, town.sato, made.id, ON_SCREEN)
    assert kinds(db, organization_stream(town.office.cast.city)).count("guest.invitation_withdrawn") == 1


LOSSES: dict[str, Callable[[Db, Town], object]] = {
    "the room is archived": lambda db, town: archive_room(db, town.sato, town.room),
    "the inviter left the room": lambda db, town: leave_room(db, town.sato, town.room),
    "the inviter was suspended": lambda db, town: suspend(db, town.sato),
    "the address became a clerk's": lambda db, town: create_member(
        db, None, town.office.cast.city, NewMember(login=MAIL, name="新人 職員")
    ),
}


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_an_invitation_that_leads_nowhere_any_more_leaves_nothing_half_done(
    db: Db, town: Town, loss: Callable[[Db, Town], object]
) -> None:
    token = token_of(invited(db, town))
    loss(db, town)
    before = db.scalar(select(func.count()).select_from(member_table))
    point = db.connection.begin_nested()
    with pytest.raises(InvitationWithdrawn):
        accept(db, token, "hash")
    point.rollback()
    assert db.scalar(select(func.count()).select_from(member_table)) == before


def test_wrong_links_are_slowed_and_stale_ones_told_once_an_hour(db: Db, town: Town) -> None:
    token = token_of(invited(db, town))
    accept(db, token, "hash")
    for _ in range(25):
        for wrong in (token, "nothing"):
            try:
                open_link(db, wrong)
            except (LinkUsed, LinkUnknown) as refusal:
                note_refused(db, wrong, refusal, "192.0.2.1")
    assert kinds(db, organization_stream(town.office.cast.city)).count("guest.link_refused") == 1
    with pytest.raises(TooManyLinks):
        require_patience(db, "192.0.2.1")
    require_patience(db, "192.0.2.2")


# --- consent -------------------------------------------------------------------------------------------------------


def test_a_body_may_want_its_administrator_to_consent_first(db: Db, town: Town) -> None:
    set_rules(db, town.yoshida, GuestRules(needs_consent=True))
    made = invited(db, town)
    assert made.link is None
    (waiting,) = find_invitations(db, town.yoshida)
    assert (waiting.status, waiting.awaits) == ("awaiting", "administrator")
    with pytest.raises(InvitationNotFound):
        consent(db, town.sato, made.id, ON_SCREEN)
    with pytest.raises(InvitationSettled):
        send_again(db, town.sato, made.id, ON_SCREEN)
    link = token_of(consent(db, town.yoshida, made.id, ON_SCREEN))
    with pytest.raises(InvitationSettled):
        consent(db, town.yoshida, made.id, ON_SCREEN)
    accept(db, link, "hash")


def test_nobody_consents_to_an_invitation_of_their_own(db: Db, town: Town) -> None:
    set_rules(db, town.yoshida, GuestRules(needs_consent=True, may_invite="staff"))
    given = frozenset({Delegated("guests", town.office.cast.welfare)})
    sato = msgspec.structs.replace(town.sato, delegated=given)
    made = invited(db, town, by=sato)
    with pytest.raises(OwnInvitation):
        consent(db, sato, made.id, ON_SCREEN)
    with pytest.raises(OwnInvitation):
        decline(db, sato, made.id)
    consent(db, town.yoshida, made.id, ON_SCREEN)


def test_a_declined_invitation_sends_nothing(db: Db, town: Town) -> None:
    set_rules(db, town.yoshida, GuestRules(needs_consent=True))
    made = invited(db, town)
    decline(db, town.yoshida, made.id)
    assert (find_invitations(db, town.yoshida), db.scalar(select(func.count()).select_from(link_table))) == ([], 0)
    invited(db, town)  # and may be made anew


def test_somebody_who_is_a_guest_already_gets_more_rooms_once_their_sponsor_consents(db: Db, town: Town) -> None:
    guest = came_in(db, town)
    set_rules(db, town.yoshida, GuestRules(may_invite="staff"))
    other = room_of(db, town.tanaka, name="道路の復旧")
    with pytest.raises(AlreadyGuest) as known:
        invited(db, town, by=town.tanaka, room_ids=[other])
    assert "佐藤 美咲" in known.value.sentence("ja")
    made = invited(db, town, by=town.tanaka, room_ids=[other], confirmed=True)
    assert len(db.all(rooms_of(guest))) == 1
    (asked,) = own_guests(db, town.sato).invitations
    assert (asked.awaits, asked.is_known, asked.rooms, asked.more_rooms) == ("sponsor", True, [], 1)
    with pytest.raises(InvitationNotFound):
        consent(db, town.tanaka, made.id, ON_SCREEN)
    assert consent(db, town.sato, made.id, MAILED).link is None
    assert len(db.all(rooms_of(guest))) == 2
    assert letters(db) == []


def test_a_sponsor_puts_their_own_guest_into_more_rooms_at_once(db: Db, town: Town) -> None:
    guest = came_in(db, town)
    other = room_of(db, town.sato, name="二つ目")
    assert invited(db, town, room_ids=[other], confirmed=True).link is None
    assert len(db.all(rooms_of(guest))) == 2


def test_a_guest_comes_into_no_further_room_past_their_sponsor(db: Db, town: Town) -> None:
    guest = came_in(db, town)
    other = room_of(db, town.tanaka, town.sato, name="道路の復旧")
    for who in (town.tanaka, town.office.cast.stranger):
        with pytest.raises(Exception) as refused, nullcontext():  # noqa: PT011
            room_of(db, who, guest, name="黙って")
        assert getattr(refused.value, "code", "") in {"guest.by_sponsor", "person.not_found"}
    with pytest.raises(NotInviter):
        invite(db, town.sato, other, [guest.member_id])  # their sponsor, but no master there
    assert len(db.all(rooms_of(guest))) == 1


# --- who may not know of it ----------------------------------------------------------------------------------------


def test_an_invitation_of_others_does_not_exist(db: Db, town: Town) -> None:
    made = invited(db, town)
    for who in (town.office.cast.stranger, town.office.cast.neighbour, town.office.townsman):
        for invitation_id in (made.id, type(made.id)(NO_SUCH_ID)):
            with pytest.raises(InvitationNotFound):
                withdraw(db, who, invitation_id)
        assert own_guests(db, who).invitations == []
    assert find_invitations(db, town.office.townsman) == []
    assert msgspec.json.encode(own_guests(db, town.tanaka)) == b'{"guests":[],"invitations":[]}'
    assert NewInvitation.__struct_fields__
