"""The daily anchor: made, stamped if an authority is set, and brought to every place the operator named.

What cannot be brought is tried again for about two hours and a half; then the job stands among the failed ones on the
operators' page, and the page of evidence and the metrics say so until an anchor arrives.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import msgspec
from cryptography.x509 import Certificate

from kairan.anchors.actions import (
    Draft,
    Refused,
    draft_anchor,
    keep_anchor,
    keep_stamp,
    note_not_written,
    note_refused,
    note_written,
)
from kairan.anchors.keys import KeyMalformed, SigningKey, read_signing_key
from kairan.anchors.letters import anchor_letter
from kairan.anchors.model import AnchorFile
from kairan.anchors.notes import Checkpoint, read_note
from kairan.anchors.outlets import Outlet, OutletTrouble, encoded, file_name_of, outlet
from kairan.anchors.queries import anchor, anchor_file
from kairan.anchors.stamps import Stamp, ask_for_stamp, read_roots, require_recent
from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs, enqueue
from kairan.core.kit.mail import post_letter
from kairan.core.kit.outside import OutsideThreads
from kairan.core.kit.store import Store
from kairan.core.viewer import INSTALLATION
from kairan.core.words import Refusal

THREADS = bounded(
    "anchors.outside", 4, "wait", "the job waits and is tried again: an authority or a share does not answer"
)
WITHOUT_STAMP_MS = 10 * 60_000  # an anchor leaves without a stamp when the authority takes longer


class Anchoring(msgspec.Struct, frozen=True, kw_only=True):
    """How this installation anchors; from the settings."""

    origin: str
    key_file: Path | None = None
    outlets: tuple[Outlet, ...] = ()
    authority: str = ""  # RFC 3161
    authority_file: Path | None = None  # its root certificates (PEM)
    token_file: Path | None = None
    every_h: int = 24

    def key(self) -> SigningKey | None:
        """Read the key anew, so that it may come and go. Raises KeyMalformed, OSError."""
        return None if self.key_file is None else read_signing_key(self.key_file)

    def roots(self) -> list[Certificate]:
        """Read the certificates under which a stamp is checked before it is kept. Raises ValueError, OSError."""
        return [] if self.authority_file is None else read_roots(self.authority_file)

    def token(self) -> str | None:
        """Read what is shown to the addresses. Raises OSError."""
        return None if self.token_file is None else self.token_file.read_text("utf-8").strip()


class AnchorSettings(Protocol):
    """The settings that say how anchors are made; see `kairan.core.settings`."""

    @property
    def url(self) -> str: ...
    @property
    def data(self) -> Path: ...
    @property
    def mail_url(self) -> str: ...
    @property
    def anchor_key(self) -> str: ...
    @property
    def anchor_to(self) -> tuple[str, ...]: ...
    @property
    def anchor_tsa(self) -> str: ...
    @property
    def anchor_tsa_ca(self) -> str: ...
    @property
    def anchor_token_file(self) -> str: ...
    @property
    def anchor_every_h(self) -> int: ...


def anchoring(given: AnchorSettings) -> Anchoring:
    """Read the settings. Refuses what cannot work, before there is a server that only seems to."""
    try:
        how = Anchoring(
            origin=urlsplit(given.url).hostname or "kairan",
            key_file=Path(given.anchor_key) if given.anchor_key else None,
            outlets=tuple(outlet(one) for one in given.anchor_to),
            authority=given.anchor_tsa,
            authority_file=Path(given.anchor_tsa_ca) if given.anchor_tsa_ca else None,
            token_file=Path(given.anchor_token_file) if given.anchor_token_file else None,
            every_h=given.anchor_every_h,
        )
        _require_sense(how, given)
        signer = how.key()
        how.token()
        how.roots()
    except KeyMalformed as error:
        raise Refusal(f"錨の鍵ではありません: {given.anchor_key}", f"No key of anchors: {given.anchor_key}") from error
    except (ValueError, OSError) as error:
        raise Refusal(f"錨の設定を使えません: {error}", f"The settings of anchors cannot be used: {error}") from error
    return how if signer is None else msgspec.structs.replace(how, origin=signer.name)


def _require_sense(how: Anchoring, given: AnchorSettings) -> None:
    if how.key_file is not None and how.key_file.resolve().is_relative_to(given.data.resolve()):
        raise ValueError("anchor_key: outside of the data folder, whose copies would carry it along")
    if any(one.means == "mail" for one in how.outlets) and not given.mail_url:
        raise ValueError("anchor_to: mailto: needs mail_url")
    if how.authority and urlsplit(how.authority).scheme not in {"http", "https"}:
        raise ValueError("anchor_tsa: https://…")


class Making(msgspec.Struct, frozen=True):
    """An anchor is to be made."""


class Stamping(msgspec.Struct, frozen=True):
    """A time is to be put under an anchor."""

    no: int


class Writing(msgspec.Struct, frozen=True):
    """An anchor is to be brought to a place."""

    no: int
    outlet: str


class Brought(msgspec.Struct, frozen=True):
    """What came of it."""

    note: str | None


def register_jobs(jobs: Jobs, store: Store, how: Anchoring) -> None:
    """Add the work of anchors, once, where everything meets."""
    places = {one.name: one for one in how.outlets}
    outside = OutsideThreads("anchors", THREADS)

    async def make(_: Making) -> Draft | Refused:
        return await store.read(draft_anchor, how.origin, how.key())

    async def stamp(what: Stamping) -> Stamp:
        said = await store.read(_said_by, what.no)
        require_recent(said.at)  # a server that stood still for days: the next anchor gets a stamp
        return await outside.run(ask_for_stamp, how.authority, said.text.encode(), how.roots())

    async def bring(what: Writing) -> Brought:
        place, file = places.get(what.outlet), await store.read(anchor_file, what.no)
        if place is None or file is None:
            return Brought(None)  # no longer among the settings
        try:
            await outside.run(bring_to, place, file, how.token())
        except (OutletTrouble, OSError) as trouble:
            await store.write(note_not_written, what.no, what.outlet, str(trouble))
            raise
        return Brought(file.note)

    def written(db: Db, what: Writing, brought: Brought) -> None:
        if brought.note is not None:
            conclude_writing(db, what.no, places[what.outlet], brought.note)

    def keep(db: Db, _: Making, made: Draft | Refused) -> None:
        conclude(db, how, made)

    jobs.add_outside("anchors.make", Making, make, keep, attempts=3, at_once=1)
    jobs.add_outside("anchors.stamp", Stamping, stamp, lambda db, what, got: conclude_stamp(db, how, what.no, got))
    jobs.add_outside("anchors.write", Writing, bring, written)
    if how.every_h:
        jobs.every(how.every_h * 3_600, "anchors.next", lambda db: enqueue(db, "anchors.make", Making(), key="make"))


def conclude(db: Db, how: Anchoring, made: Draft | Refused) -> int | None:
    """Put on record what was made, or why nothing was, and send it on its way."""
    if isinstance(made, Refused):
        note_refused(db, made)
        return None
    no = keep_anchor(db, made)
    if no is None:
        return None
    if how.authority:
        enqueue(db, "anchors.stamp", Stamping(no), key="stamp")
    send_on(db, how.outlets, no, due_at=now_ms() + WITHOUT_STAMP_MS if how.authority else None)
    return no


def send_on(db: Db, outlets: Sequence[Outlet], no: int, due_at: int | None = None) -> None:
    """Let an anchor be brought to every place; a newer one takes the place of one that still waits."""
    for one in outlets:
        enqueue(db, "anchors.write", Writing(no, one.name), due_at=due_at, key=one.name[:200])


def _said_by(db: Db, no: int) -> Checkpoint:
    held = anchor(db, no)
    assert held is not None  # anchors are never deleted
    return read_note(held.note).checkpoint


def conclude_stamp(db: Db, how: Anchoring, no: int, got: Stamp) -> None:
    """Keep a stamp, and let the anchor leave with it now."""
    keep_stamp(db, no, got.reply, how.authority, got.at)
    send_on(db, how.outlets, no)


def bring_to(place: Outlet, file: AnchorFile, token: str | None) -> None:
    """Bring an anchor to a place. Raises OutletTrouble."""
    said = read_note(file.note).checkpoint
    place.write(file_name_of(said.size, said.root), encoded(file), token)


def conclude_writing(db: Db, no: int, place: Outlet, note: str) -> None:
    """Keep that an anchor has arrived; a letter is handed to the mail, which tells of its own troubles."""
    if place.means == "mail":
        post_letter(db, INSTALLATION, anchor_letter(place.target, no, note))
    note_written(db, no, place.name)
