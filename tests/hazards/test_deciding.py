"""Deciding, without a database: who is told what, once, and never of a drill; whatever the order of arrival."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kairan.hazards.deciding import LATE_MS, STORY_MS, Decision, Past, decide, judge
from kairan.hazards.model import TELLING, RuleOf, Standing, WarningWanted
from kairan.hazards.telegrams import Area, Item, Telegram
from kairan.hazards.wording import text_of
from tests.hazards.conftest import MATSUE, SHAKEN, SLIDES, YOSHIKA, a_rule, later, samples, telegram

SLIDE = WarningWanted("landslide", 2)
WAVES_OF = "32-39_12_02_250206_VTSE41.xml"


def now_of(one: Telegram) -> int:
    return one.reported_at + 60_000


def decided(rule: RuleOf, one: Telegram, past: Past | None = None) -> Decision:
    return decide(rule, one, past or Past(), now_of(one))


@pytest.mark.parametrize("name", sorted(samples()))
def test_no_drill_and_no_test_ever_tells_anybody(name: str) -> None:
    rule = a_rule(WarningWanted("earthquake", 1), WarningWanted("tsunami", 1), SLIDE, places=("32", "22", "08"))
    for status in ("drill", "test"):
        one = msgspec.structs.replace(telegram(name), status=status)
        for past in (Past(), Past(was_told=True, standing=Standing({"earthquake": 3}, now_of(one)))):
            assert decided(rule, one, past).outcome == status


def test_a_warning_for_ones_own_place_is_told_with_its_level() -> None:
    decision = decided(a_rule(SLIDE), telegram(SLIDES))
    assert decision.outcome == "told"
    (match,) = decision.matches
    assert (match.name, match.alert_level, match.areas) == ("レベル４土砂災害危険警報", 4, ["雲南市"])
    text = text_of(telegram(SLIDES), decision, "本部")
    assert text.splitlines()[:2] == ["【気象庁】島根県土砂災害警報・注意報", "・雲南市：レベル４土砂災害危険警報"]
    assert "11月2日 8時00分　松江地方気象台発表" in text


def test_what_is_not_for_one_says_why() -> None:
    slides = telegram(SLIDES)
    assert decided(a_rule(SLIDE, places=(MATSUE,)), slides).outcome == "below"
    assert decided(a_rule(SLIDE, places=("33100",)), slides).outcome == "other_area"
    assert decided(a_rule(WarningWanted("tsunami", 1)), slides).outcome == "other_kind"
    assert decided(a_rule(SLIDE, is_on=False), slides).outcome == "off"
    assert decide(a_rule(SLIDE), slides, Past(), slides.reported_at + LATE_MS + 1).outcome == "late"
    assert decided(a_rule(SLIDE), slides, Past(is_overtaken=True)).outcome == "overtaken"


def test_what_was_told_is_told_again_only_when_it_is_graver() -> None:
    slides = telegram(SLIDES)
    at = now_of(slides)
    for before, expected in ((2, "told"), (3, "told_already"), (4, "told_already")):
        assert decided(a_rule(SLIDE), slides, Past(standing=Standing({"landslide": before}, at))).outcome == expected
    long_ago = Standing({"landslide": 3}, at - STORY_MS - 1)
    assert decided(a_rule(SLIDE), slides, Past(standing=long_ago)).outcome == "told"


def test_what_is_lifted_or_no_longer_among_the_warnings_is_told_as_over() -> None:
    slides = telegram(SLIDES)
    stood = Past(standing=Standing({"landslide": 3}, now_of(slides)), was_told=True)
    lower = decided(a_rule(SLIDE, places=(MATSUE,)), slides, stood)
    assert (lower.outcome, lower.lifted, lower.grades) == ("lifted", ("landslide",), {})
    gone = decided(a_rule(SLIDE), msgspec.structs.replace(slides, items=()), stood)
    assert gone.outcome == "lifted"
    assert "お知らせしていた段階ではなくなりました" in text_of(slides, gone, "本部")


def test_a_recall_and_a_correction_are_told_where_something_was_told_and_nowhere_else() -> None:
    issued = telegram(SHAKEN)
    recall = later(issued, info_type="cancelled", items=())
    rule = a_rule(WarningWanted("earthquake", 5), places=("04100",))
    assert decided(rule, recall).outcome == "nothing_to_recall"
    assert decided(rule, recall, Past(was_told=True)).outcome == "recalled"
    corrected = later(issued, info_type="corrected")
    told = Past(was_told=True, standing=Standing({"earthquake": 8}, now_of(issued)))
    assert decided(rule, corrected, told).outcome == "corrected"
    assert decided(rule, corrected).outcome == "told"


def test_the_city_itself_counts_before_the_region_around_it() -> None:
    region = Item(
        kind="earthquake", name="震度５弱", grade=5, alert_level=None, change="issued",
        areas=(Area("quake", "571", "島根県西部"),),
    )  # fmt: skip
    city = msgspec.structs.replace(region, name="震度３", grade=3, areas=(Area("city", "3220900", "雲南市"),))
    both = msgspec.structs.replace(telegram(SHAKEN), items=(region, city))
    rule = a_rule(WarningWanted("earthquake", 5))
    assert judge(rule, both).outcome == "below"
    assert judge(rule, msgspec.structs.replace(both, items=(region,))).outcome == "told"
    assert judge(a_rule(WarningWanted("earthquake", 5), places=(YOSHIKA, "32")), both).outcome == "told"


def test_intensities_and_coasts_are_found_by_the_prefecture() -> None:
    strong = judge(a_rule(WarningWanted("earthquake", 7), places=("04100",)), telegram(SHAKEN))
    assert (strong.outcome, strong.matches[0].name, strong.matches[0].nearness) == ("told", "震度６強", "prefecture")
    waves = judge(a_rule(WarningWanted("tsunami", 3), places=("08",)), telegram(WAVES_OF))
    assert (waves.outcome, waves.matches[0].name) == ("told", "大津波警報")


GRADES = st.lists(st.integers(0, 4), min_size=1, max_size=12)


@settings(max_examples=100, deadline=None)
@given(grades=GRADES, least=st.integers(1, 4))
def test_whatever_comes_the_last_word_told_is_the_truth_and_nothing_is_told_twice(
    grades: list[int], least: int
) -> None:
    """A story of one warning that rises and falls: each telling differs from the one before, and none is missing."""
    first = telegram(SLIDES)
    rule = a_rule(WarningWanted("landslide", least))
    standing: Standing | None = None
    told = 0
    for step, grade in enumerate(grades):
        item = Item(
            kind="landslide", name="土砂災害", grade=grade, alert_level=None, change="issued",
            areas=(Area("city", "3220900", "雲南市"),),
        )  # fmt: skip
        one = later(first, step, items=(item,) if grade else ())
        before = standing.grades.get("landslide", 0) if standing else 0
        decision = decide(rule, one, Past(standing=standing), now_of(one))
        if decision.grades is not None:
            standing = Standing(dict(decision.grades), now_of(one))
        wanted = grade if grade >= least else 0
        if decision.outcome in TELLING:
            told = grade if decision.outcome == "told" else 0
            assert told > before or (told, wanted) == (0, 0)
        assert bool(told) == bool(wanted)
        assert told >= wanted
        assert (standing.grades if standing else {}).get("landslide", 0) == wanted
