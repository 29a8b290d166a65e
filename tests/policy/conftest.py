"""A city with an administrator and two faces, and viewers as policy makes them."""

import msgspec
import pytest

from kairan.core.kit.database import Db
from kairan.core.viewer import DeviceClass, Viewer
from kairan.policy.actions import Standing, set_policy
from kairan.policy.compiling import rules_of
from kairan.policy.model import Act, Level, Policy, Position, Rule
from kairan.policy.queries import policy_of
from tests.administration.conftest import Office, office_of

STANDING = Standing(("lgwan", "internet", "single"), "192.0.2.7")


@pytest.fixture
def office(db: Db) -> Office:
    return office_of(db)


def rule(face: str, device: DeviceClass = "pc", kind: str = "staff", **upto: Level) -> Rule:
    """A rule in one line."""
    return msgspec.convert({"face": face, "device": device, "kind": kind, "upto": upto}, Rule)


def settled(db: Db, by: Viewer, *rules: Rule, **more: object) -> Policy:
    """Set the policy of the viewer's body, whatever it was."""
    revision = policy_of(db, by.organization_id).revision
    set_policy(db, by, msgspec.structs.replace(Policy(revision=revision, rules=list(rules)), **more), STANDING)
    return policy_of(db, by.organization_id)


def standing_at(db: Db, viewer: Viewer, face: str, device: DeviceClass = "pc") -> Viewer:
    """Return the viewer as the door would make them there."""
    policy = policy_of(db, viewer.organization_id)
    found = policy.rule_at(Position(face, device, viewer.kind))
    rules = rules_of(found.upto, found.screen, viewer.kind, policy.default_class, policy.revision)
    return msgspec.structs.replace(viewer, face=face, device=device, rules=rules)


def allowing(viewer: Viewer, **upto: int) -> Viewer:
    """Return the viewer where these levels were set."""
    levels: dict[Act, int] = msgspec.convert(upto, dict[Act, int])
    return msgspec.structs.replace(viewer, rules=rules_of(levels, viewer.rules.screen, viewer.kind))
