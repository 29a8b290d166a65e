"""What is to be sent by the gateway, and what it said of it."""

from typing import Literal

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table

from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import metadata
from kairan.emergency.broadcasts.plan import Way

DispatchState = Literal["waiting", "accepted", "refused", "failed", "needless"]
"""送信中, 受付済み, 番号などを断られた, つながらなかった, 先に対応があり不要."""

TRIES = 5
AT_ONCE = bounded("emergency.gateway_at_once", 8, "wait", "further messages to the gateway are sent after these")
PIECE = 40
ERROR_LIMIT = 60

_Id = String(13)

dispatch_table = Table(
    "broadcast_dispatch",
    metadata,
    Column("id", _Id, primary_key=True),  # told to the gateway: sent again, it is the same message
    Column("broadcast_id", _Id, ForeignKey("broadcast.id"), nullable=False),
    Column("member_id", _Id, nullable=False),
    Column("way", String(10), nullable=False),
    Column("telling", Integer, nullable=False),
    Column("state", String(10), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("error", String(ERROR_LIMIT)),
    Index("uq_broadcast_dispatch_telling", "broadcast_id", "telling", "way", "member_id", unique=True),
    Index("ix_broadcast_dispatch_member_id", "member_id"),
)


class Gateway(msgspec.Struct, frozen=True, kw_only=True):
    """Where the operator's gateway takes messages; an empty address: it is not used."""

    sms: str = ""
    voice: str = ""
    key: str = ""

    @property
    def ways(self) -> frozenset[Way]:
        """The ways it can be used for."""
        found: tuple[tuple[Way, str], ...] = (("sms", self.sms), ("voice", self.voice))
        return frozenset(way for way, address in found if address)

    def address(self, way: str) -> str:
        """Return where messages of a way go."""
        return self.voice if way == "voice" else self.sms


class GatewayAnswer(msgspec.Struct, frozen=True):
    """One answer that may be given by a key or a word: posted as `choice` to the link."""

    choice: str
    words: str


class GatewayMessage(msgspec.Struct, frozen=True):
    """What the gateway is asked to send; `id` stays the same when it is asked again."""

    id: str
    way: str
    to: str
    text: str
    link: str
    answers: list[GatewayAnswer]
