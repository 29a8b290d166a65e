"""SMS and voice by a gateway that answers, refuses, is down, or lies: nobody is lost, nobody is told twice."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select, update

from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.emergency.broadcasts.answering import answer_by_link, open_link
from kairan.emergency.broadcasts.counting import rungs_of
from kairan.emergency.broadcasts.letters import LettersGo
from kairan.emergency.broadcasts.model import BroadcastAnswer, BroadcastId
from kairan.emergency.broadcasts.phoning import call_list
from kairan.emergency.broadcasts.plan import PlanRound
from kairan.emergency.broadcasts.queries import broadcast_view
from kairan.emergency.broadcasts.reaching import answer
from kairan.emergency.contacts.actions import keep_contact
from kairan.emergency.contacts.model import EmergencyContact
from kairan.emergency.gateway.model import TRIES, Gateway, GatewayMessage, dispatch_table
from kairan.emergency.gateway.sending import is_waiting, note_said, post_all, take_some
from kairan.emergency.gateway.writing import Dispatch
from tests.emergency import conftest
from tests.emergency.conftest import Headquarters

SAFE = BroadcastAnswer(choice="safe")
URL = "https://kairan.example"


class Carrier(ThreadingHTTPServer):
    """A double of a gateway: what it was asked, and what it answers."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.status = 202
        self.asked: list[GatewayMessage] = []
        self.keys: set[str] = set()

    @property
    def gateway(self) -> Gateway:
        address = f"http://127.0.0.1:{self.server_address[1]}"
        return Gateway(sms=f"{address}/sms", voice=f"{address}/voice", key="ひみつ".encode().hex())


class _Answering(BaseHTTPRequestHandler):
    server: Carrier

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        message = msgspec.json.decode(body, type=GatewayMessage)
        assert self.path == f"/{message.way}"
        self.server.asked.append(message)
        self.server.keys.add(self.headers["Authorization"])
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def carrier() -> Iterator[Carrier]:
    server = Carrier()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def box(tmp_path: Path) -> SecretBox:
    return SecretBox(tmp_path / "key")


@pytest.fixture(autouse=True)
def gateway_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    outside = LettersGo(url=URL, is_mailed=True, outside=Gateway(sms="x", voice="x").ways)
    monkeypatch.setattr(conftest, "LETTERS", outside)


def asked(headquarters: Headquarters, box: SecretBox, *, is_drill: bool = False) -> BroadcastId:
    """Ask everybody over SMS at once; two of them gave their own phone, one gave none."""
    cast = headquarters.cast
    for who, phone in ((cast.sato, "090-1111-2222"), (cast.tanaka, "090-3333-4444"), (cast.suzuki, "")):
        keep_contact(headquarters.db, who, box, EmergencyContact(phone=phone, family="家族"))
    rounds = [PlanRound(after_min=0, ways=["app", "sms"])]
    return headquarters.send(title="安否を回答してください", asked="safety", rounds=rounds, is_drill=is_drill)


def sent(db: Db, box: SecretBox, what: Dispatch, double: Carrier) -> None:
    """Send one piece, as the job does."""
    messages = take_some(db, box, what, URL, frozenset())
    note_said(db, asyncio.run(post_all(double.gateway, messages)))


def states(db: Db) -> list[str]:
    return sorted(db.scalars(select(dispatch_table.c.state)))


def test_who_gave_a_phone_is_told_and_answers_by_the_link(db: Db, headquarters: Headquarters, box: SecretBox) -> None:
    broadcast_id = asked(headquarters, box, is_drill=True)
    what = Dispatch(broadcast_id, "sms")
    with carrier() as double:
        sent(db, box, what, double)
        sent(db, box, what, double)  # what was accepted is not sent again
        assert {one.to for one in double.asked} == {"090-1111-2222", "090-3333-4444"}
        assert len(double.asked) == 2
        assert {key.partition(" ")[0] for key in double.keys} == {"Bearer"}
    (message, _) = double.asked
    assert message.text.startswith("【訓練】安否を回答してください")
    assert [one.choice for one in message.answers] == ["safe", "hurt", "help"]
    token = message.link.rpartition("/")[2]
    assert open_link(db, token).is_drill
    assert rungs_of(db, broadcast_id).device == 0  # that it was accepted is no step
    answer_by_link(db, token, SAFE)
    assert rungs_of(db, broadcast_id).answered == 1
    (told,) = broadcast_view(db, headquarters.lead, broadcast_id).outside
    assert (told.way, told.accepted, told.waiting, told.failed) == ("sms", 2, 0, 0)


def test_who_answered_meanwhile_is_not_told(db: Db, headquarters: Headquarters, box: SecretBox) -> None:
    broadcast_id = asked(headquarters, box)
    answer(db, headquarters.cast.sato, broadcast_id, SAFE)
    with carrier() as double:
        sent(db, box, Dispatch(broadcast_id, "sms"), double)
    assert [one.to for one in double.asked] == ["090-3333-4444"]
    assert states(db) == ["accepted", "needless"]


def test_a_gateway_that_is_down_is_asked_again_and_then_it_is_said(
    db: Db, headquarters: Headquarters, box: SecretBox
) -> None:
    broadcast_id = asked(headquarters, box)
    what = Dispatch(broadcast_id, "sms")
    with carrier() as double:
        double.status = 503
        sent(db, box, what, double)
        assert (states(db), is_waiting(db, what)) == (["waiting", "waiting"], True)
        first = {one.id for one in double.asked}
        for _ in range(TRIES - 1):
            sent(db, box, what, double)
        assert {one.id for one in double.asked} == first  # the same message each time
    assert (states(db), is_waiting(db, what)) == (["failed", "failed"], False)
    (told,) = broadcast_view(db, headquarters.lead, broadcast_id).outside
    assert told.failed == 2
    assert call_list(db, headquarters.lead, broadcast_id).left == 6  # nobody is lost


def test_a_gateway_that_is_gone_or_refuses(db: Db, headquarters: Headquarters, box: SecretBox) -> None:
    broadcast_id = asked(headquarters, box)
    what = Dispatch(broadcast_id, "sms")
    with carrier() as double:
        pass
    sent(db, box, what, double)  # nobody listens there any more
    assert states(db) == ["waiting", "waiting"]
    with carrier() as double:
        double.status = 422
        sent(db, box, what, double)
    assert states(db) == ["refused", "refused"]


def test_without_a_number_nothing_is_asked_of_the_gateway(db: Db, headquarters: Headquarters, box: SecretBox) -> None:
    broadcast_id = asked(headquarters, box)
    for who in (headquarters.cast.sato, headquarters.cast.tanaka):
        keep_contact(db, who, box, EmergencyContact())  # taken back between the telling and the sending
    with carrier() as double:
        sent(db, box, Dispatch(broadcast_id, "sms"), double)
    assert double.asked == []
    assert states(db) == ["refused", "refused"]
    db.execute(update(dispatch_table).values(state="waiting"))
    assert take_some(db, box, Dispatch(broadcast_id, "voice"), URL, frozenset()) == []
