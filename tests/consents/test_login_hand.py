"""Who changes somebody's login or number decides by what they are known: that is a hand on their account."""

import pytest

from kairan.administration.actions import change_person
from kairan.administration.model import AccountChange
from kairan.consents.actions import ask_second, consent_as_second
from kairan.consents.model import ONE_HAND_MS, SEASONED_MS, Asked
from kairan.consents.problems import NotSecond
from kairan.consents.queries import consent_view
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.people import confirm_handled, handled
from kairan.people.hands import TOLD_MS
from tests.administration.conftest import with_role
from tests.consents.conftest import Pair
from tests.roster.conftest import carry_out, csv_of

CHANGES = [AccountChange(login="morita"), AccountChange(number="161")]


def asked(db: Db, pair: Pair, by: Viewer) -> str:
    wanted = {"member_id": pair.office.cast.sato.member_id, "role": "auditor"}
    return ask_second(db, by, Asked(act="role", wanted=wanted, reason="四月の異動で担当が替わるため"))


@pytest.mark.parametrize("change", CHANGES)
def test_who_was_given_another_login_neither_checks_that_hand_nor_is_checked_by_it(
    db: Db, pair: Pair, change: AccountChange
) -> None:
    change_person(db, pair.yoshida, pair.mori.member_id, change)
    with as_of(now_ms() + SEASONED_MS + 1):
        for asker, second in ((pair.yoshida, pair.mori), (pair.mori, pair.yoshida)):
            request = asked(db, pair, asker)
            assert consent_view(db, second, request).why_not == "one_hand"
            with pytest.raises(NotSecond):
                consent_as_second(db, second, request)
    with as_of(now_ms() + ONE_HAND_MS + 1):
        consent_as_second(db, pair.mori, asked(db, pair, pair.yoshida))


@pytest.mark.parametrize("change", CHANGES)
def test_they_decide_nothing_for_a_week(db: Db, pair: Pair, change: AccountChange) -> None:
    third = with_role(db, pair.office.cast.city, "hayashi", "林 健", "administrator")
    change_person(db, pair.yoshida, pair.mori.member_id, change)
    assert consent_view(db, pair.mori, asked(db, pair, third)).why_not == "new"
    with as_of(now_ms() + SEASONED_MS + 1):
        assert consent_view(db, pair.mori, asked(db, pair, third)).why_not is None


@pytest.mark.parametrize("change", CHANGES)
def test_the_person_is_told_once(db: Db, pair: Pair, change: AccountChange) -> None:
    change_person(db, pair.yoshida, pair.mori.member_id, change)
    assert [(one.deed, one.by) for one in handled(db, pair.mori, "pc")] == [("login", "吉田 恵")]
    confirm_handled(db, pair.mori, "pc")
    assert handled(db, pair.mori, "pc") == []


def test_whoever_did_it_and_confirms_it_as_the_person_keeps_it_from_nobody(db: Db, pair: Pair) -> None:
    """They come in as the person, by what they did, and take the notice away before the person sees it."""
    change_person(db, pair.yoshida, pair.mori.member_id, AccountChange(number="161"))
    confirm_handled(db, pair.mori, "theirs")
    assert handled(db, pair.mori, "theirs") == []
    assert [one.deed for one in handled(db, pair.mori, "own")] == ["login"]
    confirm_handled(db, pair.mori, "own")
    assert handled(db, pair.mori, "own") == []
    with as_of(now_ms() + TOLD_MS + 1):  # a new device does not tell of long ago, once it was confirmed at all
        assert handled(db, pair.mori, "new") == []
        change_person(db, pair.yoshida, pair.mori.member_id, AccountChange(number="162"))
        assert [len(handled(db, pair.mori, place)) for place in ("own", "theirs", "new")] == [1, 1, 1]
    with as_of(now_ms() + 3 * TOLD_MS):  # nobody confirmed that
        assert len(handled(db, pair.mori, "new")) == 1


def test_ones_own_login_and_what_stays_the_same_is_nobodys_hand(db: Db, pair: Pair) -> None:
    change_person(db, pair.yoshida, pair.yoshida.member_id, AccountChange(login="yoshida2", number="1"))
    change_person(db, pair.yoshida, pair.mori.member_id, AccountChange(kana="もり ようこ", extension="12"))
    assert handled(db, pair.yoshida, "pc") == handled(db, pair.mori, "pc") == []
    consent_as_second(db, pair.mori, asked(db, pair, pair.yoshida))


def test_a_roster_is_a_hand_like_any_other(db: Db, pair: Pair) -> None:
    data = csv_of("sato,佐藤 美咲,55", "suzuki,鈴木 健,", "yoshida,吉田 恵,56", head="ログインID,氏名,職員番号")
    carry_out(db, pair.yoshida, data)
    assert [one.deed for one in handled(db, pair.office.cast.sato, "pc")] == ["login"]
    assert handled(db, pair.office.cast.suzuki, "pc") == []
    assert handled(db, pair.yoshida, "pc") == []
