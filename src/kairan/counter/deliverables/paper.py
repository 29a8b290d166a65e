"""A letter on paper (通知書・証明書): what is filled in, and the code that leads to the page that confirms it."""

from collections.abc import Mapping

from kairan.applications.paper.layout import around
from kairan.core.kit.days import day_of
from kairan.core.kit.typesetting.glyphs import Printable
from kairan.core.kit.typesetting.qr import qr_svg
from kairan.counter.deliverables.model import LetterText

TEMPLATE = "letter.typ"
_WORDS = {
    "sample": "見本（交付していません）",
    "number": "発行番号",
    "issued_on": "発行日",
    "qr_alt": "この文書が真正であることを確かめるページのQRコード",
    "genuine": "この文書が真正で、内容が変わっていないことは、次のページで確かめられます。",
    "replaced": "この書面で表せない文字",
    "replaced_text": "次の文字は、別の字形または「〓」で印刷しています。",
}


def letter_paper(text: LetterText, *, is_sample: bool = False) -> Mapping[str, object]:
    """Return a letter; a sample says so, and has no code."""
    ink = Printable()
    year, month, day = day_of(text.issued_at).split("-")
    content = {
        "is_sample": is_sample,
        "mark": ink(text.mark),
        "number": text.number,
        "issued_on": f"{int(year)}年{int(month)}月{int(day)}日",
        "addressee": ink(text.addressee),
        "sender": ink(text.sender or text.organization),
        "heading": ink(text.title),
        "body": ink(text.body),
        "facts": [{"name": ink(one.name), "value": ink(one.value)} for one in text.facts],
        "qr": None if is_sample else qr_svg(text.url),
        "url": ink(text.url),
        "footer": ink(f"{text.title}　{text.number}"),
    }
    return content | around(ink, f"{text.title} {text.number}", text.organization, "ja", dict(_WORDS))
