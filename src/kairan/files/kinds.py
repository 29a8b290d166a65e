"""What a file is, by its content. The sender's word and the name are only compared with it.

Signatures after the formats' own specifications and the WHATWG MIME Sniffing Standard, section 6.
"""

import os
import re
from typing import BinaryIO, Literal

import msgspec

Family = Literal["image", "audio", "video", "document", "archive", "text", "program", "unknown"]

HEAD = 4096  # bytes that are looked at
TAIL = 128 * 1024  # of an archive, where its directory stands
OCTETS = "application/octet-stream"


class Kind(msgspec.Struct, frozen=True):
    """A type with what it is for."""

    type: str
    family: Family


UNKNOWN = Kind(OCTETS, "unknown")
TEXT = Kind("text/plain", "text")
PROGRAM = Kind("application/x-executable", "program")

_ZIP = Kind("application/zip", "archive")
_CFB = Kind("application/x-cfb", "document")
_PDF = Kind("application/pdf", "document")  # may begin anywhere in the first 1,024 bytes

_SIGNATURES: tuple[tuple[int, bytes, Kind], ...] = (
    (0, b"\xff\xd8\xff", Kind("image/jpeg", "image")),
    (0, b"\x89PNG\r\n\x1a\n", Kind("image/png", "image")),
    (0, b"GIF87a", Kind("image/gif", "image")),
    (0, b"GIF89a", Kind("image/gif", "image")),
    (0, b"II*\0", Kind("image/tiff", "image")),
    (0, b"MM\0*", Kind("image/tiff", "image")),
    (0, b"8BPS", Kind("image/vnd.adobe.photoshop", "image")),
    (0, b"{\\rtf", Kind("application/rtf", "document")),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _CFB),
    (0, b"PK\x03\x04", _ZIP),
    (0, b"PK\x05\x06", _ZIP),
    (0, b"\x1f\x8b", Kind("application/gzip", "archive")),
    (0, b"7z\xbc\xaf\x27\x1c", Kind("application/x-7z-compressed", "archive")),
    (0, b"Rar!\x1a\x07", Kind("application/vnd.rar", "archive")),
    (2, b"-lh", Kind("application/x-lzh-compressed", "archive")),
    (0, b"ID3", Kind("audio/mpeg", "audio")),
    (0, b"\xff\xfb", Kind("audio/mpeg", "audio")),
    (0, b"\xff\xf3", Kind("audio/mpeg", "audio")),
    (0, b"fLaC", Kind("audio/flac", "audio")),
    (0, b"OggS", Kind("audio/ogg", "audio")),
    (0, b"\x1aE\xdf\xa3", Kind("video/webm", "video")),
    (0, b"\0\0\x01\xba", Kind("video/mpeg", "video")),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", Kind("video/x-ms-asf", "video")),
    (0, b"MZ", PROGRAM),
    (0, b"\x7fELF", PROGRAM),
    (0, b"\xca\xfe\xba\xbe", PROGRAM),  # Java class, Mach-O for several processors
    (0, b"\xfe\xed\xfa\xce", PROGRAM),
    (0, b"\xfe\xed\xfa\xcf", PROGRAM),
    (0, b"\xce\xfa\xed\xfe", PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", PROGRAM),
    (0, b"L\0\0\0\x01\x14\x02\0", PROGRAM),  # Windows shortcut
    (0, b"MSCF", PROGRAM),  # cabinet: installs
    (0, b"#!", PROGRAM),
)

_RIFF = {
    b"WEBP": Kind("image/webp", "image"),
    b"WAVE": Kind("audio/wav", "audio"),
    b"AVI ": Kind("video/x-msvideo", "video"),
}

_BRANDS = {
    b"avif": Kind("image/avif", "image"),
    b"avis": Kind("image/avif", "image"),
    b"heic": Kind("image/heic", "image"),
    b"heix": Kind("image/heic", "image"),
    b"heim": Kind("image/heic", "image"),
    b"mif1": Kind("image/heif", "image"),
    b"msf1": Kind("image/heif", "image"),
    b"qt  ": Kind("video/quicktime", "video"),
    b"M4A ": Kind("audio/mp4", "audio"),
}
_MP4 = Kind("video/mp4", "video")

_OFFICE = {
    b"word": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    b"xl": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    b"ppt": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_IN_DIRECTORY = rb"PK\x01\x02.{42}"  # a record of the directory, up to the entry's name
_OFFICE_FOLDER = re.compile(_IN_DIRECTORY + rb"(word|xl|ppt)/", re.DOTALL)
_JAVA = re.compile(_IN_DIRECTORY + rb"[\w/$-]{1,200}\.class", re.DOTALL)
_OPEN_DOCUMENT = re.compile(rb"mimetype(application/vnd\.oasis\.opendocument\.[a-z-]{1,40}?)(?:PK|$|[^a-z-])")

_MARKUP = re.compile(rb"\s*(<!doctype html|<html|<head|<body|<script|<iframe|<!--)", re.IGNORECASE)
_SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(content: BinaryIO) -> Kind:
    """Tell what a file is by what is in it; the position afterwards is undefined."""
    content.seek(0)
    head = content.read(HEAD)
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], UNKNOWN)
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], _MP4)
    if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0":
        return Kind("image/bmp", "image")
    for at, signature, kind in _SIGNATURES:
        if head.startswith(signature, at):
            return _archive(head, content) if kind is _ZIP else kind
    return _PDF if b"%PDF-" in head[:1024] else _text(head)


def _archive(head: bytes, content: BinaryIO) -> Kind:
    """Tell office documents and Java programs from other archives by the names in them; nothing is unpacked.

    Only a bounded end of the directory is read: a hostile one names millions of entries.
    """
    if told := _OPEN_DOCUMENT.match(head, 30):
        return Kind(told[1].decode(), "document")
    content.seek(max(0, content.seek(0, os.SEEK_END) - TAIL))
    tail = content.read(TAIL)
    if b"[Content_Types].xml" in tail and (folder := _OFFICE_FOLDER.search(tail)):
        return Kind(_OFFICE[folder[1]], "document")
    return PROGRAM if b"META-INF/MANIFEST.MF" in tail and _JAVA.search(tail) else _ZIP


def _text(head: bytes) -> Kind:
    """Tell text from other bytes, as far as the beginning shows."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return TEXT  # UTF-16
    if _BINARY.search(head):
        return UNKNOWN
    if _SVG.search(head):
        return Kind("image/svg+xml", "text")  # a document with scripts, not a picture
    return Kind("text/html", "text") if _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")) else TEXT
