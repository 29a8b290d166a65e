"""The process in which pages of papers are drawn: run by its path, with nothing of the server in it.

It gets no environment, no open files but its two pipes, and limits of memory and processor time; it may write no file.
It answers a page with its width, its height and a WebP, or with nothing where there is none. It ends by itself when
nothing comes, and when its parent has gone.
"""

import io
import json
import os
import resource
import select
import sys
from typing import NoReturn

import typst
from PIL import Image

MEMORY_BYTES = 2 * 1024 * 1024 * 1024
CPU_S = 15  # of one page
IDLE_S = 60
LENGTH = 8  # bytes before each question and each answer
FILES_OPEN = 64
DOTS_AN_INCH = 140
QUALITY = 82
READY = b"\x01"  # said once: from then on the time of a page is counted


def main() -> NoReturn:
    """Draw one page after the other."""
    Image.init()
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    _limit()
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    answers.write(READY)
    answers.flush()
    while select.select([asked], [], [], IDLE_S)[0]:
        head = asked.read(LENGTH)
        if len(head) < LENGTH:
            break
        wanted = json.loads(asked.read(int.from_bytes(head)))
        _limit_cpu()
        answer = _drawn(wanted["folder"], wanted["page"], fonts)
        answers.write(len(answer).to_bytes(LENGTH) + answer)
        answers.flush()
    os._exit(0)


def _drawn(folder: str, page: int, fonts: typst.Fonts) -> bytes:
    try:
        drawn = typst.compile(
            f"{folder}/page.typ",
            root=folder,
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"page": str(page)},
            format="png",
            ppi=DOTS_AN_INCH,
        )
    except typst.TypstError:
        return b""
    with Image.open(io.BytesIO(drawn)) as image:
        out = io.BytesIO()
        image.convert("RGB").save(out, "WEBP", quality=QUALITY)
        return image.width.to_bytes(4) + image.height.to_bytes(4) + out.getvalue()


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES_OPEN, FILES_OPEN))
    os.nice(5)  # messages go before papers


def _limit_cpu() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + CPU_S, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
