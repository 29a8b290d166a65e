"""What a photo says of place and device goes; what is needed to see it stays."""

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kairan.files.checks import check_all, default_checks
from kairan.files.stripping import stripped
from tests.files import samples
from tests.files.test_checks import candidate

SECRETS = (b"Secret", b"GPS", b"http://ns.adobe.com/xap/1.0/")
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">SecretPlace</x:xmpmeta>'


def upright(content: bytes) -> bytes:
    """The pixels as a browser shows them."""
    from PIL import ImageOps  # noqa: PLC0415

    return ImageOps.exif_transpose(Image.open(io.BytesIO(content))).convert("RGB").tobytes()


def with_exif(form: str) -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "SecretMaker"
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 54.0, 3.0)})
    options = {"xmp": XMP} if form != "PNG" else {}
    return samples.saved(Image.effect_noise((60, 40), 50).convert("RGB"), form, exif=exif, **options)


@pytest.mark.parametrize(("form", "kind"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")])
def test_place_and_device_go_and_the_picture_stays_upright_to_the_pixel(form: str, kind: str) -> None:
    sent = with_exif(form)
    assert b"SecretMaker" in sent
    bare = stripped(sent, kind)
    assert [one for one in SECRETS if one in bare] == []
    assert upright(bare) == upright(sent)
    assert Image.open(io.BytesIO(bare)).getexif().get(0x0112) == 6
    assert stripped(bare, kind) == bare


def test_a_trailer_and_a_second_picture_behind_the_first_go_too() -> None:
    sent = samples.photo()
    bare = stripped(sent + b"SEFT SecretPlace" + sent, "image/jpeg")
    assert bare == stripped(sent, "image/jpeg")
    assert bare.endswith(b"\xff\xd9")


def test_a_progressive_picture_with_many_scans_is_read_to_its_end() -> None:
    sent = samples.saved(Image.effect_noise((64, 64), 90), "JPEG", progressive=True, quality=95, comment=b"Secret")
    bare = stripped(sent, "image/jpeg")
    assert b"Secret" not in bare
    assert upright(bare) == upright(sent)


@given(st.binary(max_size=200), st.integers(0, 2000))
def test_whatever_comes_is_read_without_a_fault(noise: bytes, at: int) -> None:
    for kind, sent in (("image/jpeg", samples.photo(8, 8)), ("image/png", samples.png(8, 8))):
        stripped(sent[: at % len(sent)] + noise, kind)
        stripped(noise, kind)


def test_what_others_may_keep_by_a_choice_of_the_sender() -> None:
    sent = samples.photo()
    with check_all(default_checks(), candidate("a.jpg", sent)).open() as content:
        assert b"Secret" not in content.read()
    from msgspec.structs import replace  # noqa: PLC0415

    kept = check_all(default_checks(), replace(candidate("a.jpg", sent), keeps_position=True))
    assert not kept.is_rebuilt


def test_a_broken_byte_order_costs_nobody_the_picture() -> None:
    exif = b"Exif\0\0XX\0*" + b"\0" * 20
    plain = samples.saved(Image.new("RGB", (80, 60)), "JPEG")
    sent = plain[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + plain[2:]
    checked = check_all(default_checks(), candidate("a.jpg", sent))
    assert (checked.width, checked.height) == (80, 60)
    assert checked.thumbnail is not None
