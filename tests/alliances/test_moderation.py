"""Moderators: named by the host, told by whoever can read it, hiding with a reason that everybody is told."""

import pytest

from kairan.alliances.founding import change_alliance, end_alliance
from kairan.alliances.model import AllianceChange, RoomPin, Sent
from kairan.alliances.moderation import (
    decide_report,
    moderators,
    name_moderator,
    report_message,
    reports,
    welcome,
    withdraw_moderator,
)
from kairan.alliances.moderation_model import NewMessageReport, ReportDecision
from kairan.alliances.problems import (
    AllianceDeciderNeeded,
    AllianceHostNeeded,
    AllianceModeratorNeeded,
    AllianceNotFound,
    AllianceOver,
    AllianceReasonNeeded,
    AllianceReportDecided,
    AllianceReportNotFound,
)
from kairan.alliances.queries import alliance
from kairan.alliances.rooms import pin_room
from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.people import organization_stream
from kairan.talk.alliance_problems import NotSentByBody
from kairan.talk.fold import fetch_room, fold_room
from kairan.talk.model import Message, RoomId
from kairan.talk.problems import MessageNotFound
from kairan.talk.queries import Place, page_of
from kairan.talk.search import SearchQuery, search
from tests.alliances.conftest import Region, room, send
from tests.cast import NO_SUCH_ID, room_of, say

NAMES_SOMEBODY = "住民の○○さんの滞納の件です"


def reported(db: Db, all_in: Region) -> tuple[RoomId, Message, str]:
    """隣 names a resident, 佐藤 reports it; 近藤, a moderator, is not in the room."""
    here = room(db, all_in, all_in.tonari, all_in.sato)
    message = say(db, all_in.tonari, here, NAMES_SOMEBODY)
    name_moderator(db, all_in.governor, all_in.alliance, all_in.kondo.member_id)
    for _ in range(2):
        new = NewMessageReport(message_id=message.id, reason="住民の名前が書かれています")
        report_message(db, all_in.sato, all_in.alliance, new)
    (one,) = reports(db, all_in.kondo, all_in.alliance).reports
    assert (one.text, one.reason, one.outcome) == (NAMES_SOMEBODY, "住民の名前が書かれています", None)
    return here, message, one.id


def test_what_is_hidden_nobody_reads_and_everybody_is_told_why(db: Db, all_in: Region) -> None:
    here, message, report_id = reported(db, all_in)
    assert alliance(db, all_in.kondo, all_in.alliance).reports == 1
    with pytest.raises(AllianceReasonNeeded):
        decide_report(db, all_in.kondo, all_in.alliance, report_id, ReportDecision(outcome="hidden", reason=" "))
    hide = ReportDecision(outcome="hidden", reason="個人の名前が書かれていたため")
    decide_report(db, all_in.kondo, all_in.alliance, report_id, hide)
    page = page_of(db, all_in.sato, here, Place())
    assert [(one.text, one.removed_by) for one in page.messages] == [("", all_in.kondo.member_id)]
    assert [one.reason for one in page.happenings if one.kind == "message.hidden"] == ["個人の名前が書かれていたため"]
    assert search(db, all_in.sato, SearchQuery(q="滞納")).hits == []
    assert fold_room(db, here) == fetch_room(db, here)
    (one,) = reports(db, all_in.kondo, all_in.alliance).reports
    assert (one.text, one.outcome, one.message_id) == ("", "hidden", message.id)
    with pytest.raises(AllianceReportDecided):
        decide_report(db, all_in.governor, all_in.alliance, report_id, ReportDecision(outcome="kept"))
    told = [one.kind for one in entries_after(db, organization_stream(all_in.prefecture), 0, 1_000)]
    assert {"alliance.moderator_named", "alliance.report_closed"} <= set(told)


def test_what_is_left_stays_as_it_is(db: Db, all_in: Region) -> None:
    here, _, report_id = reported(db, all_in)
    decide_report(db, all_in.governor, all_in.alliance, report_id, ReportDecision(outcome="kept"))
    assert [one.text for one in page_of(db, all_in.sato, here, Place()).messages] == [NAMES_SOMEBODY]
    assert alliance(db, all_in.kondo, all_in.alliance).reports == 0


