"""Sheets as PDF: laid out by typst, in a font that comes with Kairan; nothing is fetched and nothing is stored."""

import json
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

import msgspec

from kairan.core.kit.typesetting.glyphs import FOLDER, printed
from kairan.core.kit.typesetting.qr import qr_svg

TEMPLATE = Path(__file__).parent / "sheets.typ"


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
            | {
                "name": printed(sheet.name),
                "department": printed(sheet.department),
                "qr": qr_svg(sheet.address, mask=3),
            }
            for sheet in sheets
        ],
    }
    return typst.compile(
        TEMPLATE,
        font_paths=[FOLDER],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
    )


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
