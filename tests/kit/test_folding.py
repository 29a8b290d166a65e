"""The search form of text, and the tokens made of it."""

import unicodedata
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kairan.core.kit.bigrams import code, grams, grams_sought
from kairan.core.kit.text import fold, fold_with_map

TRICKY = (
    "ｶﾞパは゛゜\u3099\u309a ー－-〜髙﨑邉邊辺齋\U000e0100\ufe0f\u200d"
    "İßẞﬁㇰヷｰﾞ㍿①ΐ가\u1100\u1161\u11a8\u3000\n\t´゛a\u0301Å"
)
texts = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from(TRICKY)), max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙橋", "高橋"),
        ("宮﨑", "宮崎"),
        ("宮嵜", "宮崎"),
        ("渡邉", "渡辺"),
        ("渡邊", "渡辺"),
        ("渡邉\U000e0101", "渡辺"),
        ("齋藤", "斉藤"),
        ("齊藤", "斎藤"),
        ("濵田", "浜田"),
        ("𠮷野家", "吉野家"),
        ("國會圖書館", "国会図書館"),
        ("舘", "館"),
        ("葛\U000e0100城", "葛城"),
        ("パソコン", "ﾊﾟｿｺﾝ"),
        ("ハ\u309aソコン", "ぱそこん"),
        ("ハ゜ソコン", "パソコン"),
        ("ヴァイオリン", "ゔぁいおりん"),
        ("ｳﾞｧ", "ヴァ"),
        ("サーバー", "サ－バ-"),
        ("１－２－３", "1ー2‐3"),
        ("10:00〜12:00", "１０：００～１２：００"),
        ("霞ヶ関", "霞ケ関"),
        ("㈱回覧", "(株)回覧"),
        ("①", "1"),
        ("㍻", "平成"),
        ("ＫＡＩＲＡＮ", "kairan"),
        ("Straße", "STRASSE"),
        ("“引用”", '"引用"'),
        ("会議　\n資料", "会議 資料"),
        ("  会議 ", "会議"),
        ("❤️", "❤"),
    ],
)
def test_what_a_person_calls_the_same_is_folded_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("埼玉", "崎玉"), ("きゃ", "きや"), ("サーバ", "サーバー"), ("太田", "大田"), ("はし", "ばし"), ("大坂", "大阪")],
)
def test_what_is_different_stays_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_folded_text_is_the_same_for_every_unicode_form_of_the_original(text: str) -> None:
    for form in ("NFC", "NFD", "NFKC"):
        assert fold(unicodedata.normalize(form, text)) == fold(text)


@given(texts)
def test_the_map_folds_alike_and_leads_back_in_order(text: str) -> None:
    folded = fold_with_map(text)
    assert folded.text == fold(text)
    assert len(folded.spans) == len(folded.text)
    assert folded.spans == sorted(folded.spans)
    assert all(0 <= start < end <= len(text) for start, end in folded.spans)


@given(texts)
def test_what_the_map_leads_back_to_contains_what_was_found(text: str) -> None:
    folded = fold_with_map(text)
    for place, character in enumerate(folded.text):
        start, end = folded.spans[place]
        assert character in fold(text[start:end]) or character == " "


def test_a_highlight_lands_on_what_was_typed() -> None:
    text = "担当は髙﨑さん、ﾊﾟｿｺﾝ係です"
    folded = fold_with_map(text)
    start = folded.text.index("ぱそこん")
    first, last = folded.origin(start, start + 4)
    assert text[first:last] == "ﾊﾟｿｺﾝ"


def test_every_form_in_the_table_of_variants_is_final() -> None:
    lines = files("kairan.core.kit").joinpath("variants.txt").read_text("utf-8").splitlines()
    groups = [line for line in lines if not line.startswith("#")]
    assert len(groups) > 900
    assert len({character for group in groups for character in group}) == sum(map(len, groups))
    for group in groups:
        assert {fold(character) for character in group} == {group[0]}


@given(st.characters(codec="utf-8"), st.characters(codec="utf-8"))
def test_codes_are_four_ascii_characters_in_the_order_of_code_points(one: str, other: str) -> None:
    assert len(code(one)) == 4
    assert code(one).isalnum()
    assert code(one).isascii()
    assert code(one).islower() or code(one).isdigit()
    assert (one < other) == (code(one) < code(other))
    assert code(one) < "o"


@given(texts, st.data())
def test_a_text_has_every_token_sought_for_any_part_of_it(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded)))
    end = data.draw(st.integers(start, len(folded)))
    assert set(grams_sought(folded[start:end].strip())) <= grams(folded)


def test_few_tokens_are_sought_and_they_cover_the_word() -> None:
    pairs = {code(a) + code(b) for a, b in ("避難", "所開", "開設")}
    assert set(grams_sought("避難所開設")) == pairs
    assert grams_sought("市") == [code("市")]
