"""A password is long and not among those tried first; what is wrong with one is said before it is kept."""

import pytest

from kairan.people.problems import PasswordCommon, PasswordTooShort
from kairan.sessions.passwords import LEAST_LENGTH, hash_password, password_matches, require_good_password


@pytest.mark.parametrize("password", ["", "short", "a1B!c2D?e3F", "あ" * (LEAST_LENGTH - 1)])
def test_a_short_password_is_refused_however_complicated(password: str) -> None:
    with pytest.raises(PasswordTooShort) as refused:
        require_good_password(password)
    assert "12文字以上" in refused.value.sentence("ja")


@pytest.mark.parametrize(
    "password",
    [
        "Password2026",
        "!!PASSWORD!!",
        "ｐａｓｓｗｏｒｄ2026",
        "passwordpassword",
        "123123123123",
        "123456789012345",
        "0987654321098",
        "qwertyuiopqwe",
        "1qaz2wsx3edc4rfv",
        "zyxwvutsrqponm",
        "あああああああああああああ",
        "ababababababab",
        "sunshine2026",
    ],
)
def test_what_is_tried_first_is_refused(password: str) -> None:
    with pytest.raises(PasswordCommon):
        require_good_password(password)


@pytest.mark.parametrize("password", ["yamada-taro1", "1234yamada-taro", "YAMADA-TARO!!"])
def test_the_login_with_a_little_around_it_is_refused(password: str) -> None:
    with pytest.raises(PasswordCommon):
        require_good_password(password, "yamada-taro")


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "庁舎の裏の柿は今年も甘い",
        "password of the old library",
        "yamada likes green tea",
        "k8#vQ2!mZr4w",
        "83 22 51 09 76",
    ],
)
def test_a_long_phrase_is_good_without_any_kind_of_character_being_demanded(password: str) -> None:
    require_good_password(password, "yamada")


def test_a_very_long_password_is_judged_at_once() -> None:
    require_good_password("長い文の例です。" * 125)


def test_without_an_account_no_password_matches() -> None:
    assert password_matches(hash_password("correct horse battery"), "correct horse battery")
    assert not password_matches(None, "nobody has this password")
    assert not password_matches("not a hash", "anything")
