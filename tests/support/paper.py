"""Reading what a PDF says, as a program would that reads it aloud: glyphs by the map that is embedded with the font."""

import re
import zlib

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_SHOWN = re.compile(
    rb"/ActualText<(?P<actual>[0-9A-Fa-f]*)>|(?P<block>\bBT\b)|(?P<end>\bEMC\b)|(?P<text>\()|<(?P<hex>[0-9A-Fa-f]+)>"
)
_PART = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def text_of(pdf: bytes) -> str:
    """Return the text of all pages in reading order, a line for each run."""
    streams = [_inflated(found) for found in _STREAM.findall(pdf)]
    (glyphs,) = [_glyphs(one) for one in streams if b"begincmap" in one]
    return "".join(_shown(one, glyphs) for one in streams if re.search(rb"\bBT\b", one) and b"begincmap" not in one)


def squeezed(text: str) -> str:
    """Return a text without the places where lines end."""
    return re.sub(r"[\s\u200b]", "", text)


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)  # whose last byte may look like a line's end
    except zlib.error:
        return stream


def _glyphs(cmap: bytes) -> dict[int, str]:
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL)
        for code, text in re.findall(rb"<([0-9A-F]+)>\s*<([0-9A-F]+)>", block)
    }


def _shown(content: bytes, glyphs: dict[int, str]) -> str:
    parts: list[str] = []
    is_replaced = False
    at = 0
    while (found := _SHOWN.search(content, at)) is not None:
        at = found.end()
        if found["actual"] is not None:
            is_replaced = True
            parts.append(bytes.fromhex(found["actual"].decode()).decode("utf-16"))
        elif found["end"]:
            is_replaced = False
        elif found["block"]:
            parts.append("\n")
        else:
            if found["hex"]:
                codes = bytes.fromhex(found["hex"].decode())
            else:
                at = _closing(content, at)
                codes = _unescaped(content[found.end() : at - 1])
            pairs = zip(codes[::2], codes[1::2], strict=True)
            parts.append("" if is_replaced else "".join(glyphs.get(high << 8 | low, "") for high, low in pairs))
    return "".join(parts)


def _closing(content: bytes, at: int) -> int:
    """Return where a string ends: parentheses in pairs may stand in it."""
    depth = 1
    while depth:
        part = _PART.search(content, at)
        assert part is not None
        at = part.end()
        depth += {b"(": 1, b")": -1}.get(part[0], 0)
    return at


def _unescaped(text: bytes) -> bytes:
    return _ESCAPED.sub(lambda one: _NAMED.get(one[1]) or _octal(one[1]), text)


def _octal(escaped: bytes) -> bytes:
    return bytes([int(escaped, 8)]) if escaped.isdigit() else escaped
