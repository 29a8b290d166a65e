"""Set the policy of a body, or take a change back. Every change is one entry that says what was and what is."""

from collections.abc import Iterable, Sequence
from ipaddress import ip_network

import msgspec
from sqlalchemy import delete, insert, update

from kairan.core.edge.networks import is_inside, networks_of
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import EVERY_CLASS, OrganizationId, Screen, Viewer
from kairan.people import changed_meanwhile, organization_stream, require_task
from kairan.policy.compiling import rules_of
from kairan.policy.differing import differences, without
from kairan.policy.entries import PolicyChanged, PolicyDifference
from kairan.policy.lost_faces import at_faces, elsewhere_of, lost_of
from kairan.policy.model import (
    ACTS,
    UNGRADED,
    Act,
    Level,
    Policy,
    Position,
    Rule,
    policy_rule_table,
    policy_table,
)
from kairan.policy.problems import (
    FacePresent,
    FaceUnknown,
    NetworkMalformed,
    NothingToUndo,
    PolicyChangedMeanwhile,
    WouldLockOut,
)
from kairan.policy.queries import change_at, faces_known, policy_of

_json = msgspec.json.Encoder()


class Standing(msgspec.Struct, frozen=True):
    """From where a change is made, and which faces there are: whoever changes must not shut themselves out."""

    faces: tuple[str, ...]
    address: str = ""


def preview(db: Db, viewer: Viewer, wanted: Policy, standing: Standing) -> list[PolicyDifference]:
    """Return what would change, refusing what `set_policy` would refuse. Problems: those of `set_policy`."""
    require_task(viewer, "policy")
    before = _current(db, viewer, wanted.revision, standing)
    after = _checked(before, wanted, standing)
    _require_way_back(viewer, after, standing)
    return [*_of_faces(db, viewer, standing), *differences(before, after)]


def set_policy(db: Db, viewer: Viewer, wanted: Policy, standing: Standing) -> int | None:
    """Set the policy; nothing changed leaves no entry. Returns the number of the entry.

    Problems: RoleNeeded, PolicyChangedMeanwhile, FaceUnknown, NetworkMalformed, WouldLockOut.
    """
    require_task(viewer, "policy")
    stream = organization_stream(viewer.organization_id)
    hold(db, stream)
    before = _current(db, viewer, wanted.revision, standing)
    return _keep(db, viewer, before, _checked(before, wanted, standing), standing, undoes=None)


def forget_face(db: Db, viewer: Viewer, face: str, standing: Standing) -> int | None:
    """Take out what was set for a face that was given up. Problems: RoleNeeded, FaceUnknown, FacePresent."""
    require_task(viewer, "policy")
    hold(db, organization_stream(viewer.organization_id))
    if face in standing.faces:
        raise FacePresent(face=face)
    before = policy_at(db, viewer.organization_id, standing.faces)
    if face not in lost_of(before, standing.faces):
        raise FaceUnknown(face=face)
    after = msgspec.structs.replace(
        before,
        rules=[rule for rule in before.rules if rule.face != face],
        networks={name: those for name, those in before.networks.items() if name != face},
    )
    return _keep(db, viewer, before, after, standing, undoes=None)


def policy_at(db: Db, organization_id: OrganizationId, faces: Sequence[str]) -> Policy:
    """Return what holds at the faces there are: what was set, and the strictest of it where nothing was."""
    return at_faces(policy_of(db, organization_id), faces_known(db, organization_id), faces)


def undo_change(db: Db, viewer: Viewer, seq: int, standing: Standing) -> int:
    """Take back what one change set, and leave everything else. Problems: those of `set_policy`, NothingToUndo."""
    require_task(viewer, "policy")
    hold(db, organization_stream(viewer.organization_id))
    change = change_at(db, viewer, seq)
    if change is None:
        raise NothingToUndo
    before = policy_at(db, viewer.organization_id, standing.faces)
    made = _keep(db, viewer, before, without(before, change.changes), standing, undoes=seq)
    if made is None:
        raise NothingToUndo
    return made


def _of_faces(db: Db, viewer: Viewer, standing: Standing) -> list[PolicyDifference]:
    """Tell that a policy is now set for faces it was not set for."""
    known = faces_known(db, viewer.organization_id)
    if known is None or set(standing.faces) <= set(known):
        return []
    return [PolicyDifference(what="faces", before=", ".join(known), after=", ".join(sorted({*known, *standing.faces})))]


