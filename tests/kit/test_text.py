"""What may be stored, and how it is counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kairan.core.kit.text import NameEmpty, TextNotStorable, clean, clean_name, graphemes, is_blank

IVS = "\U000e0100"
anything = st.text(st.characters(codec=None, categories=None))


@pytest.mark.parametrize(
    "text",
    ["葛" + IVS + "城市", "髙﨑", "\ue000 外字", "か\u3099", "ﾊﾟｿｺﾝ", "👨‍👩‍👧", "مرحبا\u2067abc\u2069", "\tコード\n\n"],
)
def test_text_is_kept_as_typed(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_end_becomes_one_line_feed(line_end: str) -> None:
    assert clean(f"一{line_end}二") == "一\n二"


@pytest.mark.parametrize("text", ["\x00", "a\x1b[31m", "\x7f", "\x9b", "\ud800", "x\udfff", "\ufffe", "\U0010ffff"])
def test_what_cannot_be_stored_is_refused_and_named(text: str) -> None:
    with pytest.raises(TextNotStorable) as refusal:
        clean(text)
    assert "U+" in refusal.value.sentence("ja")


def test_a_file_name_cannot_be_turned_round_to_hide_its_ending() -> None:
    assert clean("請求書\u202efdp.exe") == "請求書fdp.exe"


def test_a_byte_order_mark_is_dropped() -> None:
    assert clean("\ufeff議事録") == "議事録"


@given(anything)
def test_cleaned_text_is_stored_by_every_database_and_cleaning_it_again_changes_nothing(text: str) -> None:
    try:
        cleaned = clean(text)
    except TextNotStorable:
        return
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert "\x00" not in cleaned
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  佐藤 美咲\n", "佐藤 美咲"),
        ("佐藤　美咲", "佐藤　美咲"),
        ("佐藤　　 美咲", "佐藤　美咲"),
        ("防災\r\n対策室", "防災 対策室"),
        ("山\u200b田\u202e", "山田"),
        ("渡邉" + IVS, "渡邉" + IVS),
        ("子育て👨‍👩‍👧相談", "子育て👨‍👩‍👧相談"),
    ],
)
def test_a_name_is_one_line_without_what_cannot_be_seen(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    "name", ["", "   ", "\u3000", "\u200b\u200d", "\u3164", "\u2800", "\u2066\u2069", IVS, "\u3099"]
)
def test_a_name_that_nobody_can_see_is_refused(name: str) -> None:
    with pytest.raises(NameEmpty):
        clean_name(name)


@given(anything)
def test_a_kept_name_has_no_line_end_no_outer_space_and_stays_the_same(name: str) -> None:
    try:
        kept = clean_name(name)
    except (NameEmpty, TextNotStorable):
        return
    assert kept == kept.strip()
    assert len(kept.splitlines()) == 1
    assert clean_name(kept) == kept


def test_private_use_characters_can_be_seen() -> None:
    assert not is_blank("\ue000")
    assert is_blank(" \n\u200d")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("abc", 3),
        ("a\r\nb", 3),
        ("葛" + IVS, 1),
        ("か\u3099", 1),
        ("👨‍👩‍👧", 1),
        ("🇯🇵🇯🇵", 2),
        ("ﾊﾟ", 1),
        ("佐藤", 2),
    ],
)
def test_characters_are_counted_as_a_person_counts_them(text: str, count: int) -> None:
    assert graphemes(text) == count
