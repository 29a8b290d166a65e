"""One function bounds every text, in every way a text can be long, and says what of it can be seen."""

import time

import pytest

from kairan.core.kit.text import NameEmpty, TextTooLong, bounded_name, bounded_text, compatible

IVS = "\U000e0100"
FAMILY = "👨🏻‍👩🏿‍👧🏽‍👦🏾"
ACUTE = "\u0301"
UNSEEN = [
    *"\u200b\u200c\u200d\u200e\u2060\u2063\u2800\u3164\u115f\u1160\uffa0\u00ad\u034f\u180e\ufe0f\ufeff\u2066",
    *"\U000e0001\U000e0041\U000e0100\U0001d159\u3000\u00a0\t\n",
]


@pytest.mark.parametrize("text", ["あ" * 10, "髙" + IVS, FAMILY * 3, "q" + ACUTE * 15, "葛" * 5 + IVS])
def test_what_is_within_the_limit_is_kept(text: str) -> None:
    assert bounded_text(text, 10) == text


@pytest.mark.parametrize(
    "text",
    [
        "あ" * 11,
        "a" + ACUTE * 500_000,
        "q" + ACUTE * 16,
        "あ" + "".join("か" + "\u20dd" * 8 for _ in range(6)),
        FAMILY * 4,
        "e" + "\u200d" * 20,
        "\u1100" * 17,
        "👩" + "‍👩" * 12,
    ],
    ids=["characters", "megabyte", "one letter", "spread", "code points", "joiners", "jamo", "emoji chain"],
)
def test_what_is_long_in_any_way_is_refused(text: str) -> None:
    with pytest.raises(TextTooLong):
        bounded_text(text, 10)
    if "e\u200d" not in text:  # of a name, joiners that join nothing are taken out
        with pytest.raises(TextTooLong):
            bounded_name(text, 10)


def test_it_says_no_in_time_that_grows_with_the_text_only() -> None:
    hostile = "a" + ACUTE * 300_000
    began = time.process_time()
    for limit in (10, 10_000, 1_000_000):
        with pytest.raises(TextTooLong):
            bounded_text(hostile, limit)
    assert time.process_time() - began < 2  # of the processor; quadratic would be minutes


@pytest.mark.parametrize("unseen", UNSEEN, ids=lambda one: f"U+{ord(one):04X}")
def test_what_nobody_can_see_is_empty(unseen: str) -> None:
    assert bounded_text(unseen * 3, 10) == ""
    assert bounded_text(f"{unseen} {unseen}\n", 10) == ""
    with pytest.raises(NameEmpty):
        bounded_name(unseen, 10)


@pytest.mark.parametrize("seen", ["\ue000", "\U0001fae8", "\U00032000", "。", "・", "😀"])
def test_what_can_be_seen_is_not(seen: str) -> None:
    """Gaiji, and characters that are newer than this Python knows."""
    assert bounded_text(seen, 10) == seen


def test_text_is_put_together_and_peoples_own_characters_are_not_touched() -> None:
    assert bounded_text("か\u3099っこう", 10) == "がっこう"
    assert bounded_text("\ufa19\ufa1bか\u3099", 10) == "\ufa19\ufa1bが"
    assert bounded_name("が\u200bく", 10) == "がく"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("佐\u200d藤", "佐藤"),
        ("佐藤\u200c", "佐藤"),
        ("佐\ufe0f藤", "佐藤"),
        ("sato" + IVS, "sato"),
        ("佐\u034f藤", "佐藤"),
        ("佐藤\U000e0041", "佐藤"),
        ("\u202e佐藤", "佐藤"),
        ("渡邉" + IVS, "渡邉" + IVS),
        ("❤\ufe0f健康課", "❤\ufe0f健康課"),
        ("子育て" + FAMILY, "子育て" + FAMILY),
        ("🏴\U000e0067\U000e0062\U000e007f課", "🏴\U000e0067\U000e0062\U000e007f課"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_nothing_unseen_makes_two_names_of_one(typed: str, kept: str) -> None:
    assert bounded_name(typed, 20) == kept


def test_a_login_and_a_password_are_the_same_however_a_keyboard_composes_them() -> None:
    assert compatible("ｓａｔｏ") == "sato"
    assert compatible("か\u3099っこう") == compatible("がっこう")
