"""Guests (ゲスト): outside people, invited into named rooms, for whom somebody answers and who stay until a day."""

import kairan.guests.invitation_rules  # noqa: F401  (registers who may bring guests into rooms)
from kairan.guests.letters import Delivery

__all__ = ["Delivery"]
