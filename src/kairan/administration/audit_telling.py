"""An entry of the record in Japanese sentences, for a table that an auditor reads without knowing a program.

What a body holds depends on its kind; every field is told, the known ones in words, so that nothing is left out.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from kairan.administration.audit_fields import FIELDS, VALUES
from kairan.administration.audit_words import ACTS
from kairan.core.kit.days import JAPAN
from kairan.people.field_words import CHANGED

ERASED = "（本文は保存期間の満了により消去）"
WHOM = ("member_id", "asked_by", "id", "person_id")
"""The fields that say to whom it was done, the first that there is; others name people besides."""

# Told in columns of their own, or ids of what has a name beside it.
_NOT_TOLD = frozenset({
    "id", "member_id", "asked_by", "name", "session_id", "invitation_id", "request_id", "device_id", "room_id",
    "department_id", "department_ids", "into_id", "into", "plan_id", "parent_id",
    "organization_id", "demands", "changes", "successor_id",
})  # fmt: skip
_IN_WORDS = frozenset({
    "role", "task", "why", "how", "device", "face", "owner", "factor", "format", "encoding", "importance",
    "may_invite", "awaits", "tell", "act", "check", "reason", "notices", "person_kind",
    "asked",
})  # fmt: skip
_INSTANTS = frozenset({"effective_at", "paused_until", "begins_at", "ends_at", "first_at", "last_at"})
_PEOPLE = frozenset({"sponsor_id", "successor_id"})

Body = Mapping[str, Any]


def act_told(kind: str) -> str:
    """Return what was done; an act without a word is told by its kind rather than left out."""
    return ACTS.get(kind, kind)


def instant_told(at: int) -> str:
    """Write an instant of Japan to the second, 2026-04-01 09:00:05; one beyond every calendar as its number."""
    try:
        return datetime.fromtimestamp(at / 1000, JAPAN).strftime("%Y-%m-%d %H:%M:%S")
    except (ValueError, OverflowError, OSError):
        return str(at)


def details_told(kind: str, body: Body, names: Mapping[str, str]) -> str:
    """Write what an entry says, beyond who did it to whom."""
    return " ／ ".join(_details(kind, body, names))


def _details(kind: str, body: Body, names: Mapping[str, str]) -> Iterator[str]:
    if _is_of_a_thing(kind, body):
        yield f"名前: {body['name']}"
    for change in body.get("changes") or ():
        yield _change(change)
    for demand in body.get("demands") or ():
        told = (VALUES.get(str(demand.get(one)), str(demand.get(one))) for one in ("whom", "face", "before", "after"))
        yield "{}・{}: {} → {}".format(*told)
    for field, value in body.items():
        if field in _PEOPLE and value:
            yield f"{'責任者' if field == 'sponsor_id' else '後任'}: {names.get(value, value)}"
        elif field in _NOT_TOLD or value is None or value in ("", []):
            continue
        else:
            yield f"{FIELDS.get(field, field)}: {_value(field, value, names)}"


def _is_of_a_thing(kind: str, body: Body) -> bool:
    """Whether the name in a body is a thing's, not the person's to whom it was done."""
    return bool(body.get("name")) and not kind.startswith(("person.", "role.", "task.", "guest.", "handover."))


def _change(change: Body) -> str:
    if "what" in change:  # of the policy
        place = "・".join(VALUES.get(str(change.get(one)), str(change.get(one) or "")) for one in ("face", "device"))
        what = VALUES.get(str(change.get("act") or change["what"]), str(change.get("act") or change["what"]))
        return f"{place} {what}: {change.get('before')} → {change.get('after')}"
    field = str(change.get("field", ""))
    before, after = (change.get(one) for one in ("before", "after"))
    return f"{CHANGED.get(field, field)}: {before or 'なし'} → {after or 'なし'}"


def _value(field: str, value: object, names: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, list):
        return "、".join(_value(field, one, names) for one in value)
    if field in _INSTANTS and isinstance(value, int):
        return instant_told(value)
    if field in _IN_WORDS:
        return VALUES.get(str(value), str(value))
    return names.get(str(value), str(value))
