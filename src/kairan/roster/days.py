"""Days as offices write them: 令和9年4月1日, R9.7.1, 2027/4/1, 20270401, and the number Excel makes of one (46478)."""

import re
import unicodedata
from datetime import date, timedelta

_ERAS = {
    "明治": 1867, "M": 1867, "大正": 1911, "T": 1911, "昭和": 1925, "S": 1925, "平成": 1988, "H": 1988, "令和": 2018,
    "R": 2018, "明": 1867, "大": 1911, "昭": 1925, "平": 1988, "令": 2018,
}  # fmt: skip
_SIGN = r"\s*[./\-年]\s*"
_REST = rf"{_SIGN}(\d{{1,2}})\s*[./\-月]\s*(\d{{1,2}})日?"
_OF_ERA = re.compile(rf"({'|'.join(sorted(_ERAS, key=len, reverse=True))})\s*\.?\s*(元|\d{{1,2}}){_REST}")
_WESTERN = re.compile(rf"(\d{{4}}){_REST}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{5}(\.0*)?")
_BEHIND = re.compile(r"(\s+|T)\d{1,2}[:時].*|\s*[(（].[)）]\s*|付け?$")  # a time of day, a day of the week
_EXCEL_EPOCH = date(1899, 12, 30)
_YEARS = range(1950, 2100)


def day_of_words(typed: str) -> date | None:
    """Return the day that is meant, None where it is no day (a day without its year is none)."""
    text = _BEHIND.sub("", unicodedata.normalize("NFKC", typed).strip()).strip()
    found = _read(text)
    return found if found is not None and found.year in _YEARS else None


def _read(text: str) -> date | None:
    if era := _OF_ERA.fullmatch(text.upper()):
        year = 1 if era[2] == "元" else int(era[2])
        return _date(_ERAS[era[1]] + year, int(era[3]), int(era[4]))
    if western := _WESTERN.fullmatch(text) or _COMPACT.fullmatch(text):
        return _date(int(western[1]), int(western[2]), int(western[3]))
    if _SERIAL.fullmatch(text):
        return _EXCEL_EPOCH + timedelta(days=int(text.split(".", maxsplit=1)[0]))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def told_day(day: date) -> str:
    """Write a day as people do: 2027年4月1日."""
    return f"{day.year}年{day.month}月{day.day}日"
