"""Letters: written with the change that wants them, carried to a real SMTP server, and nothing leaks on the way."""

import asyncio
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from sqlalchemy import func, select, update

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs, Worker
from kairan.core.kit.jobs.model import JobEnqueued, job_table
from kairan.core.kit.mail import (
    Letter,
    LetterState,
    MailRefused,
    MailServer,
    MailTrouble,
    SendAs,
    letter_table,
    mail_server,
    post_letter,
    register_jobs,
    send_mail,
    states_of_letters,
    withdraw_letters,
)
from kairan.core.kit.mail.model import ATTEMPTS
from kairan.core.kit.store import open_store
from tests.support.postbox import SENDER, Postbox
from tests.support.processes import free_port

OWNER = "0000000000abc"


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    box = Postbox()
    yield box
    box.controller.stop()


def letter(**more: str) -> SendAs:
    given = {
        "message_id": "<1@x.example>",
        "to": "kaigo@example.jp",
        "subject": "ご案内",
        "text": "本文です。\n",
        **more,
    }
    return SendAs(**given, at=1_795_305_600_000)


def test_japanese_arrives_as_it_was_written(postbox: Postbox) -> None:
    subject = "【回覧】ご招待：髙橋 﨑子 様（地域包括支援センターみなと・避難所運営の打合せに関するルーム）"
    text = "髙橋様\n\n" + "避難所の開設状況をお知らせします。" * 40 + "\n\n.\nFrom here\n葛󠄀城市\n"
    send_mail(postbox.server(), letter(subject=subject, text=text))
    (message,) = postbox.taken
    assert message["Subject"] == subject
    assert message.get_content() == text
    assert message["From"] == SENDER
    assert message["Message-ID"] == "<1@x.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert all(len(line) <= 998 for line in postbox.raw[0].split(b"\r\n"))
    assert postbox.raw[0].isascii()  # any relay carries it


@pytest.mark.parametrize(
    "bad", ["改行\r\nBcc: spy@evil.example", "改行\nX: y", "行\u2028Bcc: a@b.c", "行\x85X: y", "a\x00b"]
)
def test_a_name_with_line_ends_makes_no_header(postbox: Postbox, bad: str) -> None:
    send_mail(postbox.server(), letter(subject=bad))
    (message,) = postbox.taken
    assert (message["Bcc"], message["X"]) == (None, None)
    assert postbox.envelopes[0].rcpt_tos == ["kaigo@example.jp"]
    assert "\n" not in message["Subject"]


def test_a_refused_recipient_is_final_and_a_busy_server_is_not(postbox: Postbox) -> None:
    postbox.refused = {"nobody@example.jp"}
    with pytest.raises(MailRefused, match=r"550 5\.1\.1 No such user here"):
        send_mail(postbox.server(), letter(to="nobody@example.jp"))
    postbox.busy = 1
    with pytest.raises(MailTrouble, match="451"):
        send_mail(postbox.server(), letter())
    send_mail(postbox.server(), letter())
    assert len(postbox.taken) == 1


def test_a_server_that_is_away_is_trouble() -> None:
    with pytest.raises(MailTrouble, match="ConnectionRefusedError"):
        send_mail(mail_server(f"smtp://127.0.0.1:{free_port()}", SENDER), letter())


# --- TLS and passwords -------------------------------------------------------------------------------------------


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """An authority that this process trusts, as an operator's own is trusted by SSL_CERT_FILE."""
    ca = trustme.CA()
    ca.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return ca


