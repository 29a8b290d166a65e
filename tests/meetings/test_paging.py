"""Pages of papers: drawn in a process that can be killed; what is no PDF costs its own pages and nothing else."""

import io
from pathlib import Path

import pytest
import typst
from PIL import Image

from kairan.meetings.paging import MadePage, PageMaker, folder_of_paper


@pytest.fixture(scope="module")
def maker() -> PageMaker:
    return PageMaker()


def pdf_of(markup: str) -> bytes:
    made = typst.compile(markup.encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def pages(maker: PageMaker, content: bytes, most: int = 10) -> list[MadePage]:
    found: list[MadePage] = []
    with folder_of_paper() as folder:
        (folder / "paper.pdf").write_bytes(content)
        while len(found) < most and (page := maker.page(folder, len(found) + 1)) is not None:
            found.append(page)
    assert not folder.exists()
    return found


def test_every_page_is_a_picture_as_wide_as_the_others(maker: PageMaker) -> None:
    content = pdf_of('#set page(paper: "a4")\nfirst #pagebreak() second\n#set page(flipped: true)\nthird')
    made = pages(maker, content)
    assert [one.width for one in made] == [1400, 1400, 1400]
    assert made[0].height == made[1].height > 1400 > made[2].height
    for one in made:
        with Image.open(io.BytesIO(one.content)) as image:
            assert (image.format, image.size) == ("WEBP", (one.width, one.height))


def test_a_page_like_a_ribbon_is_no_longer_than_twice_a_sheet(maker: PageMaker) -> None:
    (ribbon,) = pages(maker, pdf_of("#set page(width: 2cm, height: 400cm)\nx"))
    assert ribbon.height == 2800


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing", b'#read("/etc/passwd")', b"\0" * 1_000])
def test_what_is_no_pdf_has_no_pages(maker: PageMaker, content: bytes) -> None:
    assert pages(maker, content) == []


def test_a_process_that_hangs_costs_one_page(tmp_path: Path) -> None:
    program = tmp_path / "hangs.py"
    program.write_text("import sys, time\nsys.stdout.buffer.write(b'\\x01')\nsys.stdout.flush()\ntime.sleep(60)\n")
    assert pages(PageMaker(deadline_s=0.5, program=str(program)), pdf_of("x")) == []
