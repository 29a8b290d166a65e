"""The demo's broadcasts: the last drill, asked and answered through the actions, each as of its own time."""

import msgspec

from kairan.core.kit.clock import as_of, now_ms
from kairan.core.viewer import Delegated, Viewer
from kairan.demo.play import MINUTE, Event, Player
from kairan.emergency.broadcasts.answering import answer_for
from kairan.emergency.broadcasts.letters import LettersGo
from kairan.emergency.broadcasts.model import BroadcastAnswer, BroadcastAudience, BroadcastId, NewBroadcast
from kairan.emergency.broadcasts.phoning import CallNote, call
from kairan.emergency.broadcasts.reaching import answer, note_device, see
from kairan.emergency.broadcasts.sending import end_broadcast, send_broadcast
from kairan.emergency.broadcasts.telling import OVER, Tell, tell_some
from kairan.emergency.broadcasts.templates import OURS

LEAD = "yoshida"
DAYS_AGO = -21
ANSWERS = (
    BroadcastAnswer(choice="safe", family="safe", house="sound", coming="now"),
    BroadcastAnswer(choice="safe", family="unknown", house="sound", coming="later", place="出張先（県庁）"),
    BroadcastAnswer(choice="safe", family="safe", house="damaged", coming="now", comment="棚が倒れました（訓練）"),
    BroadcastAnswer(choice="hurt", coming="cannot", comment="転んで手首を痛めました（訓練）"),
)
NOBODY = LettersGo(url="", is_mailed=False)


class BroadcastPlayer:
    """Plays a drill of the safety check: most answer by themselves, one is phoned, one is answered for."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self._broadcast_id: BroadcastId | None = None

    def events(self) -> list[Event]:
        """Return everything that is to happen, where the script has somebody to lead it."""
        begins = self._player.days.at(DAYS_AGO, "10:00")
        steps = ((0, self._send), (1, self._answer), (20, self._phone), (23, self._answer_for_last), (60, self._end))
        return [(begins + after * MINUTE, step) for after, step in steps]

    @property
    def _lead(self) -> Viewer | None:
        found = self._player.played.viewers.get(LEAD)
        return found and msgspec.structs.replace(found, delegated=frozenset({Delegated("emergency")}))

    @property
    def _staff(self) -> list[Viewer]:
        lead = self._lead
        return [one for one in self._player.played.viewers.values() if lead and self._was_asked(one, lead)]

    def _send(self) -> None:
        if (lead := self._lead) is None:
            return
        new = NewBroadcast(draft=OURS["safety"], to=BroadcastAudience(everybody=True), is_drill=True, key="demo-drill")
        self._broadcast_id = send_broadcast(self._player.db, lead, new).id
        self._tell(self._broadcast_id, 0)

    def _was_asked(self, one: Viewer, lead: Viewer) -> bool:
        return one.organization_id == lead.organization_id and not one.is_guest

    def _tell(self, broadcast_id: BroadcastId, telling: int) -> None:
        """Tell it now; what the jobs would do later is done then."""
        while tell_some(self._player.db, Tell(broadcast_id, telling, ["app"]), NOBODY):
            pass

    def _answer(self) -> None:
        """Let everybody answer but the last two."""
        if (broadcast_id := self._broadcast_id) is None:
            return
        db, staff, begins = self._player.db, self._staff, now_ms()
        for place, one in enumerate(staff[:-1]):
            with as_of(begins + place * 20_000):
                note_device(db, one, [broadcast_id])
                see(db, one, broadcast_id)
                if place < len(staff) - 2:
                    answer(db, one, broadcast_id, ANSWERS[_kind_of(place)])

    def _phone(self) -> None:
        self._call(CallNote())

    def _answer_for_last(self) -> None:
        self._call(CallNote(outcome="reached", note="自宅で無事を確認"))
        if self._broadcast_id is not None and self._lead is not None and len(self._staff) > 1:
            answer_for(self._player.db, self._lead, self._broadcast_id, self._staff[-1].member_id, ANSWERS[0])

    def _call(self, note: CallNote) -> None:
        if self._broadcast_id is not None and self._lead is not None and len(self._staff) > 1:
            call(self._player.db, self._lead, self._broadcast_id, self._staff[-1].member_id, note)

    def _end(self) -> None:
        if self._broadcast_id is not None and self._lead is not None:
            end_broadcast(self._player.db, self._lead, self._broadcast_id)
            self._tell(self._broadcast_id, OVER)


def _kind_of(place: int) -> int:
    return (0, 0, 1, 0, 2, 0, 0, 3, 0, 0, 1)[place % 11]
