"""Faces a policy speaks of that are no longer there, and faces that came after it: nothing may open by that.

A policy knows the faces that were there when it was set. Where one of them is gone, a setting was lost or an entrance
was given up; a face the policy does not know is then no entrance without rules, but one of which nobody has decided
anything. Promise: there the strictest of what was set holds, until the body sets its policy for the faces there are.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import product

import msgspec
from sqlalchemy import select, update

from kairan.core.kit.database import Db
from kairan.core.viewer import EVERY_CLASS, OrganizationId, Screen
from kairan.policy.model import (
    ACTS,
    DEVICES,
    KINDS,
    Act,
    Elsewhere,
    Level,
    Policy,
    Position,
    Rule,
    policy_table,
)
from kairan.policy.queries import policy_of

_p = policy_table.c
_json = msgspec.json.Encoder()


def lost_of(policy: Policy, faces: Collection[str]) -> list[str]:
    """Return the faces a policy restricts that are no longer there."""
    ruled = {rule.face for rule in policy.rules if rule.upto or rule.screen != Screen()}
    return sorted((ruled | {face for face, those in policy.networks.items() if those}) - set(faces))


def bodies_with_lost_faces(db: Db, faces: Collection[str]) -> dict[OrganizationId, list[str]]:
    """Return the bodies whose policy speaks of faces that are gone, with these."""
    bodies = map(OrganizationId, db.scalars(select(_p.organization_id).order_by(_p.organization_id)))
    found = {body: lost_of(policy_of(db, body), faces) for body in bodies}
    return {body: lost for body, lost in found.items() if lost}


def adopt_faces(db: Db, faces: Sequence[str]) -> None:
    """Let policies from before faces were kept know those there are; where a face is gone, only those they name."""
    for body in map(OrganizationId, db.scalars(select(_p.organization_id).where(_p.elsewhere.is_(None)))):
        policy = policy_of(db, body)
        named = {rule.face for rule in policy.rules} | set(policy.networks)
        known = sorted(named) if lost_of(policy, faces) else sorted({*named, *faces})
        db.execute(
            update(policy_table)
            .where(_p.organization_id == body)
            .values(elsewhere=_json.encode(elsewhere_of(policy, known)).decode())
        )


def elsewhere_of(policy: Policy, known: Iterable[str]) -> Elsewhere:
    """Return what is kept beside a policy that was set for these faces."""
    rules = (_strictest(policy, Position("", device, kind)) for device, kind in product(DEVICES, KINDS))
    return Elsewhere(
        faces=tuple(sorted(set(known))),
        rules=tuple(rule for rule in rules if rule.upto or rule.screen != Screen()),
        networks=tuple(sorted({network for those in policy.networks.values() for network in those})),
    )


def at_faces(policy: Policy, known: Collection[str] | None, faces: Iterable[str]) -> Policy:
    """Return a policy as it holds at the faces there are: spelled out for those it was not set for."""
    later = [] if known is None else sorted(set(faces) - set(known))
    networks = list(elsewhere_of(policy, ()).networks)
    return msgspec.structs.replace(
        policy,
        rules=[*policy.rules, *(rule for face in later for rule in _strictest_at(policy, face))],
        networks={**policy.networks, **(dict.fromkeys(later, networks) if networks else {})},
    )


def _strictest_at(policy: Policy, face: str) -> Iterator[Rule]:
    for device, kind in product(DEVICES, KINDS):
        rule = _strictest(policy, Position(face, device, kind))
        if rule.upto or rule.screen != Screen():
            yield rule


def _strictest(policy: Policy, place: Position) -> Rule:
    """Return the strictest of what a policy sets for a class of device and a kind of member, at any face."""
    alike = [rule for rule in policy.rules if (rule.device, rule.kind) == (place.device, place.kind)]
    least: dict[Act, Level] = {
        act: min((rule.upto[act] for rule in alike if act in rule.upto), default=3) for act in ACTS
    }
    return Rule(
        face=place.face,
        device=place.device,
        kind=place.kind,
        upto={act: level for act, level in least.items() if level < EVERY_CLASS},
        screen=Screen(
            watermark=any(one.screen.watermark for one in alike),
            blank=any(one.screen.blank for one in alike),
            print=all(one.screen.print for one in alike),
            screenshots=all(one.screen.screenshots for one in alike),
        ),
    )
