"""The demo's broadcasts: the last drill, asked and answered through the actions, each as of its own time."""

import msgspec

from kairan.core.kit.clock import as_of
from kairan.core.viewer import Delegated, Viewer
from kairan.demo.play import MINUTE, Player
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

    def play(self) -> None:
        """Play it, where the script has somebody to lead it."""
        viewers = self._player.played.viewers
        if LEAD not in viewers:
            return
        lead = msgspec.structs.replace(viewers[LEAD], delegated=frozenset({Delegated("emergency")}))
        begins = self._player.days.at(DAYS_AGO, "10:00")
        with as_of(begins):
            new = NewBroadcast(
                draft=OURS["safety"], to=BroadcastAudience(everybody=True), is_drill=True, key="demo-drill"
            )
            broadcast_id = send_broadcast(self._player.db, lead, new).id
            self._tell(broadcast_id, 0)
        staff = [one for one in viewers.values() if self._was_asked(one, lead)]
        last = self._answer(broadcast_id, begins, staff)
        if last is not None:
            self._phone(broadcast_id, begins, lead, last)
        with as_of(begins + 60 * MINUTE):
            end_broadcast(self._player.db, lead, broadcast_id)
            self._tell(broadcast_id, OVER)

    def _was_asked(self, one: Viewer, lead: Viewer) -> bool:
        return one.organization_id == lead.organization_id and not one.is_guest

    def _tell(self, broadcast_id: BroadcastId, telling: int) -> None:
        """Tell it now; what the jobs would do later is done then."""
        while tell_some(self._player.db, Tell(broadcast_id, telling, ["app"]), NOBODY):
            pass

    def _answer(self, broadcast_id: BroadcastId, begins: int, staff: list[Viewer]) -> Viewer | None:
        """Let everybody answer but the last two; returns the very last."""
        db = self._player.db
        for place, one in enumerate(staff[:-1]):
            with as_of(begins + MINUTE + place * 20_000):
                note_device(db, one, [broadcast_id])
                see(db, one, broadcast_id)
                if place < len(staff) - 2:
                    answer(db, one, broadcast_id, ANSWERS[_kind_of(place)])
        return staff[-1] if len(staff) > 1 else None

    def _phone(self, broadcast_id: BroadcastId, begins: int, lead: Viewer, last: Viewer) -> None:
        with as_of(begins + 20 * MINUTE):
            call(self._player.db, lead, broadcast_id, last.member_id, CallNote())
        with as_of(begins + 23 * MINUTE):
            note = CallNote(outcome="reached", note="自宅で無事を確認")
            call(self._player.db, lead, broadcast_id, last.member_id, note)
            answer_for(self._player.db, lead, broadcast_id, last.member_id, ANSWERS[0])


def _kind_of(place: int) -> int:
    return (0, 0, 1, 0, 2, 0, 0, 3, 0, 0, 1)[place % 11]
