"""Receiving what residents attach (添付の受取り): a page with its files, as it comes.

Promises: what is taken is on disk, whole and looked through; whatever becomes of a file, what was typed is kept, as far
as it arrived; no applicant, address or form takes all places. What a crash leaves is a row in state `receiving`, which
goes within a day, bytes and all.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterator
from contextlib import contextmanager

import msgspec
import structlog

from kairan.applications.attaching import Attaching, Holder, Room, discard_room, make_room, take_file
from kairan.applications.attachment_model import DRAFT_FILES_BYTES, Refused, Taken
from kairan.applications.looking_through import LookedThrough, Unfit, look_through
from kairan.applications.multipart import (
    BODY_BYTES,
    TEXT_BYTES,
    MultipartError,
    MultipartSegment,
    Part,
    events_of,
)
from kairan.applications.problems import TooMuchSent
from kairan.core.kit.asking import Gone
from kairan.core.kit.blobs import Blobs
from kairan.core.kit.bounds import bounded
from kairan.core.kit.problems import Malformed, Problem, StorageFull, StorageUnavailable
from kairan.core.kit.store import Store
from kairan.files.clamd import Scanner
from kairan.files.intake import CHECKS_AT_ONCE, DISK_FLOOR, Measured
from kairan.files.names import clean_file_name
from kairan.files.problems import FileEmpty, FileTooLarge, UploadInterrupted, UploadTooSlow
from kairan.forms.questions.files import FILE_QUESTIONS, MIB, FileQuestion

log = structlog.get_logger("kairan.applications")

AT_ONCE = bounded("receiving.pages", 60, "drop", "the file is not taken, in words; what was typed is kept")
OF_AN_ADDRESS = bounded(
    "receiving.of_address", 20, "drop", "the file is not taken, in words; an office or a school may be behind one"
)
OF_A_FORM = bounded("receiving.of_form", 40, "drop", "the file is not taken, in words; what was typed is kept")
REFUSED_MOST = bounded("receiving.refused", 20, "drop", "further files of the page are not looked at")
_CUT_OFF = (Gone, UploadInterrupted, UploadTooSlow, MultipartError, TooMuchSent)


class Sitting(msgspec.Struct, frozen=True, kw_only=True):
    """Who sends a page, and to what: `to` says so once the fields in front of the first file have come."""

    store: Store
    to: Callable[["Came"], Attaching]
    of: str  # the form or the case; so many files at once come to one
    network: str  # whom the connection comes from


class Came(msgspec.Struct):
    """What arrived of a page; `cut_off` is why it did not arrive whole, `holder` what files came for."""

    typed: dict[str, list[str]] = {}
    refused: list[Refused] = []
    cut_off: Exception | None = None
    holder: Holder | None = None

    @property
    def number(self) -> str:
        """Return the number of the invitation: it stands in front of all fields."""
        return "".join(self.typed.get("-number", []))

    @property
    def asked(self) -> list[str]:
        """Return the questions whose fields all came."""
        asked = self.typed.get("-asked", [])
        return asked[:-1] if self.cut_off is not None else asked

    def tell_cut_off(self) -> None:
        """Tell why it did not arrive whole, once what did is kept; a full disk is told at the file.

        Problems: Malformed, UploadInterrupted, UploadTooSlow, TooMuchSent. Raises Gone.
        """
        if isinstance(self.cut_off, MultipartError):
            raise Malformed
        if self.cut_off is not None and not isinstance(self.cut_off, StorageFull | StorageUnavailable):
            raise self.cut_off


class _Coming(msgspec.Struct, frozen=True):
    """A file that comes."""

    sitting: Sitting
    to: Attaching
    question: FileQuestion
    name: str


class Receiver:
    """Where residents' files come in, on one node; bounded in what it does at once."""

    def __init__(self, blobs: Blobs, scanner: Scanner | None) -> None:
        self._blobs = blobs
        self._scanner = scanner
        self._checking = asyncio.Semaphore(CHECKS_AT_ONCE)
        self._places: Counter[str] = Counter()

    async def receive(self, sitting: Sitting, chunks: AsyncIterator[bytes], boundary: str) -> Came:
        """Read a page with its files. Problems: Malformed, those of `Attaching.begun`."""
        came = Came()
        events = events_of(_bounded(chunks), boundary)
        try:
            async for event in events:
                if isinstance(event, MultipartSegment):
                    await self._part(sitting, event, Part(events), came)
        except _CUT_OFF as reason:
            came.cut_off = reason
        except (StorageFull, StorageUnavailable) as trouble:
            came.cut_off = trouble  # what was being read of the body is lost with it
        return came

    async def take(
        self, sitting: Sitting, to: Attaching, question: FileQuestion, name: str, content: AsyncIterable[bytes]
    ) -> Refused | None:
        """Take in one file that did not come with a page; returned is why it was not taken.

        Problems: StorageFull, StorageUnavailable, those of `Attaching.begun`.
        """
        return await self._received(_Coming(sitting, to, question, clean_file_name(name)), content)

    async def _part(self, sitting: Sitting, head: MultipartSegment, body: Part, came: Came) -> None:
        name = head.name or ""
        if head.filename is None:
            left = TEXT_BYTES - sum(len(one) for values in came.typed.values() for one in values)
            text = await body.text(max(left, 0))
            came.typed.setdefault(name, []).append(text)
            return
        if came.holder is None:
            came.holder = await sitting.store.write(sitting.to(came).begun)
        question = next((one for one in came.holder.questions if one.id == name), None)
        if not isinstance(question, FILE_QUESTIONS):
            raise Malformed  # no page of ours asks for it
        if head.filename and len(came.refused) < REFUSED_MOST:
            coming = _Coming(sitting, sitting.to(came), question, clean_file_name(head.filename))
            await self._file(coming, body, came)
        await body.skip()

    async def _file(self, coming: _Coming, body: Part, came: Came) -> None:
        """Take one file, or note why not."""
        question, name = coming.question, coming.name
        try:
            refused = await self._received(coming, body)
        except _CUT_OFF as reason:
            code = "file_too_large" if isinstance(reason, TooMuchSent) else "file_broken_off"
            came.refused.append(Refused(question.id, code, name, question.most_mb))
            raise
        except (StorageFull, StorageUnavailable):
            came.refused.append(Refused(question.id, "file_no_room", name))
            raise
        if refused is not None:
            came.refused.append(refused)

    async def _received(self, coming: _Coming, body: AsyncIterable[bytes]) -> Refused | None:
        """Take one file; returned is why not."""
        question, name = coming.question, coming.name
        with self._place(coming.sitting) as has_place:
            if not has_place or self._blobs.is_short_of(DISK_FLOOR + question.most_bytes):
                return Refused(question.id, "file_no_room", name)
            room = await coming.sitting.store.write(make_room, coming.to, question, name)
            if isinstance(room, Refused):
                return room
            try:
                code = await self._stored(coming, room, body)
            except BaseException:
                await asyncio.shield(self._forget(coming.sitting, room))
                raise
            if not code:
                return None
            log.info("attachment.refused", file=room.id, code=code)
            await self._forget(coming.sitting, room)
            return Refused(question.id, code, name, _most(code, question))

    async def _stored(self, coming: _Coming, room: Room, body: AsyncIterable[bytes]) -> str:
        """Store a file and look through it; returned is why it was not taken, empty where it was."""
        question, name = coming.question, coming.name
        measured = Measured(aiter(body), None, room.most)
        try:
            await self._blobs.put(room.blob_key, measured)
            async with self._checking:
                looked = await asyncio.to_thread(
                    look_through, lambda: self._blobs.open(room.blob_key), name, question, self._scanner
                )
        except FileTooLarge:
            return "file_too_large" if room.most == question.most_bytes else "file_too_much"
        except FileEmpty:
            return "file_empty"
        except Unfit as unfit:
            return unfit.code
        taken = await self._kept(looked, room, measured)
        is_taken = await coming.sitting.store.write(take_file, coming.to, question, room, taken)
        return "" if is_taken else "file_too_many"

    async def _kept(self, looked: LookedThrough, room: Room, measured: Measured) -> Taken:
        """Store what was made of a picture, in the place of what was sent."""
        key, thumbnail_key = room.blob_key, None
        if looked.remade:
            key, thumbnail_key = room.remade_key, room.thumbnail_key
            measured = Measured(_once(looked.remade), None, len(looked.remade))
            await self._blobs.put(key, measured)
            await self._blobs.put(thumbnail_key, looked.thumbnail)
        return Taken(
            name=looked.name,
            size=measured.size,
            type=looked.type,
            digest=measured.digest,
            blob_key=key,
            thumbnail_key=thumbnail_key,
            state=looked.state,
        )

    async def _forget(self, sitting: Sitting, room: Room) -> None:
        try:
            await self._blobs.delete(*room.keys)
            await sitting.store.write(discard_room, room)
        except Problem as trouble:  # the row is still there, so the sweep finds it
            log.warning("attachment.left_behind", file=room.id, error=trouble.code)

    @contextmanager
    def _place(self, sitting: Sitting) -> Iterator[bool]:
        """Hold one of the places; false where there is none for this address or form."""
        bounds = {"all": AT_ONCE, f"from {sitting.network}": OF_AN_ADDRESS, f"to {sitting.of}": OF_A_FORM}
        if any(self._places[name] >= most for name, most in bounds.items()):
            yield False
            return
        self._places.update(bounds.keys())
        try:
            yield True
        finally:
            self._places.subtract(bounds.keys())
            self._places = +self._places  # forget what holds none


def _most(code: str, question: FileQuestion) -> int:
    """Return the bound that is told with a complaint."""
    if code == "file_too_much":
        return DRAFT_FILES_BYTES // MIB
    return question.most if code == "file_too_many" else question.most_mb


async def _bounded(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    size = 0
    async for chunk in chunks:
        size += len(chunk)
        if size > BODY_BYTES:
            raise TooMuchSent(most_mib=BODY_BYTES // MIB)
        yield chunk


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content
