"""Strangers' pictures are decoded where they can be killed: a bomb costs one check, and never the server."""

import asyncio
import io
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from kairan.core.kit.problems import TooBusy
from kairan.core.kit.turns import Turns
from kairan.files import decoder
from kairan.files.decoding import Decoders
from kairan.files.images import SCANS_MOST, picture_of
from tests.files import samples

PRELUDE = f"""
import importlib.util, sys
spec = importlib.util.spec_from_file_location("decoder", {str(Path(decoder.__file__))!r})
decoder = importlib.util.module_from_spec(spec); spec.loader.exec_module(decoder)
images = decoder._images()
decoder._images = lambda: images
"""
BOMBS = {
    "never ends": "import time\ndef work(content): time.sleep(600)",
    "takes memory": "def work(content): return [bytearray(1 << 28) for _ in range(64)]",
    "crashes": "import os, signal\ndef work(content): os.kill(os.getpid(), signal.SIGSEGV)",
    "ends": "import os\ndef work(content): os._exit(0)",
}


@pytest.fixture
def decoders() -> Iterator[Decoders]:
    made = Decoders()
    yield made
    made.close()


def test_a_picture_is_decoded_as_it_would_be_here(decoders: Decoders) -> None:
    for content in (samples.photo(), samples.png(), b"no picture", samples.PDF):
        assert decoders.picture_of(content) == picture_of(io.BytesIO(content))


def test_the_process_has_none_of_our_secrets_and_files(decoders: Decoders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAIRAN_SECRET", "geheim")
    with open(__file__) as ours:  # noqa: PTH123
        os.set_inheritable(ours.fileno(), True)
        assert decoders.picture_of(samples.png()) is not None
    (process,) = decoders._idle
    place = Path(f"/proc/{process.pid}")
    assert b"geheim" not in (place / "environ").read_bytes()
    opened = {str(one.readlink()) for one in (place / "fd").iterdir()}
    assert __file__ not in opened
    limits = (place / "limits").read_text()
    for limit in ("Max address space", "Max cpu time", "Max file size"):
        (line,) = [line for line in limits.splitlines() if line.startswith(limit)]
        assert line.split()[3] != "unlimited", line


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_costs_one_check_and_the_next_picture_is_decoded(bomb: str, tmp_path: Path) -> None:
    """What a decoder may do on hostile bytes is done here in its place, inside the same limits."""
    program = tmp_path / "decoder.py"
    program.write_text(f"{PRELUDE}\n{BOMBS[bomb]}\nplain = images.picture_of\n" + (
        "images.picture_of = lambda content: work(content) if content.getvalue() == b'bomb' else plain(content)\n"
        "decoder.main()\n"
    ))  # fmt: skip
    decoders = Decoders(deadline_s=3, program=str(program))
    try:
        assert decoders.picture_of(samples.png()) is not None
        began = time.monotonic()
        assert decoders.picture_of(b"bomb") is None
        assert time.monotonic() - began < 60
        assert decoders.picture_of(samples.png()) is not None
    finally:
        decoders.close()


def test_a_process_that_ended_for_want_of_work_is_started_anew(decoders: Decoders) -> None:
    assert decoders.picture_of(samples.png()) is not None
    (process,) = decoders._idle
    process.kill()
    process.wait()
    assert decoders.picture_of(samples.png()) is not None


def scans(number: int) -> bytes:
    """A progressive JPEG whose last scan is said again and again."""
    sent = samples.saved(Image.new("L", (64, 64)), "JPEG", progressive=True)
    last = sent.rindex(b"\xff\xda")
    return sent[:last] + sent[last:-2] * number + b"\xff\xd9"


def test_thousands_of_scans_are_no_picture() -> None:
    assert picture_of(io.BytesIO(scans(2))) is not None
    assert picture_of(io.BytesIO(scans(SCANS_MOST + 1))) is None


def test_one_account_is_checked_one_by_one_and_others_meanwhile() -> None:
    async def work() -> None:
        turns, at_work, most = Turns(3, TooBusy), "", set()

        async def check(who: str) -> None:
            nonlocal at_work
            async with turns.of(who):
                at_work += who
                most.add("".join(sorted(at_work)))
                await asyncio.sleep(0.01)
                at_work = at_work.replace(who, "", 1)

        ended = await asyncio.gather(*(check(one) for one in "aaaab"), return_exceptions=True)
        assert [type(end) for end in ended if end is not None] == [TooBusy]
        assert most == {"a", "ab"}

    asyncio.run(work())
