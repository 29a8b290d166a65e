"""What may stand in a field of each kind, and how it is found again. Rules without I/O."""

import re
from datetime import date

from kairan.core.kit.text import bounded_text, fold
from kairan.counter.annotations.model import VALUE_LIMIT, AnnotationField, FieldKind
from kairan.counter.annotations.problems import AnnotationNotAccepted

YES = "はい"
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,4})?")
_NARROW = str.maketrans("０１２３４５６７８９．－−，", "0123456789.--,")
_TAKES: dict[FieldKind, str] = {
    "text": "文字",
    "number": "数字（12桁まで）",
    "choice": "選択肢のどれか",
    "day": "日付",
    "yes": "印だけ",
}


def kept(field: AnnotationField, typed: str) -> str:
    """Return a value as it is kept; empty for nothing.

    Problems: AnnotationNotAccepted, TextTooLong, TextNotStorable.
    """
    text = bounded_text(typed, VALUE_LIMIT).strip()
    if not text or field.kind == "text":
        return text
    found = _of_kind(field, text)
    if found is None:
        raise AnnotationNotAccepted(label=field.label, kind=_TAKES[field.kind])
    return found


def _of_kind(field: AnnotationField, text: str) -> str | None:
    if field.kind == "choice":
        return text if text in field.options else None
    if field.kind == "yes":
        return text if text == YES else None
    if field.kind == "day":
        return text if day_of_text(text) is not None else None
    plain = text.translate(_NARROW).replace(",", "")
    return plain if _NUMBER.fullmatch(plain) else None


def day_of_text(text: str) -> date | None:
    """Return a day written 2026-04-01; None for none."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-04-01") else None
    except ValueError:
        return None


def size_of(kind: FieldKind, value: str) -> float | None:
    """Return by what a range finds a value: of a number itself, of a day its number."""
    if kind == "number":
        plain = value.translate(_NARROW).replace(",", "").strip()
        return float(plain) if _NUMBER.fullmatch(plain) else None
    day = day_of_text(value.strip()) if kind == "day" else None
    return None if day is None else float(day.toordinal())


def sought_in(value: str) -> str:
    """Return what a value is found by."""
    return fold(value)


def range_of(kind: FieldKind, wanted: str) -> tuple[float | None, float | None] | None:
    """Return the ends of a range, written 100..200, 100.. or ..200; None for what is none."""
    low, dots, high = wanted.partition("..")
    if kind not in {"number", "day"} or not dots:
        return None
    ends = (size_of(kind, low), size_of(kind, high))
    return None if ends == (None, None) else ends
