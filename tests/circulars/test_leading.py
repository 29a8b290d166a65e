"""Leading a circular: reminding, passing over, deputies, changing, its last day, taking it back, handing it over."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from kairan.circulars.handing_over import hand_circulars_over, take_circulars_back
from kairan.circulars.leading import deputise, extend, pass_over, remind_circular, withdraw_circular
from kairan.circulars.lists import circular_counts
from kairan.circulars.model import (
    CircularDeputising,
    CircularExtension,
    CircularPassing,
    CircularRewording,
    CircularWidening,
    CircularWithdrawal,
    circular_person_table,
    circular_table,
    circular_version_table,
)
from kairan.circulars.problems import (
    CircularChangedMeanwhile,
    CircularDue,
    CircularEmpty,
    CircularForNobody,
    CircularNotAsked,
    CircularNotFound,
    CircularNotYours,
    CircularOver,
    CircularRemindedLately,
    CircularSettled,
    DeputyUnknown,
)
from kairan.circulars.sending import reword_circular
from kairan.circulars.states import MAY
from kairan.circulars.sweeping import end_over, pass_gone, remind_before_end
from kairan.circulars.widening import widen_circular
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import day_of, midnight
from kairan.core.viewer import MemberId, Viewer
from kairan.files.problems import FileNotFound
from kairan.people import member_table
from kairan.selfaudit.circulars import circular_faults
from kairan.transfers.model import ListId
from kairan.transfers.succession import Succession
from tests.cast import Cast
from tests.circulars.conftest import Ring, by_name
from tests.files.test_attach import may_read, uploaded

_p = circular_person_table.c
AGAIN = CircularRewording(version=1, title="当番表（訂正）", text="30日を替えました。", reason="日付の誤り")


def over(*people: Viewer, reason: str = "出張中") -> CircularPassing:
    return CircularPassing(member_ids=[MemberId(one.member_id) for one in people], reason=reason)


def to_deputy(who: Viewer | None) -> CircularDeputising:
    return CircularDeputising(deputy_id=None if who is None else MemberId(who.member_id))


def in_days(days: int) -> str:
    return (date.fromisoformat(day_of(now_ms())) + timedelta(days)).isoformat()


def test_who_is_passed_over_holds_nobody_up_and_may_still_confirm(db: Db, ring: Ring, cast: Cast) -> None:
    circular_id = ring.send(cast.suzuki, cast.tanaka, cast.stranger)
    pass_over(db, cast.sato, circular_id, over(cast.suzuki, cast.tanaka))
    assert ring.asked(circular_id) == ["他所 三郎"]  # 田中 was passed over before their turn
    assert ring.numbers(circular_id) == (3, 0, 1, 2)
    with pytest.raises(CircularNotFound):
        ring.see(circular_id, cast.tanaka)
    ring.confirm(circular_id, cast.suzuki)
    assert ring.numbers(circular_id) == (3, 1, 1, 1)
    with pytest.raises(CircularSettled):
        pass_over(db, cast.sato, circular_id, over(cast.suzuki))
    with pytest.raises(CircularSettled):
        pass_over(db, cast.sato, circular_id, over(cast.stranger, cast.guest))  # all or none
    pass_over(db, cast.sato, circular_id, over(cast.stranger))
    assert ring.see(circular_id).circular.status == "done"
    assert list(circular_faults(db)) == []


def test_a_deputy_confirms_in_the_name_of_somebody_and_both_are_on_record(db: Db, ring: Ring, cast: Cast) -> None:
    circular_id = ring.send(cast.suzuki, cast.tanaka)
    deputise(db, cast.sato, circular_id, MemberId(cast.tanaka.member_id), to_deputy(cast.stranger))
    with pytest.raises(CircularNotFound):
        ring.see(circular_id, cast.stranger)  # it has not come to 田中 either
    ring.confirm(circular_id, cast.suzuki)
    assert circular_counts(db, cast.stranger).waiting == 1
    assert [one.name for one in ring.see(circular_id, cast.stranger).stands_in] == ["田中 一郎"]
    ring.confirm(circular_id, cast.stranger, comment="課長不在のため")
    last = ring.see(circular_id).parts[-1]
    assert (last.name, last.outcome, last.acted_by, last.comment) == (
        "田中 一郎", "confirmed", "他所 三郎", "課長不在のため",
    )  # fmt: skip
    assert circular_counts(db, cast.tanaka).waiting == 0
    assert list(circular_faults(db)) == []


def test_somebody_names_their_own_deputy_and_nobody_elses(db: Db, ring: Ring, cast: Cast) -> None:
    circular_id = ring.send(cast.suzuki, cast.tanaka, manner="at_once")
    mine = MemberId(cast.suzuki.member_id)
    deputise(db, cast.suzuki, circular_id, mine, to_deputy(cast.stranger))
    with pytest.raises(CircularNotYours):
        deputise(db, cast.tanaka, circular_id, mine, to_deputy(cast.stranger))
    for unfit in (cast.suzuki, cast.sato, cast.guest, cast.neighbour):
        with pytest.raises(DeputyUnknown):
            deputise(db, cast.suzuki, circular_id, mine, to_deputy(unfit))
    deputise(db, cast.suzuki, circular_id, mine, to_deputy(None))
    with pytest.raises(CircularNotFound):
        ring.confirm(circular_id, cast.stranger)
    ring.confirm(circular_id, cast.suzuki)
    with pytest.raises(CircularSettled):
        deputise(db, cast.suzuki, circular_id, mine, to_deputy(cast.stranger))


def test_a_deputy_who_is_asked_themselves_confirms_each_for_itself(db: Db, ring: Ring, cast: Cast) -> None:
    circular_id = ring.send(cast.suzuki, cast.tanaka, manner="at_once")
    deputise(db, cast.sato, circular_id, MemberId(cast.suzuki.member_id), to_deputy(cast.tanaka))
    ring.confirm(circular_id, cast.tanaka)
    assert ring.numbers(circular_id)[1:3] == (1, 1)
    ring.confirm(circular_id, cast.tanaka, instead_of=cast.suzuki)
    assert ring.see(circular_id).circular.status == "done"
    with pytest.raises(CircularNotAsked):
        ring.confirm(circular_id, cast.suzuki, instead_of=cast.tanaka)


def test_a_change_begins_again_and_shows_what_was_before(db: Db, ring: Ring, cast: Cast) -> None:
    first, second = uploaded(db, cast.sato), uploaded(db, cast.sato)
    circular_id = ring.send(cast.suzuki, cast.tanaka, file_ids=[first])
    ring.confirm(circular_id, cast.suzuki)
    changed = CircularRewording(
        version=1, title="当番表（訂正）", text="替えました。", file_ids=[second], kept_file_ids=[first], reason="誤り"
    )
    reword_circular(db, cast.sato, circular_id, changed)
    assert ring.asked(circular_id) == ["鈴木 健"]
    assert ring.numbers(circular_id) == (2, 0, 1, 0)
    new, old = ring.see(circular_id).versions
    assert (new.title, new.reason, [one.id for one in new.files]) == ("当番表（訂正）", "誤り", [first, second])
    assert (old.text, old.people, old.confirmed, [one.id for one in old.files]) == ("確認してください。", 2, 1, [first])
    with pytest.raises(CircularChangedMeanwhile):
        ring.confirm(circular_id, cast.suzuki, version=1)
    with pytest.raises(CircularChangedMeanwhile):
        reword_circular(db, cast.sato, circular_id, changed)
    with pytest.raises(CircularNotAsked):
        ring.confirm(circular_id, cast.tanaka, version=2)  # 田中 knows the first, and waits for their turn
    ring.confirm(circular_id, cast.suzuki, version=2)
    ring.confirm(circular_id, cast.tanaka, version=2)
    assert ring.see(circular_id).circular.status == "done"
    reword_circular(
        db, cast.sato, circular_id, CircularRewording(version=2, title="三たび", text="。")
    )  # also when it is done
    assert ring.asked(circular_id) == ["鈴木 健"]
    assert list(circular_faults(db)) == []


def test_a_change_keeps_files_of_its_own_only_and_is_never_empty(db: Db, ring: Ring, cast: Cast) -> None:
    other = uploaded(db, cast.sato)
    ring.send(cast.suzuki, file_ids=[other])
    circular_id = ring.send(cast.suzuki)
    with pytest.raises(FileNotFound):
        reword_circular(db, cast.sato, circular_id, CircularRewording(version=1, title="題", kept_file_ids=[other]))
    with pytest.raises(CircularEmpty):
        reword_circular(db, cast.sato, circular_id, CircularRewording(version=1, title="題"))


def test_only_whoever_leads_it_leads_it(db: Db, ring: Ring, cast: Cast) -> None:
    circular_id = ring.send(cast.suzuki, cast.tanaka)
    with pytest.raises(CircularNotYours):
        remind_circular(db, cast.suzuki, circular_id)
    with pytest.raises(CircularNotYours):
        pass_over(db, cast.suzuki, circular_id, over(cast.tanaka))
    with pytest.raises(CircularNotYours):
        reword_circular(db, cast.suzuki, circular_id, AGAIN)
    with pytest.raises(CircularNotYours):
        extend(db, cast.suzuki, circular_id, CircularExtension(due_on=None))
    with pytest.raises(CircularNotYours):
        withdraw_circular(db, cast.suzuki, circular_id, CircularWithdrawal())
    with pytest.raises(CircularNotFound):
        withdraw_circular(db, cast.neighbour, circular_id, CircularWithdrawal())
    assert ring.see(circular_id, cast.suzuki).may == ["confirm"]
    assert set(ring.see(circular_id).may) == MAY["going"] - {"confirm"}


def test_one_act_reminds_everybody_who_is_asked_and_not_twice_in_a_moment(db: Db, ring: Ring, cast: Cast) -> None:
    circular_id = ring.send(cast.suzuki, cast.tanaka, cast.stranger, manner="at_once")
    ring.confirm(circular_id, cast.tanaka)
    assert remind_circular(db, cast.sato, circular_id) == 2
    with pytest.raises(CircularRemindedLately) as refused:
        remind_circular(db, cast.sato, circular_id)
    assert refused.value.detail == {"minutes": 10}
    with as_of(now_ms() + 601_000):
        assert remind_circular(db, cast.sato, circular_id) == 2


def test_it_ends_with_its_last_day_and_goes_on_when_that_is_put_off(db: Db, ring: Ring, cast: Cast) -> None:
    circular_id = ring.send(cast.suzuki, cast.tanaka, due_on=in_days(1))
    after = (midnight(in_days(2)) or 0) + 1
    with as_of(after):
        assert ring.see(circular_id).circular.status == "ended"
        assert circular_counts(db, cast.suzuki).waiting == 0
        with pytest.raises(CircularOver):
            ring.confirm(circular_id, cast.suzuki)
        end_over(db)
        end_over(db)
        assert [one.kind for one in ring.see(circular_id).history].count("circular.ended") == 1
        assert ring.see(circular_id).may == ["extend", "withdraw"]
        with pytest.raises(CircularDue):
            extend(db, cast.sato, circular_id, CircularExtension(due_on="2020-01-01"))
        extend(db, cast.sato, circular_id, CircularExtension(due_on=None))
        assert circular_counts(db, cast.suzuki).waiting == 1
        ring.confirm(circular_id, cast.suzuki)
        assert ring.asked(circular_id) == ["田中 一郎"]


def test_who_is_asked_is_reminded_once_before_the_last_day(db: Db, ring: Ring, cast: Cast) -> None:
    circular_id = ring.send(cast.suzuki, due_on=in_days(14))
    at = db.scalar(select(circular_table.c.remind_at).where(circular_table.c.id == circular_id))
    remind_before_end(db)
    with as_of(at):
        remind_before_end(db)
        remind_before_end(db)
    reminded = [one for one in ring.see(circular_id).history if one.kind == "circular.reminded"]
    assert [(one.by, one.count) for one in reminded] == [("", 1)]


def test_what_was_taken_back_shows_nothing_to_others_and_asks_nobody(db: Db, ring: Ring, cast: Cast) -> None:
    file_id = uploaded(db, cast.sato)
    circular_id = ring.send(cast.suzuki, file_ids=[file_id])
    withdraw_circular(db, cast.sato, circular_id, CircularWithdrawal(reason="あて先の誤り"))
    seen = ring.see(circular_id, cast.suzuki)
    assert (seen.circular.status, seen.versions[0].text, seen.versions[0].files) == ("withdrawn", "", [])
    assert (seen.may, seen.history[-1].text) == ([], "あて先の誤り")
    assert ring.see(circular_id).versions[0].text == "確認してください。"
    assert not may_read(db, cast.suzuki, file_id)
    assert circular_counts(db, cast.suzuki).waiting == 0
    with pytest.raises(CircularOver):
        ring.confirm(circular_id, cast.suzuki)
    with pytest.raises(CircularOver):
        extend(db, cast.sato, circular_id, CircularExtension(due_on=None))
    assert list(circular_faults(db)) == []


def test_who_has_left_holds_nobody_up(db: Db, ring: Ring, cast: Cast) -> None:
    circular_id = ring.send(cast.suzuki, cast.tanaka)
    ring.send(cast.tanaka)
    pass_gone(db)
    assert ring.asked(circular_id) == ["鈴木 健"]
    db.execute(update(member_table).where(member_table.c.id == cast.suzuki.member_id).values(status="left"))
    pass_gone(db)
    assert ring.asked(circular_id) == ["田中 一郎"]
    assert [one.outcome for one in ring.see(circular_id).parts] == ["gone", None]
    reword_circular(db, cast.sato, circular_id, AGAIN)  # who has left is not asked anew
    assert ring.numbers(circular_id) == (1, 0, 1, 0)
    assert list(circular_faults(db)) == []


def test_more_people_come_at_the_end_and_what_was_done_goes_on(db: Db, ring: Ring, cast: Cast) -> None:
    more = CircularWidening(stops=by_name(cast.suzuki, cast.stranger, cast.sato))
    circular_id = ring.send(cast.suzuki, cast.tanaka)
    assert widen_circular(db, cast.sato, circular_id, more) == 1
    assert [(one.name, one.position) for one in ring.see(circular_id).parts] == [
        ("鈴木 健", 0), ("田中 一郎", 1), ("他所 三郎", 2),
    ]  # fmt: skip
    assert ring.asked(circular_id) == ["鈴木 健"]
    at_once = ring.send(cast.suzuki, manner="at_once")
    widen_circular(db, cast.sato, at_once, more)
    assert ring.numbers(at_once) == (2, 0, 2, 0)
    ring.confirm(at_once, cast.suzuki)
    ring.confirm(at_once, cast.stranger)
    with pytest.raises(CircularForNobody):
        widen_circular(db, cast.sato, at_once, more)
    widen_circular(db, cast.sato, at_once, CircularWidening(stops=by_name(cast.guest)))
    assert (ring.see(at_once).circular.status, ring.asked(at_once)) == ("going", ["介護 花子"])
    assert ring.see(at_once).history[-1].count == 1
    assert list(circular_faults(db)) == []


def test_who_takes_over_the_post_leads_what_goes_round(db: Db, ring: Ring, cast: Cast) -> None:
    going, done = ring.send(cast.suzuki), ring.send(cast.suzuki, manner="at_once")
    ring.confirm(done, cast.suzuki)
    pair = Succession(MemberId(cast.sato.member_id), MemberId(cast.stranger.member_id))
    hand_circulars_over(db, cast.sato, ListId("0000000000lst"), [pair])
    assert ring.see(going, cast.stranger).circular.is_led
    assert not ring.see(going).circular.is_led  # who sent it reads it still
    with pytest.raises(CircularNotYours):
        withdraw_circular(db, cast.sato, going, CircularWithdrawal())
    with pytest.raises(CircularNotFound):
        ring.see(done, cast.stranger)
    take_circulars_back(db, cast.sato, ListId("0000000000lst"), set())
    assert ring.see(going).circular.is_led
    with pytest.raises(CircularNotFound):
        ring.see(going, cast.stranger)


def test_what_differs_from_the_record_is_found(db: Db, ring: Ring, cast: Cast) -> None:
    ring.send(cast.suzuki, cast.tanaka)
    db.execute(update(circular_table).values(confirmed=1))
    db.execute(update(circular_version_table).values(text="書き換えた"))
    db.execute(update(circular_person_table).where(_p.position == 1).values(outcome="confirmed", asked_at=1))
    found = [one.what.partition(" / ")[0] for one in circular_faults(db)]
    assert found == [
        "wording differs from what was sent",
        "confirmations differ from the record",
        "somebody was asked before their turn",
    ]
