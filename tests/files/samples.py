"""Small true files for the tests: pictures, documents, programs."""

import io
import zipfile

from PIL import Image


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    written = io.BytesIO()
    image.save(written, form, **options)
    return written.getvalue()


def png(width: int = 40, height: int = 30, colour: str = "navy") -> bytes:
    return saved(Image.new("RGB", (width, height), colour), "PNG")


def photo(width: int = 400, height: int = 300) -> bytes:
    """A phone's picture: taken upright, stored lying, with place and maker in it; red at its top left when shown."""
    image = Image.new("RGB", (width, height), "navy")
    image.paste("red", (0, height - height // 4, width // 4, height))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise
    exif[0x010F] = "SecretMaker"
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 54.0, 3.0), 3: "E", 4: (131.0, 25.0, 26.0)})
    return saved(image, "JPEG", exif=exif, comment=b"SecretComment", quality=90)


def archive(*names: str, mimetype: str | None = None) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        if mimetype:
            made.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        for name in names:
            made.writestr(name, b"x" * 10)
    return written.getvalue()


DOCX = archive("[Content_Types].xml", "_rels/.rels", "word/document.xml")
XLSX = archive("docProps/app.xml", "xl/workbook.xml", "[Content_Types].xml")
PPTX = archive("[Content_Types].xml", "ppt/presentation.xml")
ODT = archive("content.xml", mimetype="application/vnd.oasis.opendocument.text")
JAR = archive("META-INF/MANIFEST.MF", "evil/Main.class")
ZIP = archive("写真/1.jpg", "メモ.txt")
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
EXE = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff" + b"\0" * 200
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>'
SHIFT_JIS = "避難所,収容人数\r\n第一小学校,120\r\n".encode("cp932")
