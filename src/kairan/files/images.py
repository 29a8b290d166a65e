"""Pictures: their size as shown, and a small copy without what the camera wrote into them.

Everything here decodes what strangers sent: formats are listed, sizes are bounded before anything is unpacked, and
whatever a decoder does not like makes the file a plain file, not a fault. Runs in a process that can be killed
(`decoder.py`), and imports nothing of ours.
"""

import io
from typing import BinaryIO

import msgspec
from PIL import Image, ImageCms

THUMBNAIL_PX = 640  # at most, on the longer side
THUMBNAIL_TYPE = "image/webp"
QUALITY = 80
REMADE_QUALITY = 85
PIXELS = 40_000_000  # decoded whole: 160 MB
JPEG_PIXELS = 120_000_000  # decoded at a fraction of its size; phones make 108 million

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP")
_ORIENTATION = 0x0112
SCANS_MOST = 100  # of a progressive JPEG; cameras and programs make some ten
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_TURNED = frozenset({5, 6, 7, 8})  # lying on its side
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))

Image.MAX_IMAGE_PIXELS = JPEG_PIXELS


class Picture(msgspec.Struct, frozen=True):
    """A picture that was decoded here."""

    width: int  # as shown
    height: int
    thumbnail: bytes
    remade: bytes = b""  # the whole picture, encoded anew, where that was asked for
    remade_type: str = ""


def picture_of(content: BinaryIO, remade_px: int = 0) -> Picture | None:
    """Decode a picture; None when it is none, is broken, or would unpack beyond the limits.

    With `remade_px` it is encoded anew as well, with at most so many pixels on the longer side: of what was sent
    nothing but the pixels stays.
    """
    try:
        if _scans_of(content) > SCANS_MOST:
            return None
        with Image.open(content, formats=_FORMATS) as image:
            is_partly_decoded = image.format == "JPEG" and not image.info.get("progressive")
            if image.width * image.height > (JPEG_PIXELS if is_partly_decoded else PIXELS):
                return None
            width, height = image.size
            orientation = _orientation_of(image)
            if orientation in _TURNED:
                width, height = height, width
            if remade_px:
                return _remade(image, orientation, remade_px)
            return Picture(width, height, _thumbnail(image, orientation))
    except Exception:  # noqa: BLE001  (decoders raise nearly everything on hostile bytes)
        return None


def packed(picture: Picture | None) -> bytes:
    """Write down what was found, for who asked from another process."""
    return msgspec.msgpack.encode(picture)


def _scans_of(content: BinaryIO) -> int:
    """Count the passes in which a JPEG is drawn; each is work for the whole picture."""
    head = content.read(2)
    scans = (head + content.read()).count(b"\xff\xda") if head == b"\xff\xd8" else 0
    content.seek(0)
    return scans


def _orientation_of(image: Image.Image) -> int:
    """Return which side is up; a broken EXIF says nothing, and costs nobody the picture."""
    try:
        found = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001  (a reader of strangers' bytes, too)
        return 1
    return found if isinstance(found, int) else 1


def _thumbnail(image: Image.Image, orientation: int) -> bytes:
    return _encoded(_bare(image, orientation, THUMBNAIL_PX), "WEBP", quality=QUALITY, method=4)


def _remade(image: Image.Image, orientation: int, most_px: int) -> Picture:
    """Encode a picture anew: drawings and what one can see through as PNG, photos as JPEG."""
    is_drawing = image.format in {"PNG", "GIF"}
    whole = _bare(image, orientation, most_px)
    as_png = whole.mode == "RGBA" or is_drawing
    content = _encoded(whole, "PNG") if as_png else _encoded(whole, "JPEG", quality=REMADE_QUALITY)
    width, height = whole.size
    whole.thumbnail((THUMBNAIL_PX, THUMBNAIL_PX), reducing_gap=2.0)
    small = _encoded(whole, "WEBP", quality=QUALITY, method=4)
    return Picture(width, height, small, content, "image/png" if as_png else "image/jpeg")


def _bare(image: Image.Image, orientation: int, most_px: int) -> Image.Image:
    """Return nothing but pixels, upright: no position, no camera, no comment."""
    profile = image.info.get("icc_profile")
    image.thumbnail((most_px, most_px), reducing_gap=2.0)
    small = _upright(_in_srgb(image, profile), orientation)
    bare = Image.new(small.mode, small.size)
    bare.paste(small)
    return bare


def _encoded(image: Image.Image, form: str, **options: int) -> bytes:
    written = io.BytesIO()
    image.save(written, form, **options)
    return written.getvalue()


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Bring colours to what every screen shows: phones photograph in wider spaces, scanners in CMYK and 16 bits."""
    if image.mode.startswith("I") or image.mode == "F":
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    has_alpha = image.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in image.info
    mode = "RGBA" if has_alpha else "RGB"
    if profile and image.mode in {"RGB", "RGBA", "CMYK", "L"}:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, own, _SRGB, outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            return image.convert(mode)
        return image.convert(mode) if converted is None else converted
    return image.convert(mode)


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)
