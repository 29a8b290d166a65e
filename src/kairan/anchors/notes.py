"""Signed notes and checkpoints (C2SP signed-note and tlog-checkpoint): plain text that carries its own signatures.

    kairan.example.lg.jp
    17
    qINS1GRFhWHwdkUeqLEoP4yEMkTBBzxBkGwGQlVlVcs=
    anchor 17 2026-11-29T18:00:00.000Z 20412 qV1J…=

    — kairan.example.lg.jp Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=

The first line is the origin, then the number of anchors, the root over all of them, and what the last one says. An
empty line ends the text; every line behind it is a signature by a key that the reader may know or not.
"""

import base64
import binascii
import re
from collections.abc import Sequence
from typing import Self

import msgspec

from kairan.anchors.keys import PublicKey, SigningKey

DASH = "— "
_STATEMENT = re.compile(r"anchor (\d{1,12}) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (\d{1,12}) ([A-Za-z0-9+/]{43}=)")
BEGIN, END = "-----BEGIN KAIRAN ANCHOR-----", "-----END KAIRAN ANCHOR-----"  # around a note in a letter


class NoteMalformed(Exception):  # noqa: N818  (what happened, as in this house)
    """The text is no checkpoint of ours."""


class Signature(msgspec.Struct, frozen=True):
    """A line of a note: whose it says it is, and what is behind it."""

    name: str
    key_id: bytes
    signature: bytes


class Checkpoint(msgspec.Struct, frozen=True, kw_only=True):
    """What a note says: the log of anchors so far, and its last anchor."""

    origin: str
    size: int  # anchors in the log, this one included
    root: bytes  # of the log
    at: str  # ISO 8601, UTC
    heads: int  # streams in this anchor
    heads_root: bytes

    @property
    def statement(self) -> str:
        """The line that is a leaf of the log of anchors."""
        return f"anchor {self.size} {self.at} {self.heads} {base64.b64encode(self.heads_root).decode()}"

    @property
    def text(self) -> str:
        """What is signed and stamped."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n{self.statement}\n"


class Note(msgspec.Struct, frozen=True):
    """A checkpoint with its signatures; it may have none yet."""

    checkpoint: Checkpoint
    signatures: tuple[Signature, ...] = ()

    def signed_by(self, key: SigningKey) -> Self:
        """Return the note with another signature; one of the same key is replaced."""
        public = key.public
        made = Signature(public.name, public.key_id, key.sign(self.checkpoint.text.encode()))
        others = tuple(one for one in self.signatures if (one.name, one.key_id) != (public.name, public.key_id))
        return msgspec.structs.replace(self, signatures=(*others, made))

    def is_signed_by(self, keys: Sequence[PublicKey]) -> bool:
        """Whether one of these keys signed it. A signature under a known key that does not fit spoils the note."""
        held = {(key.name, key.key_id): key for key in keys}
        known = [one for one in self.signatures if (one.name, one.key_id) in held]
        text = self.checkpoint.text.encode()
        return bool(known) and all(held[one.name, one.key_id].verifies(text, one.signature) for one in known)

    @property
    def encoded(self) -> str:
        """The note as it is written out."""
        lines = (
            f"{DASH}{one.name} {base64.b64encode(one.key_id + one.signature).decode()}\n" for one in self.signatures
        )
        return f"{self.checkpoint.text}\n{''.join(lines)}"


def read_note(written: str) -> Note:
    """Read a note, also out of a letter. Raises NoteMalformed."""
    if BEGIN in written:
        written = written.replace("\r\n", "\n").partition(f"{BEGIN}\n")[2].partition(END)[0]
    text, separator, signatures = written.partition("\n\n")
    lines = text.split("\n")
    if not separator or len(lines) != 4:
        raise NoteMalformed
    return Note(_checkpoint(lines), tuple(_signature(line) for line in signatures.split("\n") if line))


def _checkpoint(lines: Sequence[str]) -> Checkpoint:
    origin, size, root, statement = lines
    said = _STATEMENT.fullmatch(statement)
    if said is None or said[1] != size or not origin:
        raise NoteMalformed
    read = Checkpoint(
        origin=origin,
        size=int(size),
        root=_decoded(root, 32),
        at=said[2],
        heads=int(said[3]),
        heads_root=_decoded(said[4], 32),
    )
    if read.text != "\n".join(lines) + "\n":  # one way to write it: what was signed is what is read
        raise NoteMalformed
    return read


def _signature(line: str) -> Signature:
    name, _, encoded = line.removeprefix(DASH).partition(" ")
    if not line.startswith(DASH) or not name:
        raise NoteMalformed
    decoded = _decoded(encoded)
    if len(decoded) < 5:
        raise NoteMalformed
    return Signature(name, decoded[:4], decoded[4:])


def _decoded(text: str, size: int | None = None) -> bytes:
    try:
        decoded = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteMalformed from error
    if size is not None and len(decoded) != size:
        raise NoteMalformed
    return decoded
