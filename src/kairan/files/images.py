"""Pictures: their size as shown, and a small copy without what the camera wrote into them.

Everything here decodes what strangers sent: formats are listed, sizes are bounded before anything is unpacked, and
whatever a decoder does not like makes the file a plain file, not a fault. Blocks and burns: only in a thread.
"""

import io
from typing import BinaryIO

import msgspec
from PIL import Image, ImageCms, ImageOps

THUMBNAIL_PX = 640  # at most, on the longer side
THUMBNAIL_TYPE = "image/webp"
QUALITY = 80
PIXELS = 40_000_000  # decoded whole: 160 MB
JPEG_PIXELS = 120_000_000  # decoded at a fraction of its size; phones make 108 million

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP")
_ORIENTATION = 0x0112
_TURNED = frozenset({5, 6, 7, 8})  # lying on its side
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))

Image.MAX_IMAGE_PIXELS = JPEG_PIXELS


class Picture(msgspec.Struct, frozen=True):
    """A picture that was decoded here."""

    width: int  # as shown
    height: int
    thumbnail: bytes


def picture_of(content: BinaryIO) -> Picture | None:
    """Decode a picture; None when it is none, is broken, or would unpack beyond the limits."""
    try:
        with Image.open(content, formats=_FORMATS) as image:
            if image.width * image.height > (JPEG_PIXELS if image.format == "JPEG" else PIXELS):
                return None
            width, height = image.size
            if image.getexif().get(_ORIENTATION) in _TURNED:
                width, height = height, width
            return Picture(width, height, _thumbnail(image))
    except Exception:  # noqa: BLE001  (decoders raise nearly everything on hostile bytes)
        return None


def _thumbnail(image: Image.Image) -> bytes:
    orientation = image.getexif().get(_ORIENTATION, 1)
    profile = image.info.get("icc_profile")
    image.thumbnail((THUMBNAIL_PX, THUMBNAIL_PX), reducing_gap=2.0)
    small = _upright(_in_srgb(image, profile), orientation)
    bare = Image.new(small.mode, small.size)  # nothing but pixels: no position, no camera, no comment
    bare.paste(small)
    written = io.BytesIO()
    bare.save(written, "WEBP", quality=QUALITY, method=4)
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


def _upright(image: Image.Image, orientation: object) -> Image.Image:
    image.getexif()[_ORIENTATION] = orientation if isinstance(orientation, int) else 1
    return ImageOps.exif_transpose(image)
