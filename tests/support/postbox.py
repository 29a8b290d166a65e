"""A real mail server on loopback: keeps what it takes, and refuses whom it is told to."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from kairan.core.kit.mail import MailServer, mail_server
from tests.support.processes import free_port

SENDER = "回覧 <kairan@city.example.lg.jp>"


class Postbox:
    """A mail server of one's own on loopback: keeps what it takes, and refuses whom it is told to."""

    def __init__(self, **more: Any) -> None:
        self.taken: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.envelopes: list[Envelope] = []
        self.busy = 0  # how many letters are put off before one is taken
        self.refused: set[str] = set()
        self.controller = Controller(self, hostname="127.0.0.1", port=free_port(), **more)
        self.controller.start()

    async def handle_RCPT(self, _s: SMTP, _: Session, envelope: Envelope, address: str, _o: list[str]) -> str:  # noqa: N802
        if address in self.refused:
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _s: SMTP, _: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.busy:
            self.busy -= 1
            return "451 4.3.2 Please come again"
        self.envelopes.append(envelope)
        assert isinstance(envelope.content, bytes)
        self.raw.append(envelope.content)
        self.taken.append(message_from_bytes(envelope.content, policy=POLICY))
        return "250 OK"

    def server(self, url: str = "smtp", host: str = "127.0.0.1", **more: str) -> MailServer:
        return mail_server(f"{url}://{host}:{self.controller.port}", SENDER, **more)
