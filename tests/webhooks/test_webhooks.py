"""Other systems are told what happens with cases: signed, at least once, again when they are away, and nowhere else."""

import asyncio
import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from sqlalchemy import func, select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.counter.model import CaseMove
from kairan.counter.moving import move_case
from kairan.people.roles import RoleNeeded
from kairan.webhooks import sending
from kairan.webhooks.hosts import AddressRefused, Hosts, is_public, pinned
from kairan.webhooks.model import (
    ATTEMPTS,
    WEBHOOKS_MOST,
    WebhookChange,
    WebhookNew,
    webhook_delivery_table,
    webhook_table,
)
from kairan.webhooks.problems import (
    WebhookChangedMeanwhile,
    WebhookHostUnknown,
    WebhookNotFound,
    WebhooksTooMany,
)
from kairan.webhooks.sending import Ready, WebhookTrouble, begin_delivery, note_delivered, note_trouble, sweep
from kairan.webhooks.setting_up import add_webhook, change_webhook, remove_webhook, renew_secret, webhooks_view
from kairan.webhooks.signing import new_secret, signed_headers
from kairan.webhooks.telling import SendMessage, try_webhook
from tests.administration.conftest import Office
from tests.counter.conftest import Desk, box, cast, desk, office

__all__ = ["box", "cast", "desk", "office"]

INSIDE = Hosts(("127.0.0.1", "kikan.example.lg.jp"))
NEW = WebhookNew(url="https://kikan.example.lg.jp/kairan", note="基幹", kinds=["case.received", "case.moved"])


class Receiver:
    """Another system on this machine."""

    def __init__(self) -> None:
        self.url = ""
        self.status = 200
        self.taken: list[tuple[dict[str, str], bytes]] = []


@contextmanager
def receiver() -> Iterator[Receiver]:
    one = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            one.taken.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(one.status)
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    one.url = f"http://127.0.0.1:{server.server_port}/in"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield one
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def bodies(db: Db) -> list[dict[str, object]]:
    return [
        json.loads(one)
        for one in db.scalars(select(webhook_delivery_table.c.body).order_by(webhook_delivery_table.c.id))
    ]


def test_a_case_that_moves_is_told_and_nothing_that_anybody_said(db: Db, desk: Desk, office: Office) -> None:
    made = add_webhook(db, office.yoshida, desk.box, INSIDE, NEW)
    case_id = desk.submitted(new=["県外市1-2"])
    move_case(db, desk.cast.sato, desk.box, case_id, CaseMove(to="refused", revision=1, reason="理由の文"))
    told = bodies(db)
    assert [(one["type"], one["data"]["state"], one["data"]["before"]) for one in told] == [  # type: ignore[index]
        ("case.received", "received", None),
        ("case.moved", "refused", "received"),
    ]
    assert {one["data"]["case_id"] for one in told} == {case_id}  # type: ignore[index]
    text = json.dumps(told, ensure_ascii=False)
    assert not any(one in text for one in ("髙﨑", "県外市", "理由の文", "megumi"))
    assert made.secret not in db.scalars(select(webhook_table.c.secret))
    change = WebhookChange(revision=1, kinds=["case.messaged"], is_on=True)
    change_webhook(db, office.yoshida, INSIDE, made.id, change)
    with pytest.raises(WebhookChangedMeanwhile):
        change_webhook(db, office.yoshida, INSIDE, made.id, change)
    desk.submitted("b")
    assert len(bodies(db)) == 2


def test_who_sets_the_body_up_says_who_is_told(db: Db, desk: Desk, office: Office) -> None:
    for refused in (
        lambda: webhooks_view(db, desk.cast.sato, INSIDE),
        lambda: add_webhook(db, desk.cast.sato, desk.box, INSIDE, NEW),
    ):
        with pytest.raises(RoleNeeded):
            refused()
    elsewhere = ("https://other.example/", "http://other.example/")
    for url in (*elsewhere, "ftp://127.0.0.1/", "https://u:p@127.0.0.1/", "x" * 9):
        with pytest.raises(WebhookHostUnknown):
            add_webhook(db, office.yoshida, desk.box, INSIDE, WebhookNew(url=url, kinds=["case.moved"]))
    with pytest.raises(WebhookNotFound):
        remove_webhook(db, office.yoshida, INSIDE, "0" * 13)  # type: ignore[arg-type]
    made = add_webhook(db, office.yoshida, desk.box, INSIDE, NEW)
    assert renew_secret(db, office.yoshida, desk.box, INSIDE, made.id).secret != made.secret
    for _ in range(WEBHOOKS_MOST - 1):
        add_webhook(db, office.yoshida, desk.box, INSIDE, NEW)
    with pytest.raises(WebhooksTooMany):
        add_webhook(db, office.yoshida, desk.box, INSIDE, NEW)
    try_webhook(db, office.yoshida, INSIDE, made.id)
    assert len(remove_webhook(db, office.yoshida, INSIDE, made.id).webhooks) == WEBHOOKS_MOST - 1
    assert bodies(db) == []


