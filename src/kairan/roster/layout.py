"""Sheets as PDF: laid out by typst, in a font that comes with Kairan; nothing is fetched and nothing is stored."""

import io
import json
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

import msgspec
import regex
import segno

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
FONT = FONTS / "NotoSansJP-Regular.ttf"
TEMPLATE = HERE / "sheets.typ"
GETA = "〓"

_CLUSTER = regex.compile(r"\X")


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on one sheet."""

    name: str
    department: str
    number: str
    login: str
    password: str
    address: str


class Letterhead(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on every sheet."""

    organization: str
    address: str
    valid_until: str
    per_page: Literal[1, 2, 4]
    language: str
    others: list[str] = []  # the addresses of further entrances, with their names


class _Glyphs(msgspec.Struct, frozen=True):
    """What the font can draw: characters, and characters with a variation selector."""

    characters: frozenset[int]
    variants: frozenset[tuple[int, int]]


@cache
def _glyphs() -> _Glyphs:
    from fontTools.ttLib import TTFont  # noqa: PLC0415  (for whoever prints sheets only)

    with TTFont(FONT, lazy=True) as font:
        tables = font["cmap"].tables
        variants = {
            (base, selector)
            for table in tables
            if table.format == 14
            for selector, bases in table.uvsDict.items()
            for base, _ in bases
        }
        return _Glyphs(frozenset(font.getBestCmap()), frozenset(variants))


def unprintable(text: str) -> list[str]:
    """Return what the font does not have of a text, character by character as a person counts them."""
    return list(dict.fromkeys(one for one in _CLUSTER.findall(text) if not _is_drawn(one)))


def _is_drawn(cluster: str) -> bool:
    glyphs = _glyphs()
    codes = [ord(one) for one in cluster]
    for place, code in enumerate(codes):
        is_selector = 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF
        if is_selector and (place == 0 or (codes[place - 1], code) not in glyphs.variants):
            return False
        if not is_selector and code not in glyphs.characters and not chr(code).isspace():
            return False
    return True


def printed(text: str) -> str:
    """Return a text as it stands on paper: what the font lacks is 〓, and was told before."""
    return _CLUSTER.sub(lambda one: one[0] if _is_drawn(one[0]) else GETA, text)


def address_for(base: str, organization_id: str, login: str) -> str:
    """Return the sign-in page with body and login filled in."""
    return f"{base.rstrip('/')}/?{urlencode({'organization': organization_id, 'login': login})}"


def render(letterhead: Letterhead, sheets: list[Sheet]) -> bytes:
    """Return the PDF; some milliseconds for each sheet, so never on the event loop."""
    import typst  # noqa: PLC0415  (27 MiB of compiler, for whoever prints sheets only)

    data = {
        "head": msgspec.to_builtins(letterhead) | {"organization": printed(letterhead.organization)},
        "words": WORDS[letterhead.language],
        "sheets": [
            msgspec.to_builtins(sheet)
            | {"name": printed(sheet.name), "department": printed(sheet.department), "qr": _qr(sheet.address)}
            for sheet in sheets
        ],
    }
    return typst.compile(
        TEMPLATE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
    )


def _qr(address: str) -> str:
    """Return a QR code as SVG. One mask for all: trying every one would take eight times as long."""
    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False, mask=3, boost_error=False)
    code.save(out, kind="svg", border=0, xmldecl=False, omitsize=True)
    return out.getvalue().decode()


WORDS: dict[str, dict[str, str]] = {
    "ja": {
        "title": "サインインのご案内",
        "sama": "様",
        "number": "職員番号",
        "login": "ログインID",
        "password": "最初のパスワード",
        "address": "サインインの画面",
        "step1": "スマートフォンでは右のコードを読み取り、パソコンでは下のアドレスを開きます。",
        "step2": "ログインIDと最初のパスワードを入力します。ハイフン（-）も入力します。",
        "step3": "画面の案内に従って、自分だけのパスワードに変えます。",
        "until": "最初のパスワードの期限",
        "care": "この用紙はご本人だけがお持ちください。パスワードを変えたあとは、裁断して捨ててください。",
    },
    "en": {
        "title": "How to sign in",
        "sama": "",
        "number": "Staff number",
        "login": "Login",
        "password": "First password",
        "address": "Sign-in page",
        "step1": "On a phone, scan the code. On a PC, open the address below.",
        "step2": "Enter the login and the first password, hyphens (-) included.",
        "step3": "Follow the page and choose a password of your own.",
        "until": "The first password is valid until",
        "care": "Keep this sheet to yourself. Shred it once you have changed the password.",
    },
}
