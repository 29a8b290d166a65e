"""Gates (関門): what is outstanding in a session that is open already.

The first one decides what answers: its own pages, who one is, and signing out. Everything else, and the socket, stay
closed until the last is settled.
"""

import msgspec

from kairan.core.viewer import Factor, Gate
from kairan.sessions.device_model import STOPPED, DeviceStatus
from kairan.sessions.rules import Demanded

SECOND: frozenset[Factor] = frozenset({"totp", "recovery_code", "passkey", "provider_strong"})
"""Factors after which no further one is asked for."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What a session and its member stand with."""

    factors: frozenset[Factor]  # shown in this session
    has_second: bool  # the member has an authenticator app or a passkey
    has_passkey: bool
    has_issued_password: bool  # an administrator's, not yet replaced
    demanded: Demanded
    device: DeviceStatus | None = None  # what this session was opened with
    is_device_asked: bool = False  # only approved devices come in here


def gates_before(standing: Standing, now: int) -> tuple[Gate, ...]:
    """Return the gates before a session, in the order in which they are to be settled."""
    is_second_due = standing.has_second and not standing.factors & SECOND
    gates: list[Gate] = ["second_factor"] if is_second_due else []
    if standing.device in STOPPED or (standing.is_device_asked and standing.device != "approved"):
        gates.append("device")
    if standing.has_issued_password and "password" in standing.factors:
        gates.append("new_password")
    if standing.demanded.from_at <= now and not _is_met(standing, is_second_due=is_second_due):
        gates.append("enrol_factor")
    return tuple(gates)


def _is_met(standing: Standing, *, is_second_due: bool) -> bool:
    """Whether what is demanded was shown, or will have been once the second factor was."""
    match standing.demanded.demand:
        case "none":
            return True
        case "any":
            return is_second_due or bool(standing.factors & SECOND)
        case "passkey":
            return (is_second_due and standing.has_passkey) or "passkey" in standing.factors
