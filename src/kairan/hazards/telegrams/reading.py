"""From bytes to a value: the head, which all telegrams share, and then what the product warns of."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TypeVar

from kairan.core.kit.clock import JAPAN
from kairan.hazards.problems import TelegramForeign, TelegramIncomplete
from kairan.hazards.telegrams.earth import EARTH
from kairan.hazards.telegrams.items import Read
from kairan.hazards.telegrams.titles import Family, product_of
from kairan.hazards.telegrams.value import InfoType, Status, Telegram
from kairan.hazards.telegrams.weather import WEATHER
from kairan.hazards.telegrams.xml import Node, read_xml

SPACE = "http://xml.kishou.go.jp/jmaxml1/"
TITLE_MOST, ID_MOST, HEADLINE_MOST = 200, 64, 2_000
STATUSES: Mapping[str, Status] = {"通常": "actual", "訓練": "drill", "試験": "test"}
INFO_TYPES: Mapping[str, InfoType] = {"発表": "issued", "訂正": "corrected", "取消": "cancelled"}
READERS: Mapping[Family, Read] = {**WEATHER, **EARTH}
T = TypeVar("T")
_YEARS = (1970, 2099)  # what no database and no calendar has trouble with
_DURATION = re.compile(r"P(?:(\d{1,3})M)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?)?")


def read_telegram(content: bytes) -> Telegram:
    """Return what a telegram says.

    Problems: those of `read_xml`, TelegramForeign, TelegramIncomplete.
    """
    report = read_xml(content)
    control, head = report.first("Control"), report.first("Head")
    named = (report.attribute("xmlns"), *(value for key, value in report.attributes.items() if key[:6] == "xmlns:"))
    if report.name != "Report" or SPACE not in named or control is None or head is None:
        raise TelegramForeign
    control_title = _text(control, "Title", TITLE_MOST)
    kind, family = product_of(control_title)
    info_type = _one_of(head, "InfoType", INFO_TYPES)
    valid_from, valid_until = _validity(head)
    title = _text(head, "Title", TITLE_MOST)
    is_recall = info_type == "cancelled"
    reader = READERS.get(family)
    items = () if is_recall or reader is None else reader(head, report.first("Body") or Node("Body", {}), title)
    return Telegram(
        control_title=control_title,
        kind=kind,
        status=_one_of(control, "Status", STATUSES),
        info_type=info_type,
        title=title,
        event_id=_clean(head.said("EventID"))[:ID_MOST],
        serial=_serial(head),
        office=_clean(control.said("EditorialOffice"))[:TITLE_MOST],
        sent_at=_instant(control, "DateTime"),
        reported_at=_instant(head, "ReportDateTime"),
        valid_from=valid_from,
        valid_until=valid_until,
        headline=_clean(head.said("Headline", "Text"))[:HEADLINE_MOST],
        items=tuple(items),
    )


def _text(node: Node, name: str, most: int) -> str:
    text = _clean(node.said(name))[:most]
    if not text:
        raise TelegramIncomplete(part=name)
    return text


def _clean(text: str) -> str:
    """Take out what cannot be seen: XML lets control characters and marks through that no text of ours may hold."""
    return "".join(one for one in text if one == "\n" or unicodedata.category(one) not in {"Cc", "Cf", "Cn", "Co"})


def _one_of(node: Node, name: str, known: Mapping[str, T]) -> T:
    value = known.get(node.said(name))
    if value is None:
        raise TelegramIncomplete(part=name)
    return value


def _serial(head: Node) -> int:
    """Return the number within the event; typhoons write 03-02, and a river may write none."""
    digits = re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", head.said("Serial")))[:6]
    return int(digits) if digits else 0


def _instant(node: Node, name: str) -> int:
    """Return an instant in ms. Without a zone it is Japan's, as the format says."""
    at = _moment(node.said(name))
    if at is None:
        raise TelegramIncomplete(part=name)
    return at


def _moment(said: str) -> int | None:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    if not _YEARS[0] <= moment.year <= _YEARS[1]:
        return None
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=JAPAN)
    return int(zoned.timestamp() * 1000)


def _validity(head: Node) -> tuple[int | None, int | None]:
    """Return from when until when it holds: until an instant (`ValidDateTime`), or for a time (`TargetDuration`)."""
    begins = _moment(head.said("TargetDateTime"))
    ends = _moment(head.said("ValidDateTime"))
    lasting = _DURATION.fullmatch(head.said("TargetDuration"))
    if ends is None and begins is not None and lasting and lasting[0] != "P":
        months, days, hours, minutes = (int(one or 0) for one in lasting.groups())
        ends = begins + int(timedelta(days=days + 30 * months, hours=hours, minutes=minutes).total_seconds() * 1000)
    return begins, ends
