"""Paper says what was written, in the fonts there are, and tells what it cannot print; it costs its time at most."""

import asyncio
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph

from kairan.core.kit.killable_process import READY
from kairan.core.kit.problems import TooBusy
from kairan.core.kit.typesetting import CONTENT_BYTES, WAITING, NotLaidOut, TooMuchForPdf, Typesetter
from kairan.core.kit.typesetting.glyphs import GETA, Printable, known_fonts, read_font
from tests.support.paper import squeezed, text_of

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: "見本")
#set text(font: data.fonts.first(), fallback: false, lang: "ja")
= 見本
#for (number, piece) in data.said [#piece]
"""
HOSTILE = '#import "@preview/x:1.0.0" $x$ *b* _i_ [[ \\ <a> @b // /* `raw` \n= h\n- list #panic("x") #sys.inputs'
FAMILY = {"fonts": ["Noto Sans JP"]}


def said(text: str) -> Mapping[str, object]:
    return FAMILY | {"said": Printable(known_fonts()[:1])(text)}


def test_what_people_wrote_is_never_markup_and_comes_back_as_it_was_written(tmp_path: Path) -> None:
    template = tmp_path / "t.typ"
    template.write_text(TEMPLATE)
    texts = [
        HOSTILE,
        "葛\U000e0100城 𠮷子 髙﨑 邉邊",
        "か\u3099が ㈱ Nguyễn Đặng",
        "あ" * 33_000,
        "a" * 4_000,
        "x\n" * 2_000,
    ]

    async def laid_out() -> list[bytes]:
        typesetter = Typesetter()
        return [await typesetter.pdf("sato", template, partial(said, text), 1_764_460_800_000) for text in texts]

    for text, pdf in zip(texts, asyncio.run(laid_out()), strict=True):
        assert squeezed(text) in squeezed(text_of(pdf)), text[:20]
        assert b"<pdfaid:part>2<" in pdf
        assert b"<pdfuaid:part>1<" in pdf
        assert b"/FontFile" in pdf
    assert asyncio.run(laid_out())[0] == asyncio.run(laid_out())[0], "the same data, the same bytes"


def tiny_font(file: Path) -> None:
    """A font of two characters: a variant of 葛 that our own lacks, and one that Noto Sans JP has not at all."""
    names = [".notdef", "base", "variant", "rare"]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x845B: "base", 0x30000: "rare"}, uvs=[(0x845B, 0xE01EE, "variant")])
    builder.setupGlyf({name: Glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Rare", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(file)


def test_a_variant_that_one_font_lacks_is_taken_from_the_other_and_never_silently_replaced(tmp_path: Path) -> None:
    tiny_font(tmp_path / "rare.ttf")
    both = Printable([known_fonts()[0], read_font("Rare", tmp_path / "rare.ttf")])
    assert both("葛\U000e0100 葛\U000e01ee\U00030000城") == [
        (0, "葛\U000e0100 "),
        (1, "葛\U000e01ee\U00030000"),
        (0, "城"),
    ]
    assert both.families == ["Noto Sans JP", "Rare"]
    assert both.replaced == {}
    alone = Printable(known_fonts()[:1])
    assert alone("葛\U000e01ee\U00030000 😀\u200d👩 \u202eab\ufeff\r\n\tc") == [(0, f"葛{GETA} {GETA} ab\n c")]
    assert alone.replaced == {"葛\U000e01ee": "葛", "\U00030000": GETA, "😀\u200d👩": GETA}


def test_a_document_that_takes_too_long_is_given_up_and_the_next_is_laid_out(tmp_path: Path) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text(
        f"import sys, time\nout = sys.stdout.buffer\nout.write({READY!r}); out.flush()\n"
        "while head := sys.stdin.buffer.read(8):\n"
        "    content = sys.stdin.buffer.read(int.from_bytes(head))\n"
        "    if b'slow' in content: time.sleep(600)\n"
        "    out.write((2).to_bytes(8) + b'\\x01k'); out.flush()\n"
    )

    async def work() -> None:
        typesetter = Typesetter(deadline_s=3, program=str(slow))
        with pytest.raises(TooMuchForPdf):
            await typesetter.pdf("sato", tmp_path / "slow", dict, 0)
        assert await typesetter.pdf("sato", tmp_path / "quick", dict, 0) == b"k"
        with pytest.raises(TooMuchForPdf):
            await typesetter.pdf("sato", tmp_path / "large", lambda: {"said": "あ" * CONTENT_BYTES}, 0)
        typesetter._waiting = WAITING
        with pytest.raises(TooBusy):
            await typesetter.pdf("sato", tmp_path / "quick", dict, 0)

    asyncio.run(work())


def test_no_document_is_made_without_its_font_or_from_a_template_that_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "t.typ").write_text("= a\n#nothing")

    async def work() -> None:
        typesetter = Typesetter()
        with pytest.raises(NotLaidOut, match="unknown variable"):
            await typesetter.pdf("sato", tmp_path / "t.typ", lambda: FAMILY, 0)
        with pytest.raises(NotLaidOut, match="no font"):
            await typesetter.pdf("sato", tmp_path / "t.typ", lambda: {"fonts": ["Nowhere"]}, 0)

    asyncio.run(work())
