"""Pictures: upright, small, without what the camera wrote into them; and never a danger to the server."""

import io
import struct
import tracemalloc
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from kairan.files import images
from kairan.files.images import picture_of
from tests.files.samples import photo, png, saved


def opened(thumbnail: bytes) -> Image.Image:
    return Image.open(io.BytesIO(thumbnail)).convert("RGB")


def pixel(image: Image.Image) -> tuple[int, ...]:
    """The colour near the top left."""
    found = image.getpixel((10, 10))
    assert isinstance(found, tuple)
    return found


def test_the_small_picture_stands_upright_and_so_does_the_size() -> None:
    picture = picture_of(io.BytesIO(photo(400, 300)))
    assert picture is not None
    assert (picture.width, picture.height) == (300, 400)
    small = opened(picture.thumbnail)
    assert small.size == (300, 400)
    red, _, blue = pixel(small)
    assert red > 200 > blue


def test_the_small_picture_says_nothing_of_place_camera_or_person() -> None:
    original = photo()
    assert b"SecretMaker" in original
    assert b"SecretComment" in original
    picture = picture_of(io.BytesIO(original))
    assert picture is not None
    for secret in (b"Secret", b"EXIF", b"Exif", b"XMP ", b"ICCP"):
        assert secret not in picture.thumbnail
    assert not Image.open(io.BytesIO(picture.thumbnail)).getexif()


@pytest.mark.parametrize(
    ("width", "height", "small"), [(4000, 1000, (640, 160)), (20, 10, (20, 10)), (1, 3000, (1, 640))]
)
def test_the_small_picture_has_at_most_640_pixels_a_side_and_is_never_blown_up(
    width: int, height: int, small: tuple[int, int]
) -> None:
    picture = picture_of(io.BytesIO(png(width, height)))
    assert picture is not None
    assert (picture.width, picture.height) == (width, height)
    assert opened(picture.thumbnail).size == small


@pytest.mark.parametrize(
    ("mode", "form"),
    [("L", "PNG"), ("LA", "PNG"), ("P", "PNG"), ("RGBA", "PNG"), ("1", "PNG"), ("I;16", "PNG"), ("CMYK", "JPEG")]
    + [("RGB", form) for form in ("GIF", "WEBP", "AVIF", "BMP")],
)
def test_every_common_kind_of_picture_gets_a_small_copy(mode: str, form: str) -> None:
    picture = picture_of(io.BytesIO(saved(Image.new(mode, (50, 20)), form)))
    assert picture is not None
    assert opened(picture.thumbnail).size == (50, 20)


def test_transparency_is_kept() -> None:
    picture = picture_of(io.BytesIO(saved(Image.new("RGBA", (20, 20), (255, 0, 0, 0)), "PNG")))
    assert picture is not None
    assert pixel(Image.open(io.BytesIO(picture.thumbnail)).convert("RGBA"))[3] == 0


def test_a_deep_scan_is_not_washed_out() -> None:
    picture = picture_of(io.BytesIO(saved(Image.new("I;16", (20, 20), 0x8000), "PNG")))
    assert picture is not None
    assert 120 <= pixel(opened(picture.thumbnail))[0] <= 136


def test_colours_of_another_space_are_brought_to_srgb() -> None:
    space = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    picture = picture_of(io.BytesIO(saved(Image.new("RGB", (20, 20), (200, 30, 30)), "PNG", icc_profile=space)))
    assert picture is not None  # a profile that does not fit its picture is passed over


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is huge; what follows would unpack to that."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 20_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_decompression_bomb_is_never_unpacked() -> None:
    content = bomb(50_000, 50_000)
    tracemalloc.start()
    try:
        assert picture_of(io.BytesIO(content)) is None
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_picture_just_beyond_the_limit_is_a_plain_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "PIXELS", 1200)
    assert picture_of(io.BytesIO(png(40, 30))) is not None
    assert picture_of(io.BytesIO(png(41, 30))) is None


@pytest.mark.parametrize("content", [b"", b"no picture", png(300, 300)[:-200], photo()[:3000], b"II*\0" + b"\0" * 50])
def test_what_is_broken_or_no_picture_is_a_plain_file(content: bytes) -> None:
    assert picture_of(io.BytesIO(content)) is None


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([png(), photo(), saved(Image.new("RGB", (9, 9)), "GIF"), saved(Image.new("P", (9, 9)), "WEBP")]),
    st.data(),
)
def test_no_damage_to_a_picture_is_a_fault(content: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(content) - 1))
    wound = data.draw(st.binary(min_size=1, max_size=8))
    picture_of(io.BytesIO(content[:at] + wound + content[at + len(wound) :]))
