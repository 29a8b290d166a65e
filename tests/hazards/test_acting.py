"""Acting: what a rule posts, where and how often; on both databases."""

import json

import msgspec
import pytest
from sqlalchemy import func, select

from kairan.concerns import CONCERNS
from kairan.core.concern import extensions_of
from kairan.core.extension import installed
from kairan.core.journal import entries_after
from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.hazards.acting import HAPPENED, Happening, act
from kairan.hazards.model import Acting, HazardRuleId, HazardRuleWanted, TelegramId, outcome_table, telegram_table
from kairan.hazards.receiving import Brought, forget_old, read_brought, take_in
from kairan.hazards.rules import change_rule
from kairan.people import change_status, organization_stream
from kairan.talk.rooms import leave_room
from tests.cast import room_of
from tests.hazards.conftest import SHAKEN, SLIDES, Town, bring, later, sample, telegram, work

AT = telegram(SLIDES).reported_at + 60_000


def outcomes(db: Db) -> list[str]:
    return list(db.scalars(select(outcome_table.c.outcome).order_by(outcome_table.c.telegram_id)))


def test_a_warning_is_posted_once_however_often_and_by_whatever_way_it_comes(db: Db, town: Town) -> None:
    with as_of(AT):
        rule = town.rule(db)
        first = take_in(db, read_brought("drop", "", sample(SLIDES)))
        assert first is not None
        assert work(db) == 1
        assert take_in(db, read_brought("folder", "again.xml", sample(SLIDES))) is None
        act(db, Acting(telegram_id=first, rule_id=rule.id))
        act(db, Acting(telegram_id=TelegramId("0000000000000"), rule_id=rule.id))
        act(db, Acting(telegram_id=first, rule_id=HazardRuleId("0000000000000")))
    assert town.said(db) == ["【気象庁】島根県土砂災害警報・注意報"]
    entries = entries_after(db, organization_stream(town.office.cast.city), 0, 100)
    (told,) = [json.loads(bytes(one.body)) for one in entries if one.kind == "hazard.told"]
    assert (told["outcome"], told["room_id"], told["why"]) == ("told", town.room_id, None)


def test_a_drill_is_kept_and_sets_nothing_to_work(db: Db, town: Town) -> None:
    with as_of(AT):
        town.rule(db)
        for status in ("drill", "test"):
            drill = msgspec.structs.replace(telegram(SLIDES), status=status)
            assert take_in(db, Brought("drop", "", drill)) is not None
    assert work(db) == 0
    assert town.said(db) == []
    assert db.scalar(select(func.count()).select_from(telegram_table)) == 2


def test_a_story_is_told_raised_lifted_and_recalled(db: Db, town: Town) -> None:
    slides = telegram(SLIDES)
    with as_of(AT):
        town.rule(db)
        bring(db, slides, later(slides, 5), later(slides, 10, items=()), later(slides, 15))
        bring(db, later(slides, 20, info_type="corrected"), later(slides, 25, info_type="cancelled", items=()))
        bring(db, later(slides, 30, info_type="cancelled", items=()))
    assert [one.partition("】")[0] for one in town.said(db)] == [
        "【気象庁", "【気象庁・解除", "【気象庁", "【気象庁・訂正", "【気象庁・取消",
    ]  # fmt: skip
    assert outcomes(db) == ["told", "told_already", "lifted", "told", "corrected", "recalled", "nothing_to_recall"]


def test_what_comes_out_of_order_is_overtaken(db: Db, town: Town) -> None:
    slides = telegram(SLIDES)
    with as_of(AT):
        town.rule(db)
        bring(db, later(slides, 10), slides)
        bring(db, later(slides, 20, info_type="cancelled", items=()), later(slides, 15))
    assert outcomes(db) == ["told", "overtaken", "recalled", "overtaken"]


def test_what_follows_is_told_in_the_room_where_the_first_was_told(db: Db, town: Town) -> None:
    slides, office = telegram(SLIDES), town.office
    other = room_of(db, office.yoshida, name="情報班")
    with as_of(AT):
        rule = town.rule(db)
        bring(db, slides)
        wanted = HazardRuleWanted(
            name=rule.name, conditions=rule.conditions, places=rule.places, room_id=other, revision=rule.revision
        )
        change_rule(db, office.yoshida, rule.id, wanted)
        bring(db, later(slides, 10, info_type="cancelled", items=()))
    assert len(town.said(db)) == 2
    assert town.said(db, other) == []


def test_of_two_products_about_one_earthquake_the_second_is_told_only_if_graver(db: Db, town: Town) -> None:
    prompt = msgspec.structs.replace(telegram(SHAKEN), control_title="震度速報")
    with as_of(prompt.reported_at + 60_000):
        town.rule(db, places=["04100"])
        bring(db, prompt, later(prompt, 3, control_title="震源・震度に関する情報"))
    assert outcomes(db) == ["told", "told_already"]
    assert len(town.said(db)) == 1


def test_a_rule_whose_maker_is_no_longer_in_the_room_tells_nobody_and_says_so(db: Db, town: Town) -> None:
    office = town.office
    with as_of(AT):
        room_id = room_of(db, office.cast.sato, office.yoshida, name="途中まで")
        town.rule(db, room_id=room_id)
        leave_room(db, office.yoshida, room_id)
        bring(db, telegram(SLIDES))
    row = db.all(select(outcome_table))[0]
    assert (row.outcome, row.why, row.message_id) == ("failed", "room.not_found", None)


def test_a_rule_of_somebody_suspended_tells_nobody(db: Db, town: Town) -> None:
    office = town.office
    with as_of(AT):
        town.rule(db)
        change_status(db, None, office.cast.city, office.yoshida.member_id, "suspended")
        bring(db, telegram(SLIDES))
    assert (outcomes(db), town.said(db)) == (["failed"], [])


def test_rules_of_other_places_are_not_even_set_to_work(db: Db, town: Town) -> None:
    with as_of(AT):
        town.rule(db, places=["33100"])
        take_in(db, Brought("drop", "", telegram(SLIDES)))
        assert work(db) == 0


def test_concerns_above_hear_of_what_was_told(db: Db, town: Town) -> None:
    heard: list[str] = []

    def follow(_: Db, viewer: object, happening: Happening) -> None:
        heard.append(f"{happening.decision.outcome} {happening.telegram.title}")

    with installed([*extensions_of(CONCERNS), HAPPENED.by(follow)]), as_of(AT):
        town.rule(db)
        bring(db, telegram(SLIDES), later(telegram(SLIDES)))
    assert heard == ["told 島根県土砂災害警報・注意報"]


@pytest.mark.parametrize("days", [399, 401])
def test_telegrams_are_forgotten_after_a_year_and_a_month(db: Db, town: Town, days: int) -> None:
    with as_of(AT):
        town.rule(db)
        bring(db, telegram(SLIDES))
    with as_of(AT + days * 24 * 3_600_000):
        forget_old(db)
    assert len(outcomes(db)) == (1 if days == 399 else 0)
    assert db.scalar(select(func.count()).select_from(telegram_table)) == (1 if days == 399 else 0)