def test_one_reports_what_one_reads_in_a_room_of_the_alliance_and_nothing_else(db: Db, all_in: Region) -> None:
    here, message, _ = reported(db, all_in)
    own = say(db, all_in.sato, room_of(db, all_in.sato), "市の中の話")
    for who, what in ((all_in.office.cast.tanaka, message), (all_in.sato, own)):
        with pytest.raises(MessageNotFound):
            report_message(db, who, all_in.alliance, NewMessageReport(message_id=what.id, reason="理由"))
    new = NewMessageReport(message_id=message.id, reason="理由")
    with pytest.raises(AllianceNotFound):
        report_message(db, all_in.office.cast.guest, all_in.alliance, new)
    with pytest.raises(AllianceReasonNeeded):
        report_message(db, all_in.sato, all_in.alliance, NewMessageReport(message_id=message.id, reason="  "))
    assert fold_room(db, here) == fetch_room(db, here)


def test_only_moderators_see_reports_and_decide(db: Db, all_in: Region) -> None:
    _, _, report_id = reported(db, all_in)
    for who in (all_in.sato, all_in.mayor, all_in.tonari):
        with pytest.raises(AllianceModeratorNeeded):
            reports(db, who, all_in.alliance)
        with pytest.raises(AllianceModeratorNeeded):
            decide_report(db, who, all_in.alliance, report_id, ReportDecision(outcome="kept"))
    with pytest.raises(AllianceReportNotFound):
        decide_report(db, all_in.kondo, all_in.alliance, NO_SUCH_ID, ReportDecision(outcome="kept"))
    # A moderator whom nobody sends any more is none.
    send(db, all_in, all_in.governor, Sent("person", all_in.governor.member_id))
    with pytest.raises(AllianceNotFound):
        reports(db, all_in.kondo, all_in.alliance)


def test_the_host_alone_names_moderators_among_those_who_take_part(db: Db, all_in: Region) -> None:
    sato = all_in.sato.member_id
    with pytest.raises(AllianceHostNeeded):
        name_moderator(db, all_in.mayor, all_in.alliance, sato)
    with pytest.raises(AllianceDeciderNeeded):
        name_moderator(db, all_in.kondo, all_in.alliance, sato)
    with pytest.raises(NotSentByBody):
        name_moderator(db, all_in.governor, all_in.alliance, all_in.office.cast.guest.member_id)
    for _ in range(2):
        named = name_moderator(db, all_in.governor, all_in.alliance, sato)
    assert [(one.name, one.organization, one.extension) for one in named.people] == [("佐藤 美咲", "あおば市", None)]
    assert [one.id for one in moderators(db, all_in.tonari, all_in.alliance).people] == [sato]
    here = room(db, all_in, all_in.tonari)
    pin_room(db, all_in.sato, all_in.alliance, here, RoomPin(pinned=True))
    for _ in range(2):
        assert withdraw_moderator(db, all_in.governor, all_in.alliance, sato).people == []
    with pytest.raises(AllianceModeratorNeeded):
        pin_room(db, all_in.sato, all_in.alliance, here, RoomPin(pinned=False))
    end_alliance(db, all_in.governor, all_in.alliance)
    with pytest.raises(AllianceOver):
        reports(db, all_in.governor, all_in.alliance)


def test_whoever_comes_for_the_first_time_is_welcomed_once(db: Db, all_in: Region) -> None:
    change = AllianceChange(revision=1, welcome="ようこそ。小さなことでも聞いてください。")
    change_alliance(db, all_in.governor, all_in.alliance, change)
    seen = alliance(db, all_in.sato, all_in.alliance)
    assert (seen.is_new, seen.welcome) == (True, "ようこそ。小さなことでも聞いてください。")
    for _ in range(2):
        welcome(db, all_in.sato, all_in.alliance)
    assert not alliance(db, all_in.sato, all_in.alliance).is_new
    assert alliance(db, all_in.tonari, all_in.alliance).is_new
