"""Who is told of circulars, in which words; and the record on paper."""

import asyncio
from functools import partial

import msgspec
import pytest
from sqlalchemy import insert, select

from kairan.circulars.leading import remind_circular, withdraw_circular
from kairan.circulars.model import CircularId, CircularRewording, CircularWithdrawal
from kairan.circulars.paper.record import TEMPLATE, record_paper
from kairan.circulars.printing import print_record
from kairan.circulars.problems import CircularNotFound, CircularOver
from kairan.circulars.sending import reword_circular
from kairan.circulars.telling import describe
from kairan.core.journal import entries_after
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.typesetting import Typesetter
from kairan.core.viewer import Rules, Viewer
from kairan.notifications import Asked, DueNotice, NoticeKind
from kairan.notifications.model import notice_table, notification_choice_table
from kairan.people import member_stream
from kairan.policy.problems import RefusedByPolicy
from tests.cast import Cast
from tests.circulars.conftest import Ring
from tests.support.paper import squeezed, text_of

_n = notice_table.c


def with_letters(db: Db, *people: Viewer) -> None:
    """Let people get the letter of the day, which needs no device."""
    rows = [{"member_id": one.member_id, "choice": '{"mail":"digest"}', "changed_at": 0} for one in people]
    db.execute(insert(notification_choice_table), rows)


def noticed(db: Db) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in db.all(select(_n.member_id, _n.kind).order_by(_n.id))]


def words(db: Db, viewer: Viewer, circular_id: CircularId, kind: NoticeKind = "circular") -> list[tuple[str, str, str]]:
    notice = DueNotice(
        id="n", member_id=viewer.member_id, organization_id=viewer.organization_id, channel="push",
        stream=f"circular:{circular_id}", seq=1, kind=kind, urgent=False, created_at=now_ms(), attempts=0,
    )  # fmt: skip
    (found,) = describe(db, [Asked(viewer, [notice])])
    return [(one.title, one.text, one.path) for one in found.values()]


def test_each_is_told_when_it_comes_to_them_and_the_sender_at_the_end(db: Db, ring: Ring, cast: Cast) -> None:
    with_letters(db, cast.sato, cast.suzuki, cast.tanaka)
    circular_id = ring.send(cast.suzuki, cast.tanaka)
    assert noticed(db) == [(cast.suzuki.member_id, "circular")]
    path = f"/circulars/{circular_id}"
    assert words(db, cast.suzuki, circular_id) == [("【回覧】当番表", "佐藤 美咲", path)]
    assert words(db, cast.tanaka, circular_id) == []
    remind_circular(db, cast.sato, circular_id)
    assert words(db, cast.suzuki, circular_id, "reminder")[0][0] == "【回覧・確認のお願い】当番表"
    ring.confirm(circular_id, cast.suzuki)
    assert words(db, cast.suzuki, circular_id) == []
    assert noticed(db)[-1] == (cast.tanaka.member_id, "circular")
    ring.confirm(circular_id, cast.tanaka)
    assert noticed(db)[-1] == (cast.sato.member_id, "circular")
    assert words(db, cast.sato, circular_id) == [("【回覧・完了】当番表", "佐藤 美咲", path)]


def test_screens_are_told_to_look_anew(db: Db, ring: Ring, cast: Cast) -> None:
    circular_id = ring.send(cast.suzuki, cast.tanaka)
    ring.confirm(circular_id, cast.suzuki)
    for who, times in ((cast.suzuki, 2), (cast.tanaka, 1), (cast.sato, 1), (cast.stranger, 0)):
        entries = entries_after(db, member_stream(who.member_id), 0, 100)
        assert [one.kind for one in entries].count("circulars.changed") == times


def test_policy_keeps_the_title_from_where_contents_are_not_told(db: Db, ring: Ring, cast: Cast) -> None:
    circular_id = ring.send(cast.suzuki, room_class=2)

    def at(**upto: int) -> Viewer:
        return msgspec.structs.replace(cast.suzuki, rules=Rules(upto=upto))

    assert words(db, at(notify_content=1), circular_id)[0][:2] == ("回覧が届いています", "")
    assert words(db, at(notify=1), circular_id) == []
    with pytest.raises(CircularNotFound):
        ring.see(circular_id, at(read=1))
    with pytest.raises(RefusedByPolicy):
        print_record(db, at(download=1), circular_id)
    with pytest.raises(RefusedByPolicy):
        ring.send(cast.suzuki, sender=msgspec.structs.replace(cast.sato, rules=Rules(upto={"write": 1})), room_class=2)


def test_the_record_on_paper_says_who_confirmed_what_when(db: Db, ring: Ring, cast: Cast) -> None:
    circular_id = ring.send(cast.suzuki, cast.tanaka)
    ring.confirm(circular_id, cast.suzuki, comment="#set text(red) 了解")
    reword_circular(
        db, cast.sato, circular_id, CircularRewording(version=1, title="当番表（訂正）", text="*替えました*")
    )
    found = print_record(db, cast.sato, circular_id)
    for language in ("ja", "en"):
        make = partial(record_paper, found, language)
        pdf = asyncio.run(Typesetter().pdf("sato", TEMPLATE, make, found.printed_at))
        said = squeezed(text_of(pdf))
        for part in ("当番表（訂正）", "*替えました*", "#settext(red)了解", "鈴木健", "田中一郎", "確認してください。"):
            assert part in said, part
    assert entries_after(db, f"circular:{circular_id}", 0, 100)[-1].kind == "circular.printed"
    withdraw_circular(db, cast.sato, circular_id, CircularWithdrawal())
    with pytest.raises(CircularOver):
        print_record(db, cast.suzuki, circular_id)
