"""For which areas warnings are in force: what the last telegram of each story says, drills apart."""

import msgspec
import pytest

from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.hazards.in_force import LATELY_MS, areas_in_force
from kairan.hazards.receiving import Brought, take_in
from kairan.hazards.telegrams import Telegram
from tests.hazards.conftest import MATSUE, SLIDES, UNNAN, YOSHIKA, later, telegram


def codes(db: Db, at: int, prefecture: str = "32", *, is_drill: bool = False) -> dict[str, int]:
    with as_of(at):
        return {one.code: one.grade for one in areas_in_force(db, prefecture, is_drill)}


def take(db: Db, one: Telegram) -> None:
    with as_of(one.reported_at):
        take_in(db, Brought("drop", "", one))


def test_the_last_telegram_says_where_warnings_are_in_force(db: Db) -> None:
    slides = telegram(SLIDES)
    take(db, slides)
    found = codes(db, slides.reported_at)
    assert set(found) >= {UNNAN, YOSHIKA}
    assert MATSUE not in found  # 注意報
    assert found[UNNAN] == 4
    assert codes(db, slides.reported_at, "13") == {}
    assert codes(db, slides.reported_at, is_drill=True) == {}
    assert codes(db, slides.reported_at + LATELY_MS + 1) == {}
    lifted = tuple(msgspec.structs.replace(item, change="lifted") for item in slides.items)
    after = later(slides, items=lifted)
    take(db, after)
    assert codes(db, after.reported_at) == {}


@pytest.mark.parametrize("status", ["drill", "test"])
def test_a_drill_stands_on_the_maps_of_drills_alone_and_a_test_on_none(db: Db, status: str) -> None:
    slides = msgspec.structs.replace(telegram(SLIDES), status=status)
    take(db, slides)
    assert codes(db, slides.reported_at) == {}
    assert (UNNAN in codes(db, slides.reported_at, is_drill=True)) == (status == "drill")


def test_what_is_recalled_is_in_force_nowhere(db: Db) -> None:
    slides = telegram(SLIDES)
    take(db, slides)
    recall = later(slides, info_type="cancelled", items=())
    take(db, recall)
    assert codes(db, recall.reported_at) == {}
