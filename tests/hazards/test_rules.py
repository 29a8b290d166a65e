"""Rules of a body, and the page that shows what each of the last telegrams did or would have done."""

import json
from typing import Any

import msgspec
import pytest

from kairan.core.journal import entries_after
from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.core.kit.text import NameEmpty
from kairan.core.viewer import Viewer
from kairan.hazards.model import RULES_MOST, HazardPage, HazardRuleWanted, WarningWanted
from kairan.hazards.problems import HazardAreaWrong, HazardRuleEmpty, HazardRuleNotFound, TooManyHazardRules
from kairan.hazards.queries import hazard_page, rule_view
from kairan.hazards.receiving import read_brought, take_in
from kairan.hazards.rules import change_rule, delete_rule, make_rule
from kairan.people import ChangedMeanwhile, organization_stream
from kairan.people.roles import RoleNeeded
from kairan.talk.problems import RoomNotFound
from tests.cast import room_of
from tests.hazards.conftest import MATSUE, SLIDES, Town, bring, later, sample, samples, telegram

AT = telegram(SLIDES).reported_at + 60_000
SLIDE = [WarningWanted("landslide", 2)]


def page(db: Db, viewer: Viewer, *, everywhere: bool = False, before: Any = None) -> HazardPage:
    return hazard_page(db, viewer, True, before, everywhere)


def test_a_rule_is_made_changed_and_deleted_on_record(db: Db, town: Town) -> None:
    yoshida = town.office.yoshida
    rule = town.rule(db, places=[])
    assert (rule.places, rule.room, rule.made_by, rule.revision) == (["32209"], "気象情報", "吉田 恵", 1)
    wanted = HazardRuleWanted(
        name="土砂災害", conditions=SLIDE, places=["32", "322016"], room_id=town.room_id, revision=1
    )
    changed = change_rule(db, yoshida, rule.id, wanted)
    assert (changed.name, changed.places, changed.revision) == ("土砂災害", ["32", MATSUE], 2)
    with pytest.raises(ChangedMeanwhile):
        change_rule(db, yoshida, rule.id, wanted)
    with as_of(AT):
        bring(db, telegram(SLIDES))
    delete_rule(db, yoshida, rule.id)
    with pytest.raises(HazardRuleNotFound):
        rule_view(db, yoshida, rule.id)
    assert page(db, yoshida).rules == []
    assert len(town.said(db)) == 1
    kinds = [one.kind for one in entries_after(db, organization_stream(town.office.cast.city), 0, 100)]
    assert [one for one in kinds if one.startswith("hazard.")] == [
        "hazard.rule_made", "hazard.rule_changed", "hazard.told", "hazard.rule_deleted",
    ]  # fmt: skip


WRONG: list[tuple[dict[str, Any], type[Exception]]] = [
    ({"conditions": []}, HazardRuleEmpty),
    ({"conditions": [WarningWanted("tornado", 3)]}, HazardRuleEmpty),
    ({"conditions": [WarningWanted("information", 1)]}, HazardRuleEmpty),
    ({"places": ["99999"]}, HazardAreaWrong),
    ({"places": ["32299"]}, HazardAreaWrong),
    ({"places": ["322090"]}, HazardAreaWrong),
    ({"places": ["しまね"]}, HazardAreaWrong),
    ({"name": " "}, NameEmpty),
]


@pytest.mark.parametrize(("changes", "problem"), WRONG)
def test_a_rule_that_makes_no_sense_is_refused(
    db: Db, town: Town, changes: dict[str, Any], problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        town.rule(db, **changes)


def test_only_who_looks_after_the_body_makes_rules_and_only_for_rooms_they_are_in(db: Db, town: Town) -> None:
    office = town.office
    rule = town.rule(db)
    wanted = HazardRuleWanted(name="外から", conditions=SLIDE, places=["32"], room_id=town.room_id, revision=1)
    for viewer in (office.cast.sato, office.cast.guest, office.auditor, office.cast.neighbour):
        with pytest.raises(RoleNeeded):
            make_rule(db, viewer, wanted)
        with pytest.raises(RoleNeeded):
            page(db, viewer)
    with pytest.raises(HazardRuleNotFound):
        rule_view(db, office.townsman, rule.id)
    with pytest.raises(HazardRuleNotFound):
        delete_rule(db, office.townsman, rule.id)
    assert page(db, office.townsman).rules == []
    with pytest.raises(RoomNotFound):
        town.rule(db, room_id=room_of(db, office.cast.sato, name="別の部屋"))


def test_there_are_only_so_many_rules(db: Db, town: Town) -> None:
    for _ in range(RULES_MOST):
        town.rule(db)
    with pytest.raises(TooManyHazardRules):
        town.rule(db)


def test_the_page_says_what_each_telegram_did_or_would_have_done_and_why(db: Db, town: Town) -> None:
    yoshida, slides = town.office.yoshida, telegram(SLIDES)
    with as_of(AT):
        town.rule(db)
        bring(db, slides, later(slides, 5), later(slides, 10, status="drill"))
        town.rule(db, name="松江", places=[MATSUE], conditions=[WarningWanted("landslide", 1)])
        shown = page(db, yoshida)
    found = [[(one.outcome, one.is_done) for one in row.judged] for row in shown.telegrams]
    assert found == [
        [("drill", False), ("drill", False)],
        [("told_already", True), ("told", False)],
        [("told", True), ("told", False)],
    ]
    (first, second) = shown.telegrams[0].judged
    assert [one.areas for one in (*first.matches, *second.matches)] == [["雲南市"], ["松江市"]]
    assert shown.own_place == "32209"


def test_every_sample_can_be_shown_and_those_of_elsewhere_only_when_asked_for(db: Db, town: Town) -> None:
    town.rule(db)
    for name in samples():
        take_in(db, read_brought("folder", name, sample(name)))
    near, far = page(db, town.office.yoshida), page(db, town.office.yoshida, everywhere=True)
    assert SLIDES.rpartition("_")[2][:6] == "VPWW56"
    assert {row.title for row in near.telegrams} >= {"島根県土砂災害警報・注意報", "島根県大雨警報・注意報"}
    assert "福岡県気象警報・注意報" not in {row.title for row in near.telegrams}
    rest = page(db, town.office.yoshida, everywhere=True, before=far.next)
    assert (len(far.telegrams), len(far.telegrams) + len(rest.telegrams), rest.next) == (50, 84, None)
    assert msgspec.json.encode(far)


def test_what_was_refused_is_shown_with_the_reason_in_ones_language(db: Db, town: Town) -> None:
    take_in(db, read_brought("folder", "broken.xml", sample(SLIDES)[:3000]))
    take_in(db, read_brought("drop", "", b"<!DOCTYPE a><a/>"))
    first, second = page(db, town.office.yoshida).refused
    assert "DOCTYPE" in first.sentence
    assert (second.name, second.source) == ("broken.xml", "folder")
    assert "途中で切れているか" in second.sentence
    english = msgspec.structs.replace(town.office.yoshida, language="en")
    assert "not well-formed" in page(db, english).refused[1].sentence


def test_entries_say_what_a_rule_was_made_for(db: Db, town: Town) -> None:
    town.rule(db, conditions=SLIDE)
    entries = entries_after(db, organization_stream(town.office.cast.city), 0, 100)
    (made,) = [json.loads(bytes(one.body)) for one in entries if one.kind == "hazard.rule_made"]
    assert (made["conditions"], made["places"]) == ([["landslide", 2]], ["32209"])
