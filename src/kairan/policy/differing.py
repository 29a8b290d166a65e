"""What differs between two policies, one thing at a time, and how to take such a thing back. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from kairan.core.viewer import EVERY_CLASS, Screen
from kairan.policy.entries import PolicyDifference
from kairan.policy.model import ACTS, DEVICES, KINDS, Policy, Position, Rule

SCREEN = tuple(field.name for field in msgspec.structs.fields(Screen))
YES, NO = "yes", "no"


def differences(before: Policy, after: Policy) -> list[PolicyDifference]:
    """Return what differs, in the order in which the page shows it."""
    return [*_of_body(before, after), *_of_networks(before.networks, after.networks), *_of_rules(before, after)]


def _of_body(before: Policy, after: Policy) -> Iterator[PolicyDifference]:
    if before.default_class != after.default_class:
        yield PolicyDifference(what="default_class", before=str(before.default_class), after=str(after.default_class))


def _of_networks(before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]) -> Iterator[PolicyDifference]:
    for face in sorted({*before, *after}):
        old, new = ", ".join(before.get(face, ())), ", ".join(after.get(face, ()))
        if old != new:
            yield PolicyDifference(what="networks", face=face, before=old, after=new)


def _of_rules(before: Policy, after: Policy) -> Iterator[PolicyDifference]:
    faces = {rule.face for rule in (*before.rules, *after.rules)}
    for position in (Position(face, device, kind) for face in sorted(faces) for device in DEVICES for kind in KINDS):
        old, new = before.rule_at(position), after.rule_at(position)
        for what, was, becomes in (*_of_acts(old, new), *_of_screen(old.screen, new.screen)):
            yield PolicyDifference(
                what=what,
                before=was,
                after=becomes,
                face=position.face,
                device=position.device,
                member_kind=position.kind,
            )


def _of_acts(old: Rule, new: Rule) -> Iterator[tuple[str, str, str]]:
    for act in ACTS:
        was, becomes = old.upto.get(act, EVERY_CLASS), new.upto.get(act, EVERY_CLASS)
        if was != becomes:
            yield act, str(was), str(becomes)


def _of_screen(old: Screen, new: Screen) -> Iterator[tuple[str, str, str]]:
    for name in SCREEN:
        was, becomes = getattr(old, name), getattr(new, name)
        if was != becomes:
            yield name, YES if was else NO, YES if becomes else NO


def without(policy: Policy, changes: Iterable[PolicyDifference]) -> Policy:
    """Return the policy with these things as they were before; what was set otherwise since is overwritten."""
    for change in changes:
        policy = _taken_back(policy, change)
    return policy


def _taken_back(policy: Policy, change: PolicyDifference) -> Policy:
    if change.what == "default_class":
        return msgspec.convert({**msgspec.to_builtins(policy), "default_class": int(change.before)}, Policy)
    if change.what == "networks":
        named = [one for one in change.before.split(", ") if one]
        kept = {face: those for face, those in policy.networks.items() if face != change.face}
        return msgspec.structs.replace(policy, networks=kept | ({change.face or "": named} if named else {}))
    if change.device is None or change.member_kind is None:
        return policy
    position = Position(change.face or "", change.device, change.member_kind)
    others = [rule for rule in policy.rules if rule.position != position]
    return msgspec.structs.replace(policy, rules=[*others, _rule_before(policy.rule_at(position), change)])


def _rule_before(rule: Rule, change: PolicyDifference) -> Rule:
    if change.what in SCREEN:
        screen = {**msgspec.to_builtins(rule.screen), change.what: change.before == YES}
        return msgspec.structs.replace(rule, screen=msgspec.convert(screen, Screen))
    upto = {**msgspec.to_builtins(rule.upto), change.what: int(change.before)}
    return msgspec.convert({**msgspec.to_builtins(rule), "upto": upto}, Rule)
