"""From what a body set to what a viewer carries; looked up at the door with the session, in the same statement."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import and_
from sqlalchemy.sql.elements import ColumnElement

from kairan.core.edge.networks import Networks, networks_of
from kairan.core.kit.bounds import bounded
from kairan.core.viewer import EVERY_CLASS, FREE, DeviceClass, MemberKind, RoomClass, Rules, Screen
from kairan.people import member_table
from kairan.policy.model import Act, Elsewhere, decide_all, policy_rule_table, policy_table

_p, _r, _m = policy_table.c, policy_rule_table.c, member_table.c

COLUMNS = (_p.revision, _p.default_class, _p.networks, _p.elsewhere, _r.upto, _r.screen)
"""What `rules_of_row` and `networks_of` want, from a statement joined with `of_member` and `at`."""

_levels = msgspec.json.Decoder(dict[Act, int]).decode
_screen = msgspec.json.Decoder(Screen).decode
_networks = msgspec.json.Decoder(dict[str, list[str]]).decode


def of_member() -> ColumnElement[bool]:
    """Join a member's body's policy."""
    return _p.organization_id == _m.organization_id


def at(face: ColumnElement[str] | str, device: ColumnElement[str] | str) -> ColumnElement[bool]:
    """Join the rule that holds for a member at a face on a class of device."""
    return and_(_r.organization_id == _m.organization_id, _r.face == face, _r.device == device, _r.kind == _m.kind)


def rules_of_row(row: Sequence[Any], kind: MemberKind, face: str, device: DeviceClass) -> Rules:
    """Return what the viewer carries; `row` holds COLUMNS."""
    revision, default_class, _, elsewhere, upto, screen = row
    if revision is None:
        return FREE
    if _is_elsewhere(elsewhere, face):
        return _compiled_elsewhere(elsewhere, revision, default_class, device, kind)
    return _compiled(revision, default_class, upto, screen, kind)


def _is_elsewhere(stored: str | None, face: str) -> bool:
    """Whether a policy was set before there was this face."""
    return stored is not None and face not in _elsewhere(stored).faces


@lru_cache(bounded("policy.elsewhere", 1_024, "evict", "read once more"))
def _elsewhere(stored: str) -> Elsewhere:
    return msgspec.json.decode(stored, type=Elsewhere)


@lru_cache(bounded("policy.compiled_elsewhere", 1_024, "evict", "compiled once more"))
def _compiled_elsewhere(
    stored: str, revision: int, default_class: RoomClass, device: DeviceClass, kind: MemberKind
) -> Rules:
    rule = _elsewhere(stored).rule_at(device, kind)
    return rules_of(rule.upto, rule.screen, kind, default_class, revision)


@lru_cache(bounded("policy.compiled", 4_096, "evict", "compiled once more"))
def _compiled(revision: int, default_class: RoomClass, upto: str | None, screen: str | None, kind: MemberKind) -> Rules:
    """Compile once for all who stand at the same place; few places, a bounded memory."""
    return rules_of(_levels(upto or "{}"), _screen(screen or "{}"), kind, default_class, revision)


def rules_of(
    upto: Mapping[Act, int], screen: Screen, kind: MemberKind, default_class: RoomClass = 2, revision: int = 0
) -> Rules:
    """Compile what was set for one place."""
    decided: dict[str, int] = {act: one.upto for act, one in decide_all(upto, kind).items() if one.upto < EVERY_CLASS}
    return Rules(upto=decided, default_class=default_class, screen=screen, revision=revision)


def networks_at(row: Sequence[object], face: str) -> Networks:
    """Return the networks a face of the body is open to; none: to any. `row` holds COLUMNS."""
    stored, elsewhere = row[2], row[3]
    if isinstance(elsewhere, str) and _is_elsewhere(elsewhere, face):
        return networks_of(_elsewhere(elsewhere).networks)
    return () if not isinstance(stored, str) else _networks_of(stored, face)


@lru_cache(bounded("policy.networks", 1_024, "evict", "read once more"))
def _networks_of(stored: str, face: str) -> Networks:
    return networks_of(_networks(stored).get(face, ()))
