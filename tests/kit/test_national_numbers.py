"""My Numbers are found however they are written, and what only looks like one is let through."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from kairan.core.kit.national_numbers import (
    MyNumberRefused,
    holds_my_number,
    is_corporate_number,
    is_my_number,
    refuse_my_number,
)

MANY = 100_000  # generated of each kind of look-alike, as the promise says


def my_number(chance: random.Random) -> str:
    first = "".join(chance.choices("0123456789", k=11))
    return next(number for last in "0123456789" if is_my_number(number := first + last))


def corporate_number(chance: random.Random) -> str:
    rest = "".join(chance.choices("0123456789", k=12))
    return next(number for first in "123456789" if is_corporate_number(number := first + rest))


def full_width(text: str) -> str:
    return text.translate({ord("0") + one: ord("０") + one for one in range(10)} | {ord("-"): "－"})


def in_fours(number: str, between: str) -> str:
    return between.join((number[:4], number[4:8], number[8:]))


WRITTEN: list[Callable[[str], str]] = [
    lambda number: number,
    full_width,
    lambda number: in_fours(number, "-"),
    lambda number: full_width(in_fours(number, "-")),
    lambda number: in_fours(number, " "),
    lambda number: in_fours(number, "　"),
    lambda number: in_fours(number, "\n"),
    lambda number: in_fours(number, " \n "),
    lambda number: in_fours(number, "ー"),
    lambda number: in_fours(number, "\u200b"),
    " ".join,
    lambda number: f"{number[:4]}-{number[4:]}",
    lambda number: f"申請者の番号は{number}です。",
    lambda number: f"電話 0120-000-000\n番号 {in_fours(number, ' ')}\n2026-11-21 10:00",
    lambda number: f"0000 {in_fours(number, ' ')}、確認をお願いします",
]


@pytest.mark.parametrize("write", WRITTEN, ids=range(len(WRITTEN)))
def test_a_my_number_is_found_however_it_is_written(write: Callable[[str], str]) -> None:
    chance = random.Random(20260516)
    for _ in range(2_000):
        number = my_number(chance)
        if number.startswith(("19", "20")):
            continue  # what reads as a time or as years is let through
        assert holds_my_number(write(number)), write(number)


def telephone(chance: random.Random) -> str:
    area = chance.choice(["03", "045", "0977", "09808"])
    rest = "".join(chance.choices("0123456789", k=10 - len(area)))
    mobile = f"{chance.choice(['070', '080', '090', '050'])}{''.join(chance.choices('0123456789', k=8))}"
    return chance.choice(
        [
            f"{area}-{rest[:-4]}-{rest[-4:]}",
            f"({area}){rest[:-4]}-{rest[-4:]}",
            area + rest,
            mobile,
            f"{mobile[:3]}-{mobile[3:7]}-{mobile[7:]}",
            f"+81{mobile[1:]}",
            f"+81 {mobile[1:3]} {mobile[3:7]} {mobile[7:]}",
            f"+81-{mobile[1:3]}-{mobile[3:7]}-{mobile[7:]}",
            f"{area}-{rest[:-4]}-{rest[-4:]}（内線 {rest[:4]}）",
            f"{mobile} / {area}{rest}",
        ]
    )


def account(chance: random.Random) -> str:
    digits = "".join(chance.choices("0123456789", k=14))
    return chance.choice(
        [
            f"{digits[:4]}-{digits[4:7]}-{digits[7:]}",
            f"普通 {digits[:7]}",
            f"支店 {digits[:3]} 口座 {digits[3:10]}",
            f"記号 1{digits[:4]} 番号 {digits[4:12]}",
            f"1{digits[:4]}-{digits[4:11]}1",
            digits,
            digits[:7],
            digits[:8],
        ]
    )


def moment(chance: random.Random) -> str:
    when = datetime(1926, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(60 * 24 * 365 * 170))
    shape = chance.choice(
        ["%Y%m%d%H%M", "%Y-%m-%d %H:%M", "%Y/%m/%d", "%Y%m%d %H%M", "%Y %m%d %H%M", "%Y%m%d%H%M%S", "%Y年%m月%d日"]
    )
    several = [when + timedelta(days=365 * years) for years in range(3)]
    years = " ".join(str(one.year) for one in several) if several[-1].year < 2100 else ""
    return chance.choice([when.strftime(shape), when.strftime(shape), f"{years} 年度"])


def body_number(chance: random.Random) -> str:
    number = corporate_number(chance)
    return chance.choice(
        [
            number,
            f"T{number}",
            f"{number[0]}-{number[1:5]}-{number[5:9]}-{number[9:]}",
            f"{number[0]} {number[1:5]} {number[5:9]} {number[9:]}",
            f"{number[0]}-{number[1:]}",
            full_width(number),
        ]
    )


@pytest.mark.parametrize("look_alike", [telephone, account, moment, body_number])
def test_what_only_looks_like_one_is_let_through(look_alike: Callable[[random.Random], str]) -> None:
    chance = random.Random(16)
    for _ in range(MANY):
        written = look_alike(chance)
        assert not holds_my_number(written), written


@pytest.mark.parametrize(
    "text",
    [
        "",
        "本日の来庁者は1234人でした",
        "123456789012",  # the wrong check digit
        "4111 1111 1111 1111",  # a card
        "1200\n1300\n1400\n1500\n1600\n1700\n1800\n1900",  # a column
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "1\t2\t3\t4\t5\t6\t7\t8\t9\t0\t1\t8",  # cells of a table
        "1234、5678、9018",  # a list
        "0.123456789018",
        "2024・2025・2026",
        "1234567890189",
    ],
)
def test_lists_and_figures_are_let_through(text: str) -> None:
    assert not holds_my_number(text)


def test_the_refusal_repeats_nothing_of_the_number() -> None:
    refuse_my_number("何もありません", None, "")
    with pytest.raises(MyNumberRefused) as caught:
        refuse_my_number("名前", "123456789018")
    assert caught.value.detail == {}
    for language in ("ja", "en"):
        assert not any(digit in caught.value.sentence(language) for digit in "3456789")
