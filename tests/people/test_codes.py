"""Codes of local governments: five or six digits, the sixth checks the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kairan.people.codes import CheckDigitWrong, CodeMalformed, check_digit, checked_code, kind_of_code

REAL = {
    "010006": "prefecture",  # 北海道
    "130001": "prefecture",  # 東京都
    "470007": "prefecture",  # 沖縄県
    "011002": "municipality",  # 札幌市
    "131016": "municipality",  # 千代田区
    "132063": "municipality",  # 府中市（東京都）
    "342084": "municipality",  # 府中市（広島県）
    "473821": "municipality",  # 与那国町
}


@pytest.mark.parametrize("code", REAL)
def test_real_codes_are_taken_with_and_without_their_check_digit(code: str) -> None:
    assert checked_code(code) == code
    assert checked_code(code[:5]) == code
    assert kind_of_code(code) == REAL[code]


def test_full_width_digits_and_spaces_around_are_taken() -> None:
    assert checked_code("０１１００２") == "011002"
    assert checked_code(" 01100　") == "011002"


@pytest.mark.parametrize(
    "typed", ["", "0110", "0110021", "01100x", "00100", "48100", "990001", "0110 02", "٠١١٠٠", "-01100"]
)
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(CodeMalformed):
        checked_code(typed)


@given(five=st.from_regex(r"(0[1-9]|[1-3][0-9]|4[0-7])[0-9]{3}", fullmatch=True), wrong=st.integers(0, 9))
def test_every_other_sixth_digit_is_refused(five: str, wrong: int) -> None:
    if str(wrong) == check_digit(five):
        assert checked_code(f"{five}{wrong}") == f"{five}{wrong}"
    else:
        with pytest.raises(CheckDigitWrong):
            checked_code(f"{five}{wrong}")


def test_the_sentence_repeats_what_was_typed() -> None:
    with pytest.raises(CheckDigitWrong) as refused:
        checked_code("011003")
    assert "「011003」" in refused.value.sentence("ja")
