"""The checks every file passes before anybody can read it, in order; the seam for virus scanners and rebuilding.

A check is given what is known of a file and returns what is known after it, or raises a Problem to refuse it. It may
put other content in its place (rebuilding: a picture re-encoded, macros taken out). It knows the viewer, and so the
entrance and the device the file comes through. Checks block; they run in a thread.
"""

import io
from collections.abc import Callable, Sequence
from typing import BinaryIO, Protocol

import msgspec
import structlog

from kairan.core.viewer import Viewer
from kairan.files.clamd import CheckerAway, Scanner, TooLargeToCheck
from kairan.files.decoding import decoded
from kairan.files.kinds import OCTETS, Family, Kind, kind_of
from kairan.files.model import SHOWN_INLINE
from kairan.files.names import extension_of
from kairan.files.problems import (
    CheckerUnreachable,
    FileDisguised,
    FileInfected,
    FileKindNotForGuests,
    FileKindRefused,
    FileTooLargeToCheck,
)
from kairan.files.stripping import stripped

log = structlog.get_logger("kairan.files")

# What Windows runs when it is opened, or what installs itself. A body may lengthen the list.
_RUN_WHEN_OPENED = """
ade adp app appref-ms bat chm cmd com cpl dll exe gadget hlp hta img inf ins iso isp jar job js jse lib lnk mde msc
msi msix msp mst nsh pif ps1 ps1xml psc1 reg scf scr sct settingcontent-ms sh sys url vb vbe vbs vhd vhdx vxd wsc wsf
wsh xll
ade apk app appinstaller application command desktop diagcab iqy jnlp library-ms mobileconfig oqy one onepkg onetoc2
ppkg rdp search-ms searchconnector-ms slk theme themepack website wim
"""
REFUSED_EXTENSIONS = frozenset(_RUN_WHEN_OPENED.split())

# What people from outside may send: documents, drawings, pictures, sound, film, archives. Nothing that is new to us.
_FOR_GUESTS = """
txt csv tsv md log ics vcf eml msg xml json
pdf doc docx docm xls xlsx xlsm ppt pptx pptm odt ods odp rtf jtd jtdc jhd xdw xbd xps key numbers pages
jpg jpeg png gif webp avif heic heif bmp tif tiff svg svgz psd ai eps
dxf dwg jww jwc sfc sxf p21 dgn ifc shp shx dbf prj geojson kml kmz gpx gml ora xpm
mp3 m4a wav ogg flac aac wma mp4 mov webm avi wmv mpg mpeg m4v
zip lzh 7z rar gz tar
"""
GUESTS_EXTENSIONS = frozenset(_FOR_GUESTS.split())

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

# Registered types of drawings begin with image/, too: DXF is text, and promises no bitmap.
_BITMAPS = frozenset(f"image/{kind}" for kind in ("jpeg", "png", "gif", "webp", "avif", "heic", "heif", "bmp", "tiff"))

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
    keeps_position: bool = False  # the sender wants where and with what it was taken to be told
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
        if candidate.viewer.is_guest and extension not in GUESTS_EXTENSIONS:
            raise FileKindNotForGuests(name=candidate.name)
        promised = _promised(candidate)
        if promised and not _may_stand_for(kind.family, promised) and kind.type != "image/svg+xml":
            raise FileDisguised(name=candidate.name)
        return msgspec.structs.replace(candidate, type=type_told(kind, extension))


def type_told(kind: Kind, extension: str) -> str:
    """Return the type of a content, told by its name where the content alone does not say which of several."""
    told = _BY_EXTENSION.get(extension) if kind.type in _TOLD_BY_EXTENSION_ONLY else None
    return told or kind.type


def _promised(candidate: Candidate) -> Family | None:
    """What name and sender say it is; the name counts more, since that is what people open it by."""
    if promised := _PROMISED.get(extension_of(candidate.name)):
        return promised
    return "image" if candidate.claimed in _BITMAPS else None


def _may_stand_for(found: Family, promised: Family) -> bool:
    """Whether the content may be what is promised: unknown bytes may, and sound and film share their containers."""
    media = ("audio", "video")
    return found in {"unknown", promised} or (found in media and promised in media)


def strip_position(candidate: Candidate) -> Candidate:
    """Take out of a photo where, when and with what it was taken, unless its sender wants it told."""
    if candidate.keeps_position or not candidate.type.startswith("image/"):
        return candidate
    with candidate.open() as content:
        sent = content.read()
    bare = stripped(sent, candidate.type)
    if bare == sent:
        return candidate
    return msgspec.structs.replace(candidate, size=len(bare), open=lambda: io.BytesIO(bare), is_rebuilt=True)


def check_picture(candidate: Candidate) -> Candidate:
    """Decode a picture within limits and make its small copy; what cannot be decoded stays a plain download."""
    if not candidate.type.startswith("image/"):
        return candidate
    with candidate.open() as content:
        picture = decoded(content)
    if picture is None:
        return candidate
    is_shown = candidate.type in SHOWN_INLINE
    return msgspec.structs.replace(
        candidate,
        width=picture.width if is_shown else None,
        height=picture.height if is_shown else None,
        thumbnail=picture.thumbnail,
    )


class CheckViruses:
    """Ask a virus checker of everything that is sent; while it is away, nothing is taken."""

    def __init__(self, scanner: Scanner) -> None:
        self._scanner = scanner

    def __call__(self, candidate: Candidate, /) -> Candidate:
        """Let a clean file through. Problems: FileInfected, FileTooLargeToCheck, CheckerUnreachable."""
        try:
            with candidate.open() as content:
                found = self._scanner.found_in(content)
        except TooLargeToCheck as error:
            raise FileTooLargeToCheck(name=candidate.name) from error
        except CheckerAway as error:
            log.warning("checker.away", error=str(error))
            raise CheckerUnreachable(retry_after_s=30) from error
        if found is not None:
            log.warning("file.infected", found=found, member=candidate.viewer.member_id)
            raise FileInfected(name=candidate.name)
        return candidate


def default_checks(refused: frozenset[str] = REFUSED_EXTENSIONS, scanner: Scanner | None = None) -> tuple[Check, ...]:
    """Return the checks of a new installation, with a virus checker where one is set."""
    viruses: tuple[Check, ...] = () if scanner is None else (CheckViruses(scanner),)
    return (CheckKind(refused), *viruses, strip_position, check_picture)
