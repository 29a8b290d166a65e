"""The checks every file passes before anybody can read it, in order; the seam for virus scanners and rebuilding.

A check is given what is known of a file and returns what is known after it, or raises a Problem to refuse it. It may
put other content in its place (rebuilding: a picture re-encoded, macros taken out). It knows the viewer, and so the
entrance and the device the file comes through. Checks block; they run in a thread.
"""

from collections.abc import Callable, Sequence
from typing import BinaryIO, Protocol

import msgspec

from kairan.core.viewer import Viewer
from kairan.files.images import picture_of
from kairan.files.kinds import OCTETS, Family, kind_of
from kairan.files.model import SHOWN_INLINE
from kairan.files.names import extension_of
from kairan.files.problems import FileDisguised, FileKindRefused

# What Windows runs when it is opened, or what installs itself. A body may lengthen the list.
_RUN_WHEN_OPENED = """
ade adp app appref-ms bat chm cmd com cpl dll exe gadget hlp hta img inf ins iso isp jar job js jse lib lnk mde msc
msi msix msp mst nsh pif ps1 ps1xml psc1 reg scf scr sct settingcontent-ms sh sys url vb vbe vbs vhd vhdx vxd wsc wsf
wsh xll
"""
REFUSED_EXTENSIONS = frozenset(_RUN_WHEN_OPENED.split())

_BY_EXTENSION = {
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "msg": "application/vnd.ms-outlook",
    "jtd": "application/x-js-taro",
    "csv": "text/csv",
    "ics": "text/calendar",
}
_TOLD_BY_EXTENSION_ONLY = frozenset({"application/x-cfb", "text/plain"})

_PROMISED: dict[str, Family] = {
    **dict.fromkeys(("jpg", "jpeg", "png", "gif", "webp", "avif", "heic", "heif", "bmp", "tif", "tiff"), "image"),
    **dict.fromkeys(("mp3", "m4a", "wav", "ogg", "flac"), "audio"),
    **dict.fromkeys(("mp4", "mov", "webm", "avi", "wmv", "mpg", "mpeg"), "video"),
    "pdf": "document",
}


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A received file on its way through the checks."""

    viewer: Viewer
    name: str  # clean
    claimed: str  # the type the sender said; not believed
    size: int
    open: Callable[[], BinaryIO]  # gives the content, seekable, to be closed by the check
    type: str = OCTETS
    width: int | None = None
    height: int | None = None
    thumbnail: bytes | None = None
    is_rebuilt: bool = False  # `open` gives other content than was sent


class Check(Protocol):
    """One check. Raises a Problem to refuse."""

    def __call__(self, candidate: Candidate, /) -> Candidate: ...


def check_all(checks: Sequence[Check], candidate: Candidate) -> Candidate:
    """Run the checks in order; the first that refuses ends it."""
    for check in checks:
        candidate = check(candidate)
    return candidate


class CheckKind:
    """Tell the type by the content; refuse programs, and content that is not what name and sender promise."""

    def __init__(self, refused: frozenset[str] = REFUSED_EXTENSIONS) -> None:
        self.refused = refused

    def __call__(self, candidate: Candidate, /) -> Candidate:
        """Set `type`. Problems: FileKindRefused, FileDisguised."""
        with candidate.open() as content:
            kind = kind_of(content)
        extension = extension_of(candidate.name)
        if kind.family == "program" or extension in self.refused:
            raise FileKindRefused(name=candidate.name)
        promised = _promised(candidate)
        if promised and not _may_stand_for(kind.family, promised) and kind.type != "image/svg+xml":
            raise FileDisguised(name=candidate.name)
        told = _BY_EXTENSION.get(extension) if kind.type in _TOLD_BY_EXTENSION_ONLY else None
        return msgspec.structs.replace(candidate, type=told or kind.type)


def _promised(candidate: Candidate) -> Family | None:
    """What name and sender say it is; the name counts more, since that is what people open it by."""
    if promised := _PROMISED.get(extension_of(candidate.name)):
        return promised
    family = candidate.claimed.partition("/")[0]
    return "image" if family == "image" else None


def _may_stand_for(found: Family, promised: Family) -> bool:
    """Whether the content may be what is promised: unknown bytes may, and sound and film share their containers."""
    media = ("audio", "video")
    return found in {"unknown", promised} or (found in media and promised in media)


def check_picture(candidate: Candidate) -> Candidate:
    """Decode a picture within limits and make its small copy; what cannot be decoded stays a plain download."""
    if not candidate.type.startswith("image/"):
        return candidate
    with candidate.open() as content:
        picture = picture_of(content)
    if picture is None:
        return candidate
    is_shown = candidate.type in SHOWN_INLINE
    return msgspec.structs.replace(
        candidate,
        width=picture.width if is_shown else None,
        height=picture.height if is_shown else None,
        thumbnail=picture.thumbnail,
    )


def default_checks(refused: frozenset[str] = REFUSED_EXTENSIONS) -> tuple[Check, ...]:
    """Return the checks of a new installation."""
    return (CheckKind(refused), check_picture)
