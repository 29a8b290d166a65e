"""What other concerns make of alliances: deleted accounts, records, figures, hand-overs, search."""

import pytest

from kairan.administration.actions import mark_left
from kairan.alliances.jobs import sweep
from kairan.alliances.model import AllianceProfile, alliance_profile_table
from kairan.alliances.moderation import moderators, name_moderator, welcome
from kairan.alliances.moderation_model import alliance_moderator_table, alliance_welcomed_table
from kairan.alliances.people import people_of_alliance, set_profile
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import day_of
from kairan.core.viewer import OrganizationId
from kairan.erasure.actions import delete_account
from kairan.figures.counting import count_day
from kairan.handovers.preparing import mark_message
from kairan.records.requests import rooms_to_name
from kairan.talk.access import require_room
from kairan.talk.problems import MessageNotFound, RoomNotFound
from kairan.talk.queries import Place, page_of
from kairan.talk.reading import mark_read
from kairan.talk.search import SearchQuery, search
from tests.alliances.conftest import Region, act, room
from tests.cast import say


def test_a_deleted_account_leaves_nothing_personal_and_its_words_under_its_name(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.sato, all_in.tonari)
    say(db, all_in.sato, here, "残る言葉")
    set_profile(db, all_in.sato, all_in.alliance, AllianceProfile(about="空き家", contact="内線 321"))
    name_moderator(db, all_in.governor, all_in.alliance, all_in.sato.member_id)
    welcome(db, all_in.sato, all_in.alliance)
    mark_left(db, all_in.mayor, all_in.sato.member_id)
    sweep(db)
    assert moderators(db, all_in.tonari, all_in.alliance).people == []
    assert people_of_alliance(db, all_in.tonari, all_in.alliance, "空き家").people == []
    delete_account(db, all_in.mayor, all_in.sato.member_id)
    for table in (alliance_profile_table, alliance_moderator_table, alliance_welcomed_table):
        mine = table.select().where(table.c.member_id == all_in.sato.member_id)
        assert db.first(mine) is None
    page = page_of(db, all_in.tonari, here, Place())
    assert [one.text for one in page.messages] == ["残る言葉"]


def test_the_host_alone_is_asked_for_the_record_of_a_room(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.sato, all_in.tonari, name="空き家")
    say(db, all_in.sato, here, "記録に残る話")
    assert here not in {one.id for one in rooms_to_name(db, all_in.office.auditor, "空き家")}


def test_search_and_hand_overs_end_with_ones_part_in_the_alliance(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.tonari, all_in.sato)
    message = say(db, all_in.tonari, here, "解体の補助金の話")
    assert [hit.message.id for hit in search(db, all_in.sato, SearchQuery(q="補助金")).hits] == [message.id]
    mark_message(db, all_in.sato, None, message.id)
    act(db, all_in, all_in.mayor, all_in.city, "leave")
    assert search(db, all_in.sato, SearchQuery(q="補助金")).hits == []
    with pytest.raises(RoomNotFound):
        require_room(db, all_in.sato, here)
    with pytest.raises(MessageNotFound):
        mark_message(db, all_in.sato, None, message.id)


def test_what_is_said_in_an_alliance_counts_for_the_body_of_who_said_it(db: Db, all_in: Region) -> None:
    here = room(db, all_in, all_in.sato, all_in.tonari)  # its record is the prefecture's
    for text in ("一つ目", "二つ目"):
        say(db, all_in.tonari, here, text)
    message = say(db, all_in.sato, here, "三つ目")
    mark_read(db, all_in.tonari, here, message.n)
    assert said(db, all_in.town) == (2, 1, 1, 1)
    assert said(db, all_in.city) == (1, 1, 2, 2)  # who wrote after it has read what was there
    assert said(db, all_in.prefecture) == (0, 0, 0, 0)


def said(db: Db, body: OrganizationId) -> tuple[int, int, int, int]:
    counted = [one for _, one in count_day(db, body, day_of(now_ms())).figures]
    return (
        sum(one.messages for one in counted),
        sum(one.authors for one in counted),
        sum(one.to_read for one in counted),
        sum(one.read for one in counted),
    )