def context_of(ca: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert(name).configure_cert(context)
    return context


def let_in(_s: SMTP, _: Session, __: Envelope, mechanism: str, given: Any) -> AuthResult:
    assert isinstance(given, LoginPassword)
    return AuthResult(success=given.password == b"correct horse", handled=False)


def test_a_letter_goes_over_starttls_with_a_password_and_a_wrong_one_is_not_told(authority: trustme.CA) -> None:
    more = {"tls_context": context_of(authority, "localhost"), "require_starttls": True, "authenticator": let_in}
    box = Postbox(**more, auth_required=True)
    try:
        send_mail(box.server("smtp+starttls", "localhost", user="kairan", password="correct horse"), letter())
        assert len(box.taken) == 1
        with pytest.raises(MailTrouble) as trouble:
            send_mail(box.server("smtp+starttls", "localhost", user="kairan", password="secret-7431"), letter())
        assert "535" in str(trouble.value)
        assert "secret-7431" not in str(trouble.value)
    finally:
        box.controller.stop()


def test_a_certificate_of_another_name_is_not_trusted(authority: trustme.CA) -> None:
    box = Postbox(tls_context=context_of(authority, "mail.example.jp"), require_starttls=True)
    try:
        with pytest.raises(MailTrouble, match="certificate"):
            send_mail(box.server("smtp+starttls", "localhost"), letter())
        assert box.taken == []
    finally:
        box.controller.stop()


def test_a_server_without_tls_gets_no_letter_that_wants_it(postbox: Postbox) -> None:
    with pytest.raises(MailTrouble):
        send_mail(postbox.server("smtp+starttls", "localhost"), letter())
    assert postbox.taken == []


def test_settings_that_cannot_be_right_are_refused_and_no_password_is_shown() -> None:
    for url, sender in (
        ("smtp://mail.example.jp", SENDER),  # without TLS only to this machine
        ("http://mail.example.jp", SENDER),
        ("smtps://", SENDER),
        ("smtps://kairan:secret@mail.example.jp", SENDER),
        ("smtps://mail.example.jp", "回覧"),
        ("smtps://mail.example.jp", "回覧 <a@b.jp>\r\nBcc: c@d.jp"),
    ):
        with pytest.raises(ValueError) as refusal:  # noqa: PT011
            mail_server(url, sender)
        assert "secret" not in str(refusal.value)
    server = mail_server("smtp+starttls://kairan@mail.example.jp", SENDER, password="secret")
    assert (server.host, server.port, server.user) == ("mail.example.jp", 587, "kairan")
    assert "secret" not in repr(server)


# --- with the change that wants it ---------------------------------------------------------------------------------


def post(db: Db) -> None:
    post_letter(
        db,
        OWNER,
        Letter(to="kaigo@example.jp", subject="ご案内", text="鍵 k-7431", about="test", about_id="0000000000xyz"),
    )


def state(db: Db) -> LetterState:
    return states_of_letters(db, "test", ["0000000000xyz"])["0000000000xyz"]


def carried(url: str, server: MailServer | None, is_so: Callable[[Db], bool]) -> LetterState:
    """Post a letter and let a worker carry it until something is so; no pause is waited for."""

    async def run() -> LetterState:
        store = open_store(url)
        await store.start()
        jobs = Jobs()
        register_jobs(jobs, store, server)
        async with Worker(store, jobs, poll_s=0.05) as worker:
            store.announce = worker.heed
            await store.write(post)
            async with asyncio.timeout(120):
                while not await store.read(is_so):
                    await store.write(hurry)
                    await asyncio.sleep(0.02)
            found = await store.read(state)
        await store.stop()
        return found

    return asyncio.run(run())


def hurry(db: Db) -> None:
    db.execute(update(job_table).where(job_table.c.lease.is_(None)).values(due_at=now_ms() - 1))
    db.after_commit(JobEnqueued("mail.send", 0))


def is_over(db: Db) -> bool:
    return state(db).status != "waiting"


def forgotten(db: Db) -> bool:
    kept = [*db.scalars(select(letter_table.c.text)), *db.scalars(select(job_table.c.body))]
    return not any("k-7431" in (text or "") for text in kept)


def test_what_is_rolled_back_is_never_sent(db: Db) -> None:
    point = db.connection.begin_nested()
    post(db)
    point.rollback()
    assert db.scalar(select(func.count()).select_from(letter_table)) == 0


def test_a_letter_that_is_put_off_comes_later_once_and_its_text_is_forgotten(
    database_url: str, postbox: Postbox
) -> None:
    postbox.busy = 2
    found = carried(database_url, postbox.server(), lambda db: is_over(db) and forgotten(db))
    assert (found.status, found.error) == ("sent", None)
    assert [message.get_content() for message in postbox.taken] == ["鍵 k-7431\n"]


def test_a_refused_recipient_is_told_with_the_servers_words(database_url: str, postbox: Postbox) -> None:
    postbox.refused = {"kaigo@example.jp"}
    found = carried(database_url, postbox.server(), lambda db: is_over(db) and forgotten(db))
    assert (found.status, found.error) == ("refused", "550 5.1.1 No such user here")


def test_a_server_that_never_comes_back_is_given_up_and_told(database_url: str) -> None:
    server = mail_server(f"smtp://127.0.0.1:{free_port()}", SENDER)
    found = carried(database_url, server, lambda db: is_over(db) and forgotten(db))
    assert found.status == "failed"
    assert "ConnectionRefusedError" in (found.error or "")
    assert ATTEMPTS == 30


def test_a_withdrawn_letter_is_not_sent(database_url: str, postbox: Postbox) -> None:
    async def run() -> None:
        store = open_store(database_url)
        await store.start()
        jobs = Jobs()
        register_jobs(jobs, store, postbox.server())
        await store.write(post)
        await store.write(withdraw_letters, "test", "0000000000xyz")
        async with Worker(store, jobs, poll_s=0.05), asyncio.timeout(120):
            while await store.read(lambda db: db.scalar(select(func.count()).select_from(job_table))):
                await asyncio.sleep(0.02)
        await store.stop()

    asyncio.run(run())
    assert postbox.taken == []
