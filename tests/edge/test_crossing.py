"""What is told to another process arrives there as it was, whoever asks: every shape of viewer is tried."""

from types import MappingProxyType
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from kairan.core.edge.fast_routes import Asked, packed, unpacked
from kairan.core.viewer import Delegated, Gate, MemberId, OrganizationId, Rules, Screen, Task, Viewer
from kairan.policy.compiling import rules_of
from kairan.policy.model import ACTS, Act
from kairan.policy.presets import Preset, presets_for
from tests.cast import viewer

SATO = viewer(MemberId("0000000000001"), OrganizationId("0000000000002"))


def like_sato(**more: object) -> Viewer:
    return msgspec.structs.replace(SATO, **more)


TASKS, GATES = get_args(Task), get_args(Gate)
SHAPES: dict[str, Viewer] = {
    "plain": SATO,
    "guest": like_sato(kind="guest"),
    "english": like_sato(language="en"),
    "phone at a face": like_sato(face="internet", device="phone"),
    "gates": like_sato(gates=GATES, session_id="0" * 43, proved_at=1_800_000_000_000),
    "roles": like_sato(roles=frozenset({"administrator", "auditor"})),
    "tasks": like_sato(delegated=frozenset({Delegated(t) for t in TASKS} | {Delegated("people", "d")})),
    "policy": like_sato(rules=rules_of({"read": 2, "download": 0}, Screen(print=False), "staff", 1, 7)),
    "unused powers": like_sato(has_unused_powers=True),
    "guest under a policy": like_sato(kind="guest", rules=rules_of({}, Screen(), "guest", 2, 1)),
}


def asked_by(who: Viewer) -> Asked:
    return Asked("/rooms/{room_id:str}/messages", who, "0000000000003", b"\x80", takes_gzip=True)


def arrived(who: Viewer) -> Viewer:
    question = packed(asked_by(who))
    assert question is not None
    return unpacked(question).viewer


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_viewer_arrives_as_it_was(shape: str) -> None:
    assert arrived(SHAPES[shape]) == SHAPES[shape]
    assert hash(arrived(SHAPES[shape])) == hash(SHAPES[shape])


def test_every_field_of_a_viewer_is_among_the_shapes() -> None:
    """A field added to the viewer, or to its rules, fails here until a shape fills it."""
    for field in msgspec.structs.fields(Viewer):
        values = {repr(getattr(one, field.name)) for one in SHAPES.values()}
        assert len(values) > 1 or field.name in {"member_id", "organization_id"}, field.name
    for field in msgspec.structs.fields(Rules):
        assert len({repr(getattr(one.rules, field.name)) for one in SHAPES.values()}) > 1, field.name


@pytest.mark.parametrize("preset", presets_for(("lgwan", "internet")), ids=lambda preset: preset.name)
def test_every_template_of_a_policy_arrives(preset: Preset) -> None:
    for rule in preset.rules:
        rules = rules_of(rule.upto, rule.screen, rule.kind, 1, 3)
        who = like_sato(kind=rule.kind, face=rule.face, device=rule.device, rules=rules)
        assert arrived(who) == who


def test_a_policy_that_cannot_be_written_to_arrives() -> None:
    who = like_sato(rules=Rules(upto=MappingProxyType({"read": 2})))
    assert arrived(who) == who


@given(st.dictionaries(st.sampled_from(ACTS), st.integers(0, 3)))
def test_any_policy_arrives(upto: dict[Act, int]) -> None:
    who = like_sato(rules=rules_of(upto, Screen(), "staff"))
    assert arrived(who) == who


def test_who_cannot_be_told_to_another_process_is_answered_by_our_own_threads() -> None:
    with capture_logs() as logs:
        assert packed(asked_by(like_sato(roles=frozenset({object()})))) is None
    assert [entry["event"] for entry in logs] == ["reader_process.not_asked"]
