"""How somebody is reached outside of the office, as they gave it themselves; all of it lies sealed."""

from typing import Annotated

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, String, Table, Text, true

from kairan.core.kit.database import metadata
from kairan.core.kit.mail.model import ADDRESS_LIMIT

PHONE_LIMIT = 30
WHO_LIMIT = 40

emergency_contact_table = Table(
    "emergency_contact",
    metadata,
    Column("member_id", String(13), primary_key=True),
    Column("organization_id", String(13), ForeignKey("organization.id"), nullable=False),
    Column("sealed", Text, nullable=False),  # JSON `EmergencyContact`
    Column("has_phone", Boolean, nullable=False, server_default=true()),  # whether the gateway may reach them
    Column("changed_at", BigInteger, nullable=False),
)

Phone = Annotated[str, msgspec.Meta(max_length=PHONE_LIMIT)]


class EmergencyContact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One's own phone and address, and somebody of the family; what is empty is not given."""

    phone: Phone = ""
    mail: Annotated[str, msgspec.Meta(max_length=ADDRESS_LIMIT)] = ""
    family: Annotated[str, msgspec.Meta(max_length=WHO_LIMIT * 4)] = ""  # who it is: 妻・佐藤 花子
    family_phone: Phone = ""
