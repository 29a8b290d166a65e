"""What the demo's people ask of each other and of their own devices: to confirm, to be left alone, to be told later."""

from collections.abc import Iterator
from functools import partial

from kairan.demo.play import MINUTE, Event, Player
from kairan.demo.script import Hours, PutOff, RoomScript, Say, Told
from kairan.notifications.actions import choose
from kairan.notifications.model import Choice, Leave, QuietHours
from kairan.talk.confirmation_model import Asking, Confirming
from kairan.talk.confirming import ask_confirmation, confirm
from kairan.talk.own_reminders import set_own_reminder


class TellingPlayer:
    """Plays what is confirmed, beside what is said; what people chose comes last."""

    def __init__(self, player: Player) -> None:
        self.player, self.script, self.days = player, player.script, player.days

    def events(self) -> list[Event]:
        """Return everything that is to happen."""
        asked = [event for room in self.script.rooms for on, say in room.says for event in self._asked(room, on, say)]
        chosen = [(self.days.now, partial(self._choose, told)) for told in self.script.told.choices]
        put_off = [(self.days.now, partial(self._put_off, one)) for one in self.script.told.reminders]
        return [*asked, *chosen, *put_off]

    # --- confirmations

    def _asked(self, room: RoomScript, on: int, say: Say) -> Iterator[Event]:
        if say.asks is None:
            return
        at, name = self.days.at(on, say.at), self.player.name_of(on, say)
        yield at, partial(self._ask, room, name, say)
        for place, key in enumerate(say.asks.confirmed, start=1):
            yield min(at + place * MINUTE, self.days.now), partial(self._confirm, room, name, key)

    def _ask(self, room: RoomScript, name: str, say: Say) -> None:
        assert say.asks is not None
        viewers = self.player.played.viewers
        people = [viewers[key].member_id for key in say.asks.people] or None
        due_at = self.days.deadline(say.asks.on, say.asks.at)
        message_id = self.player.played.sent[room.key, name].id
        ask_confirmation(self.player.db, viewers[say.by], message_id, Asking(due_at=due_at, member_ids=people))

    def _confirm(self, room: RoomScript, name: str, key: str) -> None:
        message_id = self.player.played.sent[room.key, name].id
        confirm(self.player.db, self.player.played.viewers[key], message_id, Confirming())

    # --- one's own devices

    def _choose(self, told: Told) -> None:
        leaves = [
            Leave(first=self.days.day(leave.first).isoformat(), last=self.days.day(leave.last).isoformat())
            for leave in told.leaves
        ]
        choice = Choice(has_quiet=not told.at_any_time, quiet=_hours(told.quiet), leaves=leaves, keywords=told.keywords)
        choose(self.player.db, self.player.played.viewers[told.person], choice, is_mail_sent=False)

    def _put_off(self, one: PutOff) -> None:
        message_id = self.player.played.sent[one.place].id
        at = self.days.deadline(one.on, one.at)
        set_own_reminder(self.player.db, self.player.played.viewers[one.person], message_id, at)


def _hours(hours: Hours | None) -> QuietHours | None:
    return None if hours is None else QuietHours(start=_minute(hours.start), end=_minute(hours.end))


def _minute(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
