"""A form on a poster (ポスター): a code to be scanned, and an address to be typed."""

from collections.abc import Mapping

import msgspec

from kairan.applications.letters import said_at
from kairan.applications.paper.layout import Fact, around, inked
from kairan.applications.paper.words import said, words_of
from kairan.core.kit.typesetting.glyphs import Printable
from kairan.core.kit.typesetting.qr import qr_svg

TEMPLATE = "poster.typ"
SUMMARY_LIMIT = 240  # characters; who wants to know more opens it
CONTACT_LIMIT = 300
_LANGUAGE = "ja"  # of those it is put up for, whoever prints it


class Announced(msgspec.Struct, frozen=True, kw_only=True):
    """A published form, as it is put up on a wall."""

    title: str
    summary: str
    organization: str
    department: str
    contact: str
    url: str
    is_for_staff: bool
    opens_at: int | None
    ends_at: int | None


def poster_paper(form: Announced) -> Mapping[str, object]:
    """Return the poster of a form, in Japanese."""
    ink = Printable()
    address = form.url.partition("://")[2] or form.url
    content = {
        "organization": ink(form.organization),
        "heading": ink(form.title),
        "title_pt": 34 if len(form.title) <= 16 else 26 if len(form.title) <= 40 else 18,
        "summary": ink(_short(form.summary, SUMMARY_LIMIT)),
        "address": ink(address),
        "address_pt": 20 if len(address) <= 36 else 14 if len(address) <= 60 else 10,
        "qr": qr_svg(form.url),
        "is_for_staff": form.is_for_staff,
        "facts": inked(ink, _facts(form)),
    }
    words = words_of(_LANGUAGE, "scan", "staff", qr_alt="poster_alt")
    return content | around(ink, form.title, form.organization, _LANGUAGE, words)


def _facts(form: Announced) -> list[Fact]:
    times = [said("since", _LANGUAGE, at=said_at(form.opens_at))] if form.opens_at else []
    times += [said("until", _LANGUAGE, at=said_at(form.ends_at))] if form.ends_at else []
    found = [
        ("opens", " ".join(times)),
        ("department", form.department),
        ("contact", _short(form.contact, CONTACT_LIMIT)),
    ]
    return [(said(name, _LANGUAGE), value) for name, value in found if value]


def _short(text: str, most: int) -> str:
    plain = text.strip()
    return plain if len(plain) <= most else plain[: most - 1] + "…"
