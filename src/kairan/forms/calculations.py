"""Calculations (計算): fees and totals as a small typed tree of numbers, evaluated by the server, which decides.

Promises: evaluating never fails and never loops; it is exact in decimals (no 0.1 + 0.2 = 0.30000000000000004), rounded
once, at the end, as the question says; what is unanswered counts as nothing. The client evaluates the same tree
(`web/src/forms/calculations.ts`), and a test holds both to the same answers.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Annotated, Literal, assert_never

import msgspec

from kairan.forms.conditions import OTHER, Condition, QuestionId, Value, Values, asked_by, holds
from kairan.forms.conditions import depth_of as depth_of_condition
from kairan.forms.conditions import nodes as nodes_of_condition
from kairan.forms.members import MemberScope, members_in

FORMULA_DEPTH_MOST = 8
FORMULA_NODES_MOST = 120
DIGITS_MOST = 15  # of a result, before and behind the point: what a number keeps exactly
DECIMALS_MOST = 6

Rounding = Literal["half_up", "down", "up"]
"""四捨五入, 切り捨て, 切り上げ: of the amount, whatever its sign."""
_Amount = Annotated[float, msgspec.Meta(ge=-1e12, le=1e12)]
_Key = Annotated[str, msgspec.Meta(max_length=40)]


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="is"):
    """A part of a formula; `is` says which."""


class FixedAmount(_Part, frozen=True, tag="amount"):
    """A number that stands in the form."""

    value: _Amount


class NumberIn(_Part, frozen=True, tag="number_in"):
    """The number a question was answered with: a number, a step, a calculated value, how many members there are."""

    question: QuestionId


class CountIn(_Part, frozen=True, tag="count_in"):
    """How many were chosen, or how many members there are."""

    question: QuestionId


class PriceOf(_Part, frozen=True, tag="price_of"):
    """An amount for each option that was chosen; what is not named costs nothing."""

    question: QuestionId
    prices: Annotated[dict[_Key, _Amount], msgspec.Meta(max_length=300)]


class SumOfMembers(_Part, frozen=True, tag="members"):
    """The sum over the members of a repeating group: within it, questions of the group are those of one member."""

    group: QuestionId
    of: "Formula"


class Plus(_Part, frozen=True, tag="plus"):
    """A sum; of none it is 0."""

    of: Annotated[list["Formula"], msgspec.Meta(max_length=30)]


class Times(_Part, frozen=True, tag="times"):
    """A product; of none it is 1."""

    of: Annotated[list["Formula"], msgspec.Meta(max_length=8)]


class Only(_Part, frozen=True, tag="only"):
    """A number where a condition holds, else another, or 0."""

    when: Condition
    gives: "Formula"
    otherwise: "Formula | None" = None


class Within(_Part, frozen=True, tag="within"):
    """A number kept within bounds: 上限額, 下限額."""

    of: "Formula"
    least: _Amount | None = None
    most: _Amount | None = None


Formula = FixedAmount | NumberIn | CountIn | PriceOf | SumOfMembers | Plus | Times | Only | Within


def calculated(
    formula: Formula | None, values: Values, today: date, *, decimals: int, rounding: Rounding
) -> float | None:
    """Return what a formula comes to, rounded; None where it has more digits than a number keeps."""
    exact = Fraction(0) if formula is None else _exactly(formula, values, today)
    scaled = _rounded(exact * 10**decimals, rounding)
    if abs(scaled) >= 10**DIGITS_MOST:
        return None
    found = Fraction(scaled, 10**decimals)
    return int(found) if found.denominator == 1 else float(found)


def _exactly(formula: Formula, values: Values, today: date) -> Fraction:  # noqa: PLR0911, C901  # one for each kind
    match formula:
        case FixedAmount(value=value):
            return _fraction(value)
        case NumberIn(question=question):
            found = values.get(question)
            return _fraction(found) if _is_number(found) else Fraction(0)  # type: ignore[arg-type]
        case CountIn(question=question):
            return Fraction(_count(values.get(question)))
        case PriceOf(question=question, prices=prices):
            return sum((_fraction(prices[one]) for one in _chosen(values.get(question)) if one in prices), Fraction(0))
        case SumOfMembers(group=group, of=of):
            scopes = (MemberScope(values, group, n) for n in members_in(values.get(group)))
            return sum((_exactly(of, scope, today) for scope in scopes), Fraction(0))
        case Plus(of=parts):
            return sum((_exactly(one, values, today) for one in parts), Fraction(0))
        case Times(of=factors):
            product = Fraction(1)
            for one in factors:
                product *= _exactly(one, values, today)
            return product
        case Only(when=when, gives=gives, otherwise=otherwise):
            taken = gives if holds(when, values, today) else otherwise
            return Fraction(0) if taken is None else _exactly(taken, values, today)
        case Within(of=one, least=least, most=most):
            exact = _exactly(one, values, today)
            exact = exact if least is None else max(exact, _fraction(least))
            return exact if most is None else min(exact, _fraction(most))
        case _:  # pragma: no cover
            assert_never(formula)


def _fraction(number: float) -> Fraction:
    """Return a number as it was written: 0.1 is one tenth, not the nearest that a computer keeps."""
    return Fraction(repr(number))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _count(found: Value | None) -> int:
    if isinstance(found, list):
        return len(found)
    if _is_number(found):
        return len(members_in(found))
    return int(found is not None)


def _chosen(found: Value | None) -> Sequence[str]:
    match found:
        case bool():
            return ["yes" if found else "no"]
        case str():
            return [found]
        case list():
            return [OTHER if one.startswith(f"{OTHER}:") else one for one in found]
        case dict():
            return [OTHER] if OTHER in found else []
        case _:
            return []


def _rounded(exact: Fraction, rounding: Rounding) -> int:
    whole, rest = divmod(abs(exact.numerator), exact.denominator)
    if rest and (rounding == "up" or (rounding == "half_up" and 2 * rest >= exact.denominator)):
        whole += 1
    return whole if exact >= 0 else -whole


def parts_of(formula: Formula | None, group: str = "") -> Iterator[tuple[Formula, str]]:
    """Yield the parts of a formula, each with the group whose members it is of; empty outside of any."""
    waiting: list[tuple[Formula, str]] = [] if formula is None else [(formula, group)]
    while waiting:
        part, inside = waiting.pop()
        yield part, inside
        waiting.extend((one, part.group if isinstance(part, SumOfMembers) else inside) for one in _below(part))


def _below(part: Formula) -> Sequence[Formula]:
    match part:
        case Plus(of=of) | Times(of=of):
            return of
        case SumOfMembers(of=one) | Within(of=one):
            return [one]
        case Only(gives=gives, otherwise=otherwise):
            return [gives] if otherwise is None else [gives, otherwise]
        case _:
            return []


def asked_by_part(part: Formula) -> Iterator[str]:
    """Yield the questions one part of a formula asks by itself, without the parts below it."""
    match part:
        case NumberIn(question=question) | CountIn(question=question) | PriceOf(question=question):
            yield question
        case SumOfMembers(group=group):
            yield group
        case Only(when=when):
            yield from asked_by(when)
        case _:
            pass


def formula_depth(formula: Formula | None) -> int:
    """Return how deep a formula is nested, with the conditions in it; without recursion: nobody has bounded it yet."""
    depth, deepest, level = 0, 0, [] if formula is None else [formula]
    while level:
        depth += 1
        conditions = [depth_of_condition(one.when) for one in level if isinstance(one, Only)]
        deepest = max(deepest, depth + max(conditions, default=0))
        level = [inner for one in level for inner in _below(one)]
    return deepest


def is_formula_too_large(formula: Formula | None) -> bool:
    """Whether a formula is deeper or longer than anybody could read."""
    size = 0
    for part, _ in parts_of(formula):
        size += 1 + (sum(1 for _ in nodes_of_condition(part.when)) if isinstance(part, Only) else 0)
    return formula_depth(formula) > FORMULA_DEPTH_MOST or size > FORMULA_NODES_MOST