def _current(db: Db, viewer: Viewer, revision: int, standing: Standing) -> Policy:
    before = policy_at(db, viewer.organization_id, standing.faces)
    if before.revision != revision:
        raise changed_meanwhile(db, viewer, (PolicyChanged.kind,), problem=PolicyChangedMeanwhile)
    return before


def _checked(before: Policy, wanted: Policy, standing: Standing) -> Policy:
    """Return what was sent in its one form: known faces, each place once, networks as networks.

    What was set for a face that is no longer there stays as it is: it may come back.
    """
    gone = {*before.networks, *(rule.face for rule in before.rules)} - set(standing.faces)
    rules = {rule.position: _plain(rule) for rule in wanted.rules if rule.face not in gone}
    named = {face: those for face, those in wanted.networks.items() if face not in gone}
    for face in {*named, *(position.face for position in rules)}:
        if face not in standing.faces:
            raise FaceUnknown(face=face)
    networks = {face: _networks(those) for face, those in sorted(named.items()) if those}
    return msgspec.structs.replace(
        wanted,
        rules=[*(rule for rule in before.rules if rule.face in gone), *rules.values()],
        networks={face: those for face, those in before.networks.items() if face in gone} | networks,
    )


def _plain(rule: Rule) -> Rule:
    """Leave out what is allowed as a matter of course; acts that are not of a room are allowed or not."""
    upto: dict[Act, Level] = {
        act: 0 if act in UNGRADED else rule.upto[act]
        for act in ACTS
        if act in rule.upto and rule.upto[act] < EVERY_CLASS and not (act in UNGRADED and rule.upto[act])
    }
    return msgspec.structs.replace(rule, upto=upto)


def _networks(named: Iterable[str]) -> list[str]:
    found: dict[str, None] = {}
    for one in named:
        try:
            found[str(ip_network(one.strip(), strict=False))] = None
        except ValueError:
            raise NetworkMalformed(network=one[:64]) from None
    return list(found)


def _require_way_back(viewer: Viewer, after: Policy, standing: Standing) -> None:
    """Refuse a policy by which whoever sets it could not take it back from where they are."""
    here = after.rule_at(Position(viewer.face, viewer.device, viewer.kind))
    administers = rules_of(here.upto, here.screen, viewer.kind).upto.get("administer", EVERY_CLASS)
    networks = networks_of(after.networks.get(viewer.face, ()))
    if not administers or (standing.address and not is_inside(standing.address, networks)):
        raise WouldLockOut


def _keep(
    db: Db, viewer: Viewer, before: Policy, after: Policy, standing: Standing, *, undoes: int | None
) -> int | None:
    changes = [*_of_faces(db, viewer, standing), *differences(before, after)]
    if not changes:
        return None
    _require_way_back(viewer, after, standing)
    revision = before.revision + 1
    _write(db, viewer.organization_id, msgspec.structs.replace(after, revision=revision), standing.faces)
    changed = PolicyChanged(revision=revision, changes=changes, undoes=undoes)
    return append(db, organization_stream(viewer.organization_id), changed, viewer).seq


def _write(db: Db, organization_id: OrganizationId, policy: Policy, faces: Sequence[str]) -> None:
    known = {*faces, *lost_of(policy, faces)}
    values = {
        "elsewhere": _json.encode(elsewhere_of(policy, known)).decode(),
        "revision": policy.revision,
        "default_class": policy.default_class,
        "networks": _json.encode(policy.networks).decode(),
        "changed_at": now_ms(),
    }
    mine = policy_table.c.organization_id == organization_id
    if not db.execute(update(policy_table).where(mine).values(**values)).rowcount:
        db.execute(insert(policy_table).values(organization_id=organization_id, **values))
    db.execute(delete(policy_rule_table).where(policy_rule_table.c.organization_id == organization_id))
    kept = map(_plain, policy.rules)
    rows = [_row(organization_id, rule) for rule in kept if rule.upto or rule.screen != Screen()]
    if rows:
        db.execute(insert(policy_rule_table), rows)


def _row(organization_id: OrganizationId, rule: Rule) -> dict[str, str]:
    return {
        "organization_id": organization_id,
        "face": rule.face,
        "device": rule.device,
        "kind": rule.kind,
        "upto": _json.encode(rule.upto).decode(),
        "screen": _json.encode(rule.screen).decode(),
    }