def test_it_is_signed_as_receivers_libraries_expect(db: Db, desk: Desk, office: Office) -> None:
    with receiver() as other:
        new = WebhookNew(url=other.url, kinds=["case.received"])
        made = add_webhook(db, office.yoshida, desk.box, INSIDE, new)
        desk.submitted()
        ready = begun(db, desk.box)
        assert asyncio.run(sending._posted(INSIDE, ready)) == 200
        headers, body = other.taken[0]
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(made.secret.removeprefix("whsec_"))
    wanted = base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()
    assert headers["webhook-signature"] == f"v1,{wanted}"
    assert headers["webhook-id"] == f"msg_{ready.delivery_id}"
    assert json.loads(body)["type"] == "case.received"


def test_the_vector_of_the_standard_is_met() -> None:
    body = b'{"event_type":"ping","data":{"success":true}}'
    headers = signed_headers("whsec_plJ3nmyCDGBKInavdOK15jsl", "msg_loFOjxBNrRLzqYUf", 1731705121, body)
    assert headers["webhook-signature"] == "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="
    assert len(base64.b64decode(new_secret().removeprefix("whsec_"))) == 32


def begun(db: Db, box: SecretBox) -> Ready:
    ready = begin_delivery(db, box, str(db.scalar(select(func.max(webhook_delivery_table.c.id)))))
    assert ready is not None
    return ready


def test_what_does_not_arrive_is_tried_for_a_day_and_then_nobody_is_told(db: Db, desk: Desk, office: Office) -> None:
    with receiver() as other:
        made = add_webhook(db, office.yoshida, desk.box, INSIDE, WebhookNew(url=other.url, kinds=["case.received"]))
        desk.submitted()
        other.status = 302
        assert asyncio.run(sending._posted(INSIDE, begun(db, desk.box))) == 302, "a redirect is not followed"
        delivery_id = begun(db, desk.box).delivery_id
        note_trouble(db, delivery_id, 302, "")
        (view,) = webhooks_view(db, office.yoshida, INSIDE).webhooks
        assert (view.deliveries[0].state, view.deliveries[0].attempts, view.deliveries[0].status) == ("waiting", 2, 302)
        for _ in range(ATTEMPTS - 2):
            begin_delivery(db, desk.box, delivery_id)
        note_trouble(db, delivery_id, None, "TimeoutError")
        (view,) = webhooks_view(db, office.yoshida, INSIDE).webhooks
        assert (view.deliveries[0].state, view.is_on, view.gave_up_at is not None) == ("failed", False, True)
        desk.submitted("b")
        assert len(bodies(db)) == 1, "nothing piles up for a system that is not there"
        change = WebhookChange(revision=view.revision, kinds=["case.received"], is_on=True)
        assert change_webhook(db, office.yoshida, INSIDE, made.id, change).webhooks[0].gave_up_at is None
        desk.submitted("c")
        note_delivered(db, SendMessage(begun(db, desk.box).delivery_id), 204)  # type: ignore[arg-type]
        (view,) = webhooks_view(db, office.yoshida, INSIDE).webhooks
        assert view.deliveries[0].state == "delivered"
        assert begin_delivery(db, desk.box, view.deliveries[0].id) is None, "a job that runs twice"
        desk.submitted("d")
        note_trouble(db, begun(db, desk.box).delivery_id, 410, "")
        assert webhooks_view(db, office.yoshida, INSIDE).webhooks[0].is_on is False, "it said so itself"


def test_private_addresses_are_told_only_where_their_host_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    inside = ("127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "0.0.0.0")
    for address in (*inside, "::1", "fe80::1", "::ffff:10.0.0.1"):
        assert not is_public(address)
    assert is_public("8.8.8.8")
    anywhere = Hosts(("*", "*.example.lg.jp", "named.example"))
    assert anywhere.allows("https://a.example/")
    assert not anywhere.allows("http://a.example/"), "in the open only over TLS"
    assert anywhere.allows("http://named.example/")
    assert not Hosts(()).allows("https://a.example/")
    assert Hosts(("*.example.lg.jp",)).allows("https://kikan.example.lg.jp/x")
    assert not Hosts(("*.example.lg.jp",)).allows("https://example.lg.jp.evil.example/")

    def leads_to(address: str) -> Callable[..., object]:
        async def found(*_: object, **__: object) -> object:
            return [(2, 1, 6, "", (address, 443))]

        return found

    async def ask(url: str, address: str, hosts: Hosts) -> str:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", leads_to(address), raising=False)
        return (await pinned(hosts, url)).url

    with pytest.raises(AddressRefused):
        asyncio.run(ask("https://a.example/x", "10.0.0.5", anywhere))
    assert asyncio.run(ask("https://a.example/x", "8.8.8.8", anywhere)) == "https://8.8.8.8:443/x"
    assert asyncio.run(ask("https://named.example/x", "10.0.0.5", anywhere)) == "https://10.0.0.5:443/x"


def test_a_system_that_is_away_is_trouble_and_old_messages_go(db: Db, desk: Desk, office: Office) -> None:
    gone = WebhookNew(url="http://127.0.0.1:1/", kinds=["case.received"])
    add_webhook(db, office.yoshida, desk.box, INSIDE, gone)
    desk.submitted()
    with pytest.raises(WebhookTrouble):
        asyncio.run(sending._posted(INSIDE, begun(db, desk.box)))
    sweep(db)
    assert len(bodies(db)) == 1
    db.execute(webhook_delivery_table.update().values(created_at=now_ms() - 31 * 86_400_000))
    sweep(db)
    assert bodies(db) == []
