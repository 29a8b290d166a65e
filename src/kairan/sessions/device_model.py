"""Devices (端末) and the rules for them: one for each browser and member, known by a cookie of its own."""

import hashlib
from functools import lru_cache
from typing import Annotated, Literal

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import metadata
from kairan.core.viewer import DeviceClass, MemberId

DeviceStatus = Literal["known", "waiting", "approved", "refused", "cut_off", "lost"]
"""Seen but nothing asked; applied for; approved; refused; taken out of use; lost or stolen."""
Owner = Literal["private", "public"]
"""The person's own (BYOD), or lent by the body (公用)."""

FaceName = Annotated[str, msgspec.Meta(max_length=20)]
Offline = Literal["never", "approved", "any"]
"""Which devices keep what was last read (端末に残す)."""

STOPPED: frozenset[DeviceStatus] = frozenset({"refused", "cut_off", "lost"})
"""What no rule lets in: an administrator has to approve it again."""

NAME_MOST = 60
CONSENT_MOST = 4_000
REASON_MOST = 300
FORGOTTEN_MS = 90 * 24 * 3_600_000  # a browser that was only seen, and not since

USUAL_CONSENT = (
    "業務に使うあいだ、この端末に次のことを認めます。\n"
    "・紛失や退職のときに、この端末からのサインインを止め、回覧が保存した下書きなどを消去すること\n"
    "・最後に使った日時、ブラウザーと機種の種類を、団体の管理者が確認すること\n"
    "個人の写真、連絡先、ほかのアプリ、位置は読み取りません。"
)

_Id = String(13)

device_table = Table(
    "device",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("organization_id", _Id, ForeignKey("organization.id"), nullable=False),
    Column("member_id", _Id, ForeignKey("member.id"), nullable=False),
    Column("token_digest", String(64), nullable=False),  # of the cookie, which changes with each sign-in
    Column("former_digest", String(64)),  # the one before: an answer may have got lost
    Column("device", String(10), nullable=False),
    Column("face", String(20), nullable=False),
    Column("agent", String(300), nullable=False),
    Column("status", String(10), nullable=False),
    Column("name", String(400), nullable=False),
    Column("owner", String(10)),
    Column("applied_at", BigInteger),
    Column("consent", Integer),  # the version agreed to
    Column("decided_at", BigInteger),
    Column("decided_by", _Id),
    Column("reason", String(1000), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("wiped_at", BigInteger),  # when a lost one said that it had cleared its store
    UniqueConstraint("token_digest", "member_id"),
    Index("ix_device_organization_id", "organization_id", "status"),
    Index("ix_device_member_id", "member_id"),
    Index("ix_device_former_digest", "former_digest"),
)

# What the body lent, by its inventory number; the code is what an administrator hands over with it, good once.
lent_device_table = Table(
    "lent_device",
    metadata,
    Column("organization_id", _Id, ForeignKey("organization.id"), primary_key=True),
    Column("number", String(NAME_MOST * 4), primary_key=True),
    Column("code", String(20), nullable=False),
    Column("issued_at", BigInteger, nullable=False),
    Column("issued_by", _Id, nullable=False),
    Column("device_id", _Id),  # which used it
)

device_rule_table = Table(
    "device_rule",
    metadata,
    Column("organization_id", _Id, ForeignKey("organization.id"), primary_key=True),
    Column("rules", Text, nullable=False),  # DeviceRules, as JSON
)


class Demanded(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A face and a class of device from which only approved devices come in."""

    face: Annotated[str, msgspec.Meta(max_length=20)]
    device: DeviceClass


class DeviceRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a body asks of devices; without rules, nothing."""

    demanded: Annotated[list[Demanded], msgspec.Meta(max_length=20)] = []
    approve_lent: bool = False
    """What the body lent is approved when it is applied for with the code that an administrator issued for it."""
    approve_first: Annotated[int, msgspec.Meta(ge=0, le=5)] = 0
    """So many devices of each person are approved when they are applied for; what was stopped counts, and stops it."""
    offline: Offline = "approved"
    """Which devices keep what was last read, to be read without a line; never one that several people use."""
    offline_at: Annotated[list[FaceName], msgspec.Meta(max_length=20)] = msgspec.field(
        default_factory=lambda: ["internet", "single"]
    )
    """At which faces they may."""
    consent: Annotated[str, msgspec.Meta(max_length=CONSENT_MOST)] = USUAL_CONSENT
    version: int = 1
    """Of the consent; counted up when its words change."""
    faces: Annotated[list[Annotated[str, msgspec.Meta(max_length=20)]], msgspec.Meta(max_length=100)] | None = None
    """The faces it was set for, kept by the server; null: set before that was kept."""

    def asks(self, face: str, device: DeviceClass) -> bool:
        """Whether only approved devices come in there; at a face that came later, as at the strictest other one."""
        is_later = self.faces is not None and face not in self.faces
        return any(one.device == device and (one.face == face or is_later) for one in self.demanded)

    def class_at(self, face: str, claimed: DeviceClass, *, is_proven: bool) -> DeviceClass:
        """Return what a browser counts as: where phones are asked, a phone, until somebody looked at it.

        The class is the browser's own word; a phone's "desktop site" says that it is a PC.
        """
        return "phone" if self.asks(face, "phone") and not is_proven else claimed


@lru_cache(bounded("sessions.device_rules", 256, "evict", "read once more"))
def read_device_rules(stored: str | None) -> DeviceRules:
    """Read the column."""
    return msgspec.json.decode(stored, type=DeviceRules) if stored else DeviceRules()


def digest_of_browser(token: str) -> str:
    """Return what is stored instead of the cookie."""
    return hashlib.sha256(token.encode()).hexdigest()


class Application(msgspec.Struct, frozen=True, kw_only=True):
    """What a person says of the device they apply for."""

    name: Annotated[str, msgspec.Meta(max_length=200)]
    owner: Owner
    consent: int
    """The version of the consent that was shown and agreed to."""
    code: Annotated[str, msgspec.Meta(max_length=100)] = ""
    """Of what the body lent: what came with it."""


class LentDevice(msgspec.Struct, frozen=True, kw_only=True):
    """Something the body lent: its inventory number, its code, and whose device used it."""

    number: str
    code: str
    issued_at: int
    device_id: str | None
    person: str | None


class DeviceView(msgspec.Struct, frozen=True, kw_only=True):
    """A device as its owner and the administrators see it."""

    id: str
    member_id: MemberId
    person: str
    department: str | None
    department_path: str | None  # with all above it
    key: str  # the person's staff number, else the login
    name: str
    browser: str | None
    system: str | None
    device: DeviceClass
    face: str
    status: DeviceStatus
    owner: Owner | None
    applied_at: int | None
    decided_at: int | None
    reason: str
    seen_at: int
    sessions: int
    wiped_at: int | None
    is_this: bool = False
