"""Taking out of pictures what the camera wrote about place, device and person (位置情報などの除去).

The pixels are not touched: segments are left out, nothing is encoded anew. What is needed to show the picture stays:
colour profile, and of EXIF only which side is up. What cannot be read as its format says is left as it is; a picture
whose decoder reads it differently is not made safer by guessing.
"""

import re
import struct
import zlib
from collections.abc import Iterator

_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_MARKER_IN_SCAN = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
_KEPT_APPS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_COMMENT = 0xFE
_APPS = range(0xE0, 0xF0)
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_LEFT_OUT = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})
_WEBP_XMP = 0x04  # a flag of VP8X


class _Unreadable(Exception):  # noqa: N818  (expected of hostile bytes)
    """It is not what its first bytes promise."""


def stripped(content: bytes, kind: str) -> bytes:
    """Return a picture without place, device and comments; the same bytes where there is nothing to take out."""
    ways = {"image/jpeg": _jpeg, "image/png": _png, "image/webp": _webp}
    if kind not in ways:
        return content
    try:
        return b"".join(ways[kind](content))
    except (_Unreadable, struct.error, IndexError):
        return content


def _jpeg(content: bytes) -> Iterator[bytes]:
    """Yield the segments that stay; what follows the end (a second picture, a maker's trailer) goes."""
    yield content[:2]
    at = 2
    while True:
        marker, at = _marker_at(content, at)
        if marker == _EOI:
            yield b"\xff\xd9"
            return
        (length,) = struct.unpack_from(">H", content, at)
        if length < 2 or at + length > len(content):
            raise _Unreadable
        body = content[at + 2 : at + length]
        if marker == 0xE1 and body.startswith(_EXIF):
            yield from _upright_only(body[len(_EXIF) :])
        elif _stays(marker, body):
            yield content[at - 2 : at + length]
        at += length
        if marker == _SOS:
            end = _end_of_scan(content, at)
            yield content[at:end]
            at = end


def _marker_at(content: bytes, at: int) -> tuple[int, int]:
    if content[at] != 0xFF:
        raise _Unreadable
    while content[at] == 0xFF:
        at += 1
    return content[at], at + 1


def _stays(marker: int, body: bytes) -> bool:
    if marker in _APPS:
        return marker in _KEPT_APPS and body.startswith(_KEPT_APPS[marker])
    return marker != _COMMENT


def _end_of_scan(content: bytes, at: int) -> int:
    found = _MARKER_IN_SCAN.search(content, at)
    return len(content) if found is None else found.start()


def _upright_only(exif: bytes) -> Iterator[bytes]:
    """Yield a segment that says which side is up, where that is not the first line's."""
    orientation = _orientation(exif)
    if orientation not in range(2, 9):
        return
    body = _EXIF + _tiff(orientation)
    yield b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _tiff(orientation: int) -> bytes:
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, orientation, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)


def _orientation(exif: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(f"{order}I", exif, 4)
        (entries,) = struct.unpack_from(f"{order}H", exif, start)
        for number in range(min(entries, 200)):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", exif, start + 2 + 12 * number)
            if tag == _ORIENTATION and kind == 3:
                return int(value)
    except struct.error:
        pass
    return 1


def _png(content: bytes) -> Iterator[bytes]:
    if not content.startswith(_PNG):
        raise _Unreadable
    yield _PNG
    at = len(_PNG)
    while at < len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise _Unreadable
        if name == b"eXIf":
            yield from _png_upright_only(content[at + 8 : end - 4])
        elif name not in _PNG_LEFT_OUT:
            yield content[at:end]
        if name == b"IEND":
            return
        at = end


def _png_upright_only(exif: bytes) -> Iterator[bytes]:
    for segment in _upright_only(exif):
        tiff = segment[4 + len(_EXIF) :]
        yield struct.pack(">I", len(tiff)) + b"eXIf" + tiff + struct.pack(">I", zlib.crc32(b"eXIf" + tiff))


def _webp(content: bytes) -> Iterator[bytes]:
    chunks = list(_webp_chunks(content))
    body = b"WEBP" + b"".join(chunks)
    yield b"RIFF" + struct.pack("<I", len(body)) + body


def _webp_chunks(content: bytes) -> Iterator[bytes]:
    (size,) = struct.unpack_from("<I", content, 4)
    at, end = 12, min(len(content), size + 8)
    while at + 8 <= end:
        name, length = struct.unpack_from("<4sI", content, at)
        after = at + 8 + length + length % 2
        if at + 8 + length > end:
            raise _Unreadable
        chunk = content[at:after]
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_XMP]) + chunk[9:]
        if name == b"EXIF":
            tiff = _tiff(_orientation(chunk[8:].removeprefix(_EXIF)))
            yield b"EXIF" + struct.pack("<I", len(tiff)) + tiff
        elif name != b"XMP ":
            yield chunk
        at = after
