"""What a file is, is told by its content."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kairan.files.kinds import kind_of
from tests.files import samples

OFFICE = "application/vnd.openxmlformats-officedocument"


@pytest.mark.parametrize(
    ("content", "type_", "family"),
    [
        (samples.png(), "image/png", "image"),
        (samples.photo(), "image/jpeg", "image"),
        (samples.saved(Image.new("RGB", (9, 9)), "WEBP"), "image/webp", "image"),
        (samples.saved(Image.new("RGB", (9, 9)), "GIF"), "image/gif", "image"),
        (samples.saved(Image.new("RGB", (9, 9)), "BMP"), "image/bmp", "image"),
        (samples.saved(Image.new("RGB", (9, 9)), "TIFF"), "image/tiff", "image"),
        (samples.saved(Image.new("RGB", (9, 9)), "AVIF"), "image/avif", "image"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heic", "image"),
        (b"\0\0\0\x18ftypisom\0\0\2\0isommp41", "video/mp4", "video"),
        (samples.PDF, "application/pdf", "document"),
        (b"\r\nfrom a printer\r\n" + samples.PDF, "application/pdf", "document"),
        (samples.DOCX, f"{OFFICE}.wordprocessingml.document", "document"),
        (samples.XLSX, f"{OFFICE}.spreadsheetml.sheet", "document"),
        (samples.PPTX, f"{OFFICE}.presentationml.presentation", "document"),
        (samples.ODT, "application/vnd.oasis.opendocument.text", "document"),
        (samples.OLD_OFFICE, "application/x-cfb", "document"),
        (samples.ZIP, "application/zip", "archive"),
        (b"PK\x03\x04 and no directory", "application/zip", "archive"),
        (samples.JAR, "application/x-executable", "program"),
        (samples.EXE, "application/x-executable", "program"),
        (b"#!/bin/sh\nrm -rf /\n", "application/x-executable", "program"),
        (samples.HTML, "text/html", "text"),
        (samples.SVG, "image/svg+xml", "text"),
        (samples.SHIFT_JIS, "text/plain", "text"),
        ("メモ".encode("utf-16"), "text/plain", "text"),
        ("メモ".encode(), "text/plain", "text"),
        (b"\x01\x02\x03", "application/octet-stream", "unknown"),
    ],
)
def test_a_kind_is_told_by_content(content: bytes, type_: str, family: str) -> None:
    kind = kind_of(io.BytesIO(content))
    assert (kind.type, kind.family) == (type_, family)


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"RIFF", b"\0\0\0\x18ftyp", b"BM", b"PK\x05\x06"]))
def test_any_bytes_have_a_kind(content: bytes, start: bytes) -> None:
    assert kind_of(io.BytesIO(start + content)).type


def test_an_archive_with_a_million_names_is_told_by_its_end_alone() -> None:
    class Counted(io.BytesIO):
        taken = 0

        def read(self, size: int | None = -1, /) -> bytes:
            data = super().read(size)
            self.taken += len(data)
            return data

    content = Counted(b"PK\x03\x04" + b"PK\x01\x02" * 500_000)
    assert kind_of(content).family == "archive"
    assert content.taken < 200_000
