"""What an attached file must be (添付の確認): of a kind that is taken, what its name says, and clean.

Pictures are decoded where that can be killed, and encoded anew: of what a resident sent nothing but pixels is kept.
Everything here blocks, and runs in a thread.
"""

from collections.abc import Callable
from typing import BinaryIO

import msgspec
import structlog

from kairan.applications.attachment_model import AttachmentState
from kairan.files.checks import type_told
from kairan.files.clamd import CheckerAway, Scanner, TooLargeToCheck
from kairan.files.decoding import decoded
from kairan.files.kinds import kind_of
from kairan.files.names import extension_of
from kairan.forms.questions.files import TYPES, FileQuestion

log = structlog.get_logger("kairan.applications")
_PICTURES = frozenset(kind for kinds in TYPES["picture"].values() for kind in kinds)
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}


class Unfit(Exception):  # noqa: N818  (expected of what strangers send)
    """The file is not taken: a word of `forms.complaints`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class LookedThrough(msgspec.Struct, frozen=True):
    """What was found out; `remade` takes the place of what was sent."""

    name: str
    type: str
    state: AttachmentState
    remade: bytes = b""
    thumbnail: bytes = b""


def look_through(
    opening: Callable[[], BinaryIO], name: str, question: FileQuestion, scanner: Scanner | None
) -> LookedThrough:
    """Look through a file of a question. Raises Unfit."""
    with opening() as content:
        kind = kind_of(content)
    extension = extension_of(name)
    taken = question.types_of(extension)
    if not taken:
        raise Unfit("file_kind")
    is_picture = kind.type in _PICTURES
    if kind.type not in taken and not (is_picture and taken[0] in _PICTURES):  # phones call a PNG .jpg
        raise Unfit("file_disguised")
    with opening() as content:
        state = state_of(scanner, content)
    if state == "refused":
        raise Unfit("file_infected")
    if not is_picture:
        return LookedThrough(name, type_told(kind, extension), state)
    with opening() as content:
        picture = decoded(content, question.PIXELS)
    if picture is None:
        raise Unfit("file_picture")
    return LookedThrough(
        _renamed(name, picture.remade_type), picture.remade_type, state, picture.remade, picture.thumbnail
    )


def state_of(scanner: Scanner | None, content: BinaryIO) -> AttachmentState:
    """Return what a virus checker says of a content: where it cannot say anything, the content stays unchecked."""
    if scanner is None:
        return "unchecked"
    try:
        found = scanner.found_in(content)
    except CheckerAway as error:
        log.warning("checker.away", error=str(error))
        return "unchecked"
    except TooLargeToCheck as error:
        log.warning("checker.too_large", error=str(error))
        return "unchecked"
    if found is not None:
        log.warning("attachment.infected", found=found)
    return "clean" if found is None else "refused"


def _renamed(name: str, kind: str) -> str:
    """Return a name that ends as the content says."""
    if extension_of(name) in {"jpg", "jpeg"} and kind == "image/jpeg":
        return name
    ending = _ENDINGS[kind]
    return name if extension_of(name) == ending else f"{name.rpartition('.')[0]}.{ending}"
