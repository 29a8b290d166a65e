"""File names from outside are made harmless, and stay what people know the file by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kairan.files.names import NAME_BYTES, UNNAMED, clean_file_name, extension_of


@pytest.mark.parametrize(
    ("given_name", "clean"),
    [
        ("避難所開設状況.xlsx", "避難所開設状況.xlsx"),
        ("会議 資料　第２版.docx", "会議 資料　第２版.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\sato\\写真.jpg", "写真.jpg"),
        ("/", UNNAMED),
        ("..", UNNAMED),
        ("", UNNAMED),
        (" . . ", UNNAMED),
        ("\x00\x1b[31mred\n.txt", "[31mred.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\u200b\ufeffb\u00ad.txt", "ab.txt"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("LPT1.tar.gz", "_LPT1.tar.gz"),
        ("COM¹.log", "_COM¹.log"),
        ("console.txt", "console.txt"),
        ('a<b>:"c|d?e*.txt', "a_b___c_d_e_.txt"),
        (".htaccess", "htaccess"),
        ("報告書.pdf . . .", "報告書.pdf"),
        ("報告書 .pdf", "報告書.pdf"),
        ("か\u3099き\u309a.txt", "がき\u309a.txt"),
        ("葛\U000e0100城.txt", "葛\U000e0100城.txt"),
        ("\ufa19崎\ufa11.txt", "\ufa19崎\ufa11.txt"),
        ("外字\ue000.txt", "外字\ue000.txt"),
        ("家族👨\u200d👩\u200d👧.png", "家族👨\u200d👩\u200d👧.png"),
        ("\ud800lone.txt", "lone.txt"),
        ("tab\tand  spaces.txt", "tab and spaces.txt"),
    ],
)
def test_a_name_is_cleaned_by_rule(given_name: str, clean: str) -> None:
    assert clean_file_name(given_name) == clean


def test_a_long_name_keeps_its_extension_and_whole_characters() -> None:
    clean = clean_file_name("災" * 200 + ".xlsx")
    assert len(clean.encode()) <= NAME_BYTES
    assert clean == "災" * 83 + ".xlsx"


def test_a_long_name_is_not_cut_between_a_character_and_its_variation() -> None:
    for length in range(78, 90):
        clean = clean_file_name("あ" * length + "葛\U000e0100" * 9 + ".txt")
        assert not clean.removesuffix(".txt").endswith("葛")


def test_what_only_looks_like_an_extension_is_cut_too() -> None:
    assert len(clean_file_name("a." + "b" * 400).encode()) <= NAME_BYTES


@given(st.text(st.characters(exclude_categories=())))
def test_any_name_becomes_harmless_and_cleaning_again_changes_nothing(name: str) -> None:
    clean = clean_file_name(name)
    assert clean
    assert len(clean.encode()) <= NAME_BYTES
    assert not set(clean) & set('/\\<>:"|?*\x00\n\r\u202e')
    assert clean == clean.strip(" .")
    assert clean_file_name(clean) == clean


def test_the_extension_is_what_follows_the_last_dot() -> None:
    assert extension_of("a.tar.GZ") == "gz"
    assert extension_of("README") == ""
    assert extension_of(".profile") == ""
