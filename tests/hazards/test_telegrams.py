"""Telegrams: every sample is understood, as read through by hand; what is no telegram is refused in words."""

from collections.abc import Iterator

import msgspec
import pytest

from kairan.core.kit.problems import Problem
from kairan.hazards.problems import (
    TelegramForeign,
    TelegramIncomplete,
    TelegramNotXml,
    TelegramTooDeep,
    TelegramTooLarge,
    TelegramWithDoctype,
)
from kairan.hazards.receiving import read_brought
from kairan.hazards.telegrams import Telegram, read_telegram
from kairan.hazards.telegrams.ladders import LADDERS
from kairan.hazards.telegrams.xml import BYTES_MOST
from tests.hazards.conftest import DATA, SHAKEN, SLIDES, sample, samples, telegram

TEXT = sample(SLIDES).decode()


def told(name: str, one: Telegram) -> Iterator[str]:
    yield f"{name} {one.kind} {one.status} {one.info_type} {one.serial} {one.valid_until or '-'} {one.title}"
    for item in one.items:
        first = item.areas[0]
        level = item.alert_level or "-"
        where = f"{len(item.areas)} {first.scheme}:{first.code}:{first.name}"
        yield f"    {item.kind} {item.grade} {level} {item.change} {item.name} {where}"


def test_every_sample_means_what_was_read_in_it_by_hand() -> None:
    lines = [line for name in samples() for line in told(name, telegram(name))]
    assert lines == (DATA / "understood.txt").read_text("utf-8").splitlines()
    assert len(samples()) == 84


def test_every_item_stands_on_a_rung_of_its_ladder_and_names_an_area() -> None:
    for name in samples():
        for item in telegram(name).items:
            assert 0 <= item.grade <= len(LADDERS[item.kind]), name
            assert item.areas, name
            assert item.alert_level is None or 1 <= item.alert_level <= 5, name


def test_a_value_comes_back_from_what_is_kept() -> None:
    one = telegram(SHAKEN)
    assert msgspec.json.decode(msgspec.json.encode(one), type=Telegram) == one


ENTITIES = '<!DOCTYPE Report [<!ENTITY a "災"><!ENTITY b SYSTEM "file:///etc/passwd">]><Report>&b;</Report>'
BOMB = '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><Report>&b;&b;</Report>'
HEAD = '<Report xmlns="http://xml.kishou.go.jp/jmaxml1/">'
REFUSED: dict[str, tuple[bytes, type[Problem]]] = {
    "empty": (b"", TelegramNotXml),
    "cut off": (sample(SLIDES)[:5000], TelegramNotXml),
    "not UTF-8": (TEXT.encode("cp932", "ignore"), TelegramNotXml),
    "an unknown encoding": (b'<?xml version="1.0" encoding="x-unknown"?><Report/>', TelegramNotXml),
    "an encoding of two bytes": (b'<?xml version="1.0" encoding="Shift_JIS"?><Report/>', TelegramNotXml),
    "outer entities": (ENTITIES.encode(), TelegramWithDoctype),
    "entities in entities": (BOMB.encode(), TelegramWithDoctype),
    "a document type alone": (b"<!DOCTYPE Report><Report/>", TelegramWithDoctype),
    "an entity of nowhere": (f"{HEAD}&nowhere;</Report>".encode(), TelegramNotXml),
    "too many bytes": (b" " * (BYTES_MOST + 1), TelegramTooLarge),
    "too many elements": (f"{HEAD}{'<a/>' * 300_001}</Report>".encode(), TelegramTooLarge),
    "too deep": (f"{HEAD}{'<a>' * 50}{'</a>' * 50}</Report>".encode(), TelegramTooDeep),
    "another format": (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', TelegramForeign),
    "another namespace": (TEXT.replace("xml.kishou.go.jp/jmaxml1/", "xml.example/").encode(), TelegramForeign),
    "no head": (f"{HEAD}<Control/></Report>".encode(), TelegramForeign),
    "an unknown status": (TEXT.replace("<Status>通常", "<Status>本番", 1).encode(), TelegramIncomplete),
    "an unknown kind of information": (
        TEXT.replace("<InfoType>発表", "<InfoType>遅延", 1).encode(),
        TelegramIncomplete,
    ),
    "no time": (TEXT.replace("<ReportDateTime>2024", "<ReportDateTime>x", 1).encode(), TelegramIncomplete),
    "a year of no calendar": (
        TEXT.replace("<ReportDateTime>2024", "<ReportDateTime>9999", 1).encode(),
        TelegramIncomplete,
    ),
    "no title": (TEXT.replace("<Title>気象警報・注意報（Ｒ０６）（土砂）", "<Title>", 1).encode(), TelegramIncomplete),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_telegram_is_refused_in_words(what: str) -> None:
    content, problem = REFUSED[what]
    with pytest.raises(problem) as refused:
        read_telegram(content)
    assert "{" not in refused.value.sentence("ja") + refused.value.sentence("en")
    assert read_brought("drop", "", content).telegram is None


def test_a_product_nobody_knows_yet_is_kept_and_warns_of_nothing() -> None:
    one = read_telegram(TEXT.replace("気象警報・注意報（Ｒ０６）（土砂）", "未来の電文", 1).encode())
    assert (one.kind, one.items, one.control_title) == ("information", (), "未来の電文")


def test_control_characters_and_marks_that_turn_text_round_are_taken_out() -> None:
    one = read_telegram(TEXT.replace("東部、西部では", "東部\u202e\u0085西部では", 1).encode())
    assert one.headline.startswith("東部西部では")


def test_a_prefix_for_the_namespace_is_as_good_as_none() -> None:
    named = TEXT.replace("<Report ", "<k:Report ").replace("</Report>", "</k:Report>").replace("xmlns=", "xmlns:k=", 1)
    one = read_telegram(named.encode())
    assert one == telegram(SLIDES)


def test_telegrams_are_ordered_as_they_were_meant() -> None:
    issued = telegram("67_01_01_140927_VFVO56.xml")
    corrected, cancelled = telegram("67_01_03_140927_VFVO56.xml"), telegram("67_01_04_140927_VFVO56.xml")
    assert issued.order < corrected.order < cancelled.order
    assert issued.story == corrected.story == cancelled.story
