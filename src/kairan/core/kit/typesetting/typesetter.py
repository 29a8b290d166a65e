"""The process in which PDFs are laid out: run by its path, with nothing of the server in it.

It gets no environment, no open files but its two pipes, and limits of memory and processor time; it may write no file,
so that no template fetches a package either. Its arguments are the folders of the fonts. It ends by itself when nothing
comes, and when its parent has gone.
"""

import json
import os
import resource
import select
import sys
from typing import Any, Literal, NoReturn

import typst

MEMORY_BYTES = 2 * 1024 * 1024 * 1024
CPU_S = 40  # of one document
IDLE_S = 60
LENGTH = 8  # bytes before each document and each answer
FILES_OPEN = 64
READY = b"\x01"  # said once: from then on the time of a document is counted
DONE, REFUSED = b"\x01", b"\x00"  # before a document, and before what the compiler says of what it cannot lay out
STANDARDS: list[Literal["a-2a", "ua-1"]] = [
    "a-2a",
    "ua-1",
]  # archival; tagged, to be read aloud


def main() -> NoReturn:
    """Lay out one document after the other."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=sys.argv[1:])
    _limit()
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    answers.write(READY)
    answers.flush()
    while select.select([asked], [], [], IDLE_S)[0]:
        head = asked.read(LENGTH)
        if len(head) < LENGTH:
            break
        content = asked.read(int.from_bytes(head))
        _limit_cpu()
        answer = _laid_out(json.loads(content), fonts)
        answers.write(len(answer).to_bytes(LENGTH) + answer)
        answers.flush()
    os._exit(0)


def _laid_out(wanted: dict[str, Any], fonts: typst.Fonts) -> bytes:
    """Return the PDF. What people wrote is data for the template, and never a part of it."""
    if missing := set(wanted["data"]["fonts"]) - set(fonts.families()):
        return REFUSED + f"no font {sorted(missing)}: the text would be left out".encode()
    try:
        made: bytes = typst.compile(
            wanted["template"],
            root=wanted["root"],
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(wanted["data"], ensure_ascii=False)},
            format="pdf",
            pdf_standards=[*STANDARDS],
            timestamp=wanted["at"],
        )
    except typst.TypstError as error:
        return REFUSED + str(error).encode()
    return DONE + made


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES_OPEN, FILES_OPEN))
    os.nice(5)  # messages go before paper


def _limit_cpu() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + CPU_S, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
