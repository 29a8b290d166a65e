"""Policies to begin with (ひな形). Pure: a preset says for every place what is allowed there."""

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from typing import Literal

import msgspec

from kairan.core.viewer import Screen
from kairan.policy.model import DEVICES, KINDS, NEVER_FOR_GUESTS, Act, Level, Position, Rule

PresetName = Literal["open", "separation", "own_phones", "reading_outside"]


class Preset(msgspec.Struct, frozen=True):
    """A policy to begin with: what it would set at the faces of this installation."""

    name: PresetName
    rules: list[Rule]


OUTSIDE = "internet"
GUARDED = Screen(watermark=True, blank=True, print=False, screenshots=False)
# What stays on a device or leaves it.
KEEPING: dict[Act, Level] = {"download": 0, "copy": 0, "forward": 0, "notify_content": 0, "export_answers": 0}


def _open(place: Position) -> Rule:
    return Rule(face=place.face, device=place.device, kind=place.kind)


def _separation(place: Position) -> Rule:
    """三層分離 (αモデル): what is of class 3 stays on the LGWAN side, and nothing is kept on what is outside."""
    if place.face != OUTSIDE and place.device == "pc":
        return _open(place)
    outside: dict[Act, Level] = {"administer": 0, "read": 2, **KEEPING}
    return _with(place, outside, GUARDED)


def _own_phones(place: Position) -> Rule:
    """私物のスマートフォン: everybody works as always, but nothing is kept on a phone."""
    return _open(place) if place.device == "pc" else _with(place, {"administer": 0, **KEEPING}, GUARDED)


def _reading_outside(place: Position) -> Rule:
    """庁外は閲覧だけ: from the Internet, and from phones, one reads and searches what is not of class 3."""
    if place.face != OUTSIDE and place.device == "pc":
        return _open(place)
    reading: dict[Act, Level] = {
        "administer": 0,
        "read": 2,
        "write": 0,
        "invite": 0,
        "join_room": 0,
        "build_forms": 0,
        **KEEPING,
    }
    return _with(place, reading, GUARDED)


def _with(place: Position, upto: dict[Act, Level], screen: Screen) -> Rule:
    own = {act: level for act, level in upto.items() if place.kind == "staff" or act not in NEVER_FOR_GUESTS}
    return Rule(face=place.face, device=place.device, kind=place.kind, upto=own, screen=screen)


_PRESETS: Mapping[PresetName, Callable[[Position], Rule]] = {
    "open": _open,
    "separation": _separation,
    "own_phones": _own_phones,
    "reading_outside": _reading_outside,
}


def presets_for(faces: Iterable[str]) -> list[Preset]:
    """Return every preset, spelled out for these faces."""
    places = [Position(*place) for place in product(faces, DEVICES, KINDS)]
    return [Preset(name, [rule_at(place) for place in places]) for name, rule_at in _PRESETS.items()]
