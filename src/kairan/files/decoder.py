"""The process in which strangers' pictures are decoded: run by its path, with nothing of the server in it.

It gets no environment, no open files but its two pipes, and limits of memory and processor time; it may write no file.
Its parent kills it when the time is over. It ends by itself when nothing comes, and when the parent has gone.
"""

import importlib.util
import io
import os
import resource
import select
import sys
from pathlib import Path
from typing import Any, NoReturn

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_S = 10  # of one picture
IDLE_S = 60
LENGTH = 8  # bytes before each picture and each answer
PIXELS = 4  # the first bytes of each: with how many pixels it is to be encoded anew, 0 for not at all
FILES_OPEN = 16
READY = b"\x01"  # said once: from then on the time of a picture is counted


def main() -> NoReturn:
    """Answer each picture with what is to be known of it."""
    images = _images()
    _limit()
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    answers.write(READY)
    answers.flush()
    while select.select([asked], [], [], IDLE_S)[0]:
        head = asked.read(LENGTH)
        if len(head) < LENGTH:
            break
        remade_px, content = int.from_bytes(asked.read(PIXELS)), asked.read(int.from_bytes(head) - PIXELS)
        _limit_cpu()
        asked_for = (remade_px,) if remade_px else ()
        answer = images.packed(images.picture_of(io.BytesIO(content), *asked_for))
        answers.write(len(answer).to_bytes(LENGTH) + answer)
        answers.flush()
    os._exit(0)


def _images() -> Any:  # noqa: ANN401  (a module that is found by its path)
    """Load what decodes by its path: the package around it would bring the whole server along."""
    spec = importlib.util.spec_from_file_location("images", Path(__file__).with_name("images.py"))
    if spec is None or spec.loader is None:  # pragma: no cover
        raise ImportError("images.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["images"] = module
    spec.loader.exec_module(module)
    module.Image.init()  # decoders are loaded before files can no longer be opened
    return module


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES_OPEN, FILES_OPEN))
    os.nice(5)  # messages go before pictures


def _limit_cpu() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + CPU_S, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
