"""Pages that bring files (multipart/form-data), read as they come: fields are held in memory, bounded; files never."""

from collections.abc import AsyncIterator

from multipart import MultipartError, MultipartSegment, PushMultipartParser, parse_options_header

from kairan.core.kit.bounds import bounded
from kairan.core.kit.problems import Malformed

PARTS_MOST = 4_000
TEXT_BYTES = bounded("multipart.text", 1024 * 1024, "refuse", "400 `request.malformed`; all fields of a page together")
BODY_BYTES = bounded(
    "multipart.body", 256 * 1024 * 1024, "refuse", "413 `application.too_much_sent`; a page with its files"
)
Events = AsyncIterator[object]
"""Heads (MultipartSegment), pieces of bodies, and None behind each part."""

__all__ = ["BODY_BYTES", "Events", "MultipartError", "MultipartSegment", "Part", "boundary_of", "events_of"]


def boundary_of(content_type: str) -> str:
    """Return what parts the body. Problems: Malformed, for what is no page with files."""
    kind, options = parse_options_header(content_type)
    boundary = options.get("boundary", "")
    if kind != "multipart/form-data" or not 0 < len(boundary) <= 200 or not boundary.isascii():
        raise Malformed
    return str(boundary)


async def events_of(chunks: AsyncIterator[bytes], boundary: str) -> Events:
    """Yield heads, pieces of bodies, and None behind each part. Raises MultipartError; what `chunks` raises passes."""
    parser = PushMultipartParser(boundary, max_segment_count=PARTS_MOST)
    async for chunk in chunks:
        for event in parser.parse(chunk):
            yield event
    parser.close()


class Part:
    """The body of one part, which must be read to its end before the next one."""

    def __init__(self, events: Events) -> None:
        self._events = events
        self._is_read = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield what is left of it."""
        async for event in self._events:
            if not isinstance(event, bytes):
                self._is_read = True
                return
            yield event

    async def skip(self) -> None:
        """Read what is left of it, for nobody."""
        if not self._is_read:
            async for _ in self:
                pass

    async def text(self, most: int) -> str:
        """Return it as a field. Problems: Malformed, beyond `most` bytes."""
        held = bytearray()
        async for piece in self:
            held += piece
            if len(held) > most:
                raise Malformed
        return held.decode("utf-8", "replace")
