"""The demo's circulars: sent, confirmed, changed, and left where somebody has still to confirm."""

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from kairan.circulars.confirming import confirm_circular, look_at_circular
from kairan.circulars.leading import deputise
from kairan.circulars.model import (
    CircularConfirming,
    CircularDeputising,
    CircularId,
    CircularRewording,
    CircularStop,
    Manner,
    NewCircular,
)
from kairan.circulars.sending import reword_circular, send_circular
from kairan.core.viewer import MemberId
from kairan.demo.play import MINUTE, Event, Player
from kairan.demo.script import CONTENT
from kairan.files import FileId

BODY = "city"
FIRST_AFTER, EACH_AFTER = 25 * MINUTE, 37 * MINUTE  # so long it takes people to confirm


class Confirmed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who confirmed, or somebody else instead of them."""

    who: str
    comment: str = ""
    deputy: str | None = None


class Change(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a circular said later, and who confirmed that."""

    on: int
    at: str
    title: str
    text: str
    reason: str
    confirmed: list[Confirmed] = []


class CircularScript(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One circular: to people by their keys, and departments by their paths."""

    key: str
    by: str
    on: int
    at: str
    title: str
    text: str
    manner: Manner
    stops: list[str]
    below: bool = False
    files: list[str] = []
    due: int | None = None
    confirmed: list[Confirmed] = []
    changes: list[Change] = []


class _Circulars(msgspec.Struct, frozen=True):
    circulars: list[CircularScript]


def read_circulars() -> list[CircularScript]:
    """Read what goes round."""
    return msgspec.toml.decode((CONTENT / "circulars.toml").read_bytes(), type=_Circulars).circulars


class CircularPlayer:
    """Plays what goes round, beside everything else."""

    def __init__(self, player: Player, circulars: Sequence[CircularScript]) -> None:
        self._player, self._circulars = player, circulars
        self._sent: dict[str, CircularId] = {}

    def events(self) -> list[Event]:
        """Return everything that is to happen, as far as it lies before now."""
        found = [event for one in self._circulars for event in self._of(one)]
        return [(at, act) for at, act in found if at <= self._player.days.now]

    def _of(self, one: CircularScript) -> Iterator[Event]:
        at = self._player.days.at(one.on, one.at)
        yield at, partial(self._send, one)
        yield from self._confirmations(one.key, at, 1, one.confirmed)
        for number, change in enumerate(one.changes, 2):
            changed_at = self._player.days.at(change.on, change.at)
            yield changed_at, partial(self._change, one, number - 1, change)
            yield from self._confirmations(one.key, changed_at, number, change.confirmed)

    def _confirmations(self, key: str, at: int, version: int, confirmed: Sequence[Confirmed]) -> Iterator[Event]:
        for place, each in enumerate(confirmed):
            moment = at + FIRST_AFTER + place * EACH_AFTER
            yield min(moment, self._player.days.now), partial(self._confirm, key, version, each)

    def _send(self, one: CircularScript) -> None:
        played, db, days = self._player.played, self._player.db, self._player.days
        viewer = played.viewers[one.by]
        new = NewCircular(
            client_key=f"demo-{one.key}",
            title=one.title,
            text=one.text.strip(),
            manner=one.manner,
            stops=[self._stop(name, below=one.below) for name in one.stops],
            file_ids=[FileId(self._player.attach(db, viewer, file)) for file in one.files],
            due_on=None if one.due is None else days.day(one.due).isoformat(),
        )
        self._sent[one.key] = send_circular(db, viewer, new)

    def _stop(self, name: str, *, below: bool) -> CircularStop:
        played = self._player.played
        if (BODY, name) in played.departments:
            return CircularStop(department_id=played.departments[BODY, name], with_below=below)
        return CircularStop(member_id=MemberId(played.viewers[name].member_id))

    def _confirm(self, key: str, version: int, each: Confirmed) -> None:
        viewers, db, circular_id = self._player.played.viewers, self._player.db, self._sent[key]
        who = viewers[each.who]
        if each.deputy is None:
            look_at_circular(db, who, circular_id)
            confirm_circular(db, who, circular_id, CircularConfirming(version=version, comment=each.comment))
            return
        deputy = viewers[each.deputy]
        deputise(
            db, who, circular_id, MemberId(who.member_id), CircularDeputising(deputy_id=MemberId(deputy.member_id))
        )
        instead = CircularConfirming(version=version, comment=each.comment, for_id=MemberId(who.member_id))
        confirm_circular(db, deputy, circular_id, instead)

    def _change(self, one: CircularScript, version: int, change: Change) -> None:
        viewer = self._player.played.viewers[one.by]
        what = CircularRewording(version=version, title=change.title, text=change.text.strip(), reason=change.reason)
        reword_circular(self._player.db, viewer, self._sent[one.key], what)
