"""Asking a process that can be killed what a picture is (別プロセスでの画像の解読).

Promise: whatever a picture does to its decoder, it costs one check of `DEADLINE_S` at most, and the file becomes a
plain file without a small picture.
"""

import atexit
from pathlib import Path
from typing import BinaryIO

import msgspec
import structlog

from kairan.core.kit.bounds import bounded
from kairan.core.kit.killable_process import KillableProcesses, ProcessLost
from kairan.files.decoder import PIXELS
from kairan.files.images import Picture

DEADLINE_S = bounded("pictures.seconds", 10, "drop", "the file is taken without a small picture")
KEPT = bounded("pictures.processes", 2, "drop", "a process beyond these ends after its picture")
_PROGRAM = str(Path(__file__).with_name("decoder.py"))

log = structlog.get_logger("kairan.files")
_picture: msgspec.msgpack.Decoder[Picture | None] = msgspec.msgpack.Decoder(Picture | None)


class Decoders(KillableProcesses):
    """Processes that decode; each takes one picture after the other, and none two at once."""

    def __init__(self, deadline_s: float = DEADLINE_S, program: str = _PROGRAM) -> None:
        super().__init__(program, deadline_s, KEPT)

    def picture_of(self, content: bytes, remade_px: int = 0) -> Picture | None:
        """Decode a picture; None when it is none, or its process did not live to tell. Blocks: only in a thread.

        With `remade_px` it is encoded anew, see `images.picture_of`.
        """
        try:
            answer = self.ask(remade_px.to_bytes(PIXELS) + content)
        except ProcessLost:
            log.warning("picture.given_up", bytes=len(content))
            return None
        return _picture.decode(answer)


_decoders = Decoders()
atexit.register(_decoders.close)


def decoded(content: BinaryIO, remade_px: int = 0) -> Picture | None:
    """Decode a picture where it can do no harm, and encode it anew if asked to. Blocks: only in a thread."""
    return _decoders.picture_of(content.read(), remade_px)
