"""What a rule does with a telegram, and why: pure, for acting and for showing what would have been done.

Promises: what is no 通常 never alerts: tests do nothing, and a drill at most what is marked as a drill; what was told
is told again only when it has become graver, or was corrected, recalled or lifted, and then wherever it was told; what
arrives after something newer is overtaken.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from kairan.hazards.areas import CLOSEST, Nearness, Whereabouts
from kairan.hazards.model import Outcome, RuleOf, Standing, WarningMatch, WarningWanted
from kairan.hazards.telegrams import Item, Telegram
from kairan.hazards.telegrams.value import HazardKind

LATE_MS = 6 * 3_600_000
"""What was reported so long ago is history, not a warning: a folder read for the first time alerts nobody."""
STORY_MS = 3 * 24 * 3_600_000
"""A story that was silent for so long begins anew: rivers and volcanoes keep one event's id for ever."""
NAMES_SHOWN = 10
Located = Sequence[tuple[Item, Whereabouts]]


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a telegram's story when it is decided on."""

    standing: Standing | None = None
    was_told: bool = False  # of this product and story something was told and not recalled
    is_overtaken: bool = False  # something newer of this product and story is here


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done, about which warnings, and what stands told afterwards (None: as before)."""

    outcome: Outcome
    matches: tuple[WarningMatch, ...] = ()
    lifted: tuple[HazardKind, ...] = ()
    grades: Mapping[HazardKind, int] | None = None


def locate(telegram: Telegram) -> Located:
    """Return where each warning of a telegram is; made once, it serves for any number of rules."""
    return [(item, Whereabouts.of_areas(item.areas)) for item in telegram.items]


def judge(rule: RuleOf, telegram: Telegram, located: Located | None = None) -> Decision:
    """Say what a rule would do with a telegram that is the first of its story, whatever its status and age."""
    least = least_of(rule.conditions)
    matches = tuple(_matches(least, rule.places, locate(telegram) if located is None else located))
    if not matches:
        known = any(item.kind in least for item in telegram.items)
        return Decision(outcome="other_area" if known else "other_kind")
    fitting = tuple(one for one in matches if one.grade >= least[one.kind])
    return Decision(outcome="told", matches=fitting) if fitting else Decision(outcome="below", matches=matches)


def decide(rule: RuleOf, telegram: Telegram, past: Past, now: int) -> Decision:
    """Say what a rule does with a telegram now."""
    if (kept_out := kept_out_by(rule, telegram)) is not None:
        return Decision(outcome=kept_out)
    if not rule.is_on:
        return Decision(outcome="off")
    if past.is_overtaken:
        return Decision(outcome="overtaken")
    if telegram.info_type == "cancelled":
        recalled = Decision(outcome="recalled", grades={})
        return recalled if past.was_told else Decision(outcome="nothing_to_recall")
    if now - telegram.reported_at > LATE_MS:
        return Decision(outcome="late")
    return _against(rule, telegram, past, now)


def kept_out_by(rule: RuleOf, telegram: Telegram) -> Outcome | None:
    """Return why a telegram that is no 通常 sets nothing to work; a drill may, where the rule says so, as a drill."""
    if telegram.status == "test":
        return "test"
    return "drill" if telegram.status == "drill" and not rule.follows_drills else None


def _against(rule: RuleOf, telegram: Telegram, past: Past, now: int) -> Decision:
    """Compare what the telegram says with what stands told."""
    least = least_of(rule.conditions)
    before = _standing(past.standing, now)
    located = locate(telegram)
    matches = tuple(_matches(least, rule.places, located))
    found = {one.kind: one.grade for one in matches}
    fitting = tuple(one for one in matches if one.grade >= least[one.kind])
    graver = tuple(one for one in fitting if one.grade > before.get(one.kind, 0))
    lifted = tuple(kind for kind in before if _is_lifted(kind, found, least, telegram))
    stands = {kind: grade for kind, grade in before.items() if kind not in lifted}
    stands |= {one.kind: one.grade for one in fitting}
    if telegram.info_type == "corrected" and past.was_told:
        return Decision(outcome="corrected", matches=fitting, lifted=lifted, grades=stands)
    if graver:
        return Decision(outcome="told", matches=graver, lifted=lifted, grades=stands)
    if lifted:
        return Decision(outcome="lifted", lifted=lifted, grades=stands)
    if fitting:
        return Decision(outcome="told_already", matches=fitting, grades=stands)
    return Decision(outcome=judge(rule, telegram, located).outcome, matches=matches)


def _standing(standing: Standing | None, now: int) -> Mapping[HazardKind, int]:
    return standing.grades if standing is not None and now - standing.at <= STORY_MS else {}


def _is_lifted(
    kind: HazardKind, found: Mapping[HazardKind, int], least: Mapping[HazardKind, int], telegram: Telegram
) -> bool:
    """Whether what stands told of a kind is over: said so, or no longer among the warnings of the whole region."""
    if kind in found:
        return found[kind] < least.get(kind, 1)
    return telegram.kind == "weather"


def least_of(conditions: Iterable[WarningWanted]) -> Mapping[HazardKind, int]:
    """Return from which grade on each kind is told; the lowest, where a kind is named twice."""
    least: dict[HazardKind, int] = {}
    for one in conditions:
        least[one.kind] = min(one.grade, least.get(one.kind, one.grade))
    return least


def _matches(least: Mapping[HazardKind, int], places: Iterable[str], located: Located) -> Iterable[WarningMatch]:
    """Yield for each kind the gravest warning among those that name a place most exactly.

    Where a telegram tells of the city itself, what it tells of the region around does not count.
    """
    best: dict[HazardKind, WarningMatch] = {}
    wanted = tuple(places)
    for item, where in located:
        if item.kind not in least or (match := _match(item, where, wanted)) is None:
            continue
        known = best.get(item.kind)
        if known is None or _rank(match) < _rank(known):
            best[item.kind] = match
    return best.values()


def _rank(match: WarningMatch) -> tuple[int, int]:
    return CLOSEST[match.nearness], -match.grade


def _match(item: Item, where: Whereabouts, places: tuple[str, ...]) -> WarningMatch | None:
    found: dict[Nearness, dict[str, None]] = {}
    for place in places:
        if (near := where.of(place)) is not None:
            found.setdefault(near.nearness, {}).update(dict.fromkeys(near.names))
    if not found:
        return None
    closest = min(found, key=CLOSEST.__getitem__)
    return WarningMatch(
        kind=item.kind,
        name=item.name,
        grade=0 if item.change == "lifted" else item.grade,
        alert_level=item.alert_level,
        change=item.change,
        nearness=closest,
        areas=list(found[closest])[:NAMES_SHOWN],
    )
