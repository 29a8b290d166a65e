"""The rules of signing in (サインインの決まり): what is demanded of whom, and who has what to show."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Select, func, insert, select, update

from kairan.administration.access import hold_changeable
from kairan.administration.entries import DemandChange, Difference, FactorsExported, SignInRulesChanged
from kairan.administration.model import Account, told
from kairan.administration.powers import REASON_LIMIT, FactorsWanted, subject_of
from kairan.administration.problems import BeyondInstallation, FaceUnknown, OwnAccount, ReasonMissing
from kairan.administration.queries import posts_of
from kairan.consents.actions import settle_second
from kairan.core.edge.authentication import SessionRules
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.days import JAPAN
from kairan.core.kit.revisions import revision_of
from kairan.core.kit.spreadsheet import table_of
from kairan.core.kit.text import bounded_name
from kairan.core.viewer import Delegated, MemberId, MemberKind, Viewer
from kairan.factors.actions import clear_factors
from kairan.people import member_table, organization_stream, require_base, require_task
from kairan.sessions import end_sessions
from kairan.sessions.factor_model import passkey_table, totp_table
from kairan.sessions.model import HOUR_MS
from kairan.sessions.queries import groups_of
from kairan.sessions.rules import (
    DAY_MS,
    Demand,
    FactorRule,
    SignInRules,
    demanded,
    rules_of,
    sign_in_rule_table,
)

PAGE = 100
Having = Literal["lacking", "none", "totp", "passkey"]
"""Who lacks what is demanded; who has nothing, an authenticator app, a passkey."""

_m, _t, _k, _r = member_table.c, totp_table.c, passkey_table.c, sign_in_rule_table.c


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """What the installation allows at most, and its entrances."""

    absolute_hours: int
    idle_hours: int
    issued_days: int
    faces: list[str]

    @classmethod
    def of(cls, rules: SessionRules, faces: Sequence[str]) -> "Bounds":
        """Return the bounds of an installation."""
        return cls(
            absolute_hours=rules.absolute_ms // HOUR_MS,
            idle_hours=rules.idle_ms // HOUR_MS,
            issued_days=rules.issued_ms // DAY_MS,
            faces=sorted(set(faces)) or ["single"],
        )


class FactorFigures(msgspec.Struct, frozen=True, kw_only=True):
    """How many people in use have what; `lacking`: what is demanded of them somewhere, they do not have."""

    people: int
    totp: int
    passkey: int
    none: int
    lacking: int


class SignInSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The rules of the body, within what bounds they may be set, and how people stand."""

    rules: SignInRules
    bounds: Bounds
    figures: FactorFigures
    revision: str  # of the rules


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """A person and what they can show besides the password; `due_at`: by when they must have what is demanded."""

    id: MemberId
    name: str
    kana: str
    kind: MemberKind
    login: str
    number: str | None
    posts: str
    has_app: bool
    passkeys: int
    demand: Demand
    is_lacking: bool
    due_at: int | None


class HolderPage(msgspec.Struct, frozen=True):
    """Some people, how many there are in all, and where the next page begins."""

    holders: list[Holder]
    total: int
    next: str | None


class Reset(msgspec.Struct, frozen=True):
    """Why everything a person could show is taken away."""

    reason: Annotated[str, msgspec.Meta(max_length=1_000)]


# --- the rules -------------------------------------------------------------------------------------------------


def sign_in_settings(db: Db, viewer: Viewer, bounds: Bounds) -> SignInSettings:
    """Return the rules and how people stand. Problems: RoleNeeded."""
    require_task(viewer, "sign_in")
    rules = rules_of(db, viewer.organization_id)
    return SignInSettings(
        rules=rules, bounds=bounds, figures=_figures(db, viewer, rules, bounds), revision=revision_of(rules)
    )


def change_rules(db: Db, viewer: Viewer, wanted: SignInRules, bounds: Bounds, base: str | None = None) -> SignInRules:
    """Set the rules; a demand counts from the day it was raised.

    Problems: RoleNeeded, ChangedMeanwhile, BeyondInstallation, FaceUnknown.
    """
    require_task(viewer, "sign_in")
    hold(db, organization_stream(viewer.organization_id))
    present = revision_of(rules_of(db, viewer.organization_id))
    require_base(db, viewer, base, present, (SignInRulesChanged.kind,))
    return put_rules(db, viewer, wanted, bounds)


def put_rules(db: Db, viewer: Viewer, wanted: SignInRules, bounds: Bounds) -> SignInRules:
    """Keep the rules of the viewer's organisation; the caller has asked whether they may. Problems: as above."""
    hold(db, organization_stream(viewer.organization_id))
    before = rules_of(db, viewer.organization_id)
    _require_within(wanted, bounds)
    after = msgspec.structs.replace(
        wanted, factors=_dated(before.factors, wanted.factors), faces=sorted(set(bounds.faces))
    )
    changed = SignInRulesChanged(changes=_differences(before, after), demands=_demands(before, after))
    if not changed.changes and not changed.demands:
        return before
    stored = msgspec.json.encode(after).decode()
    own = _r.organization_id == viewer.organization_id
    if not db.execute(update(sign_in_rule_table).where(own).values(rules=stored)).rowcount:
        db.execute(insert(sign_in_rule_table).values(organization_id=viewer.organization_id, rules=stored))
    append(db, organization_stream(viewer.organization_id), changed, viewer)
    return after


def _require_within(wanted: SignInRules, bounds: Bounds) -> None:
    for value, most in (
        (wanted.absolute_hours, bounds.absolute_hours),
        (wanted.idle_hours, bounds.idle_hours),
        (wanted.issued_days, bounds.issued_days),
    ):
        if value is not None and value > most:
            raise BeyondInstallation(most=most)
    if any(rule.face not in bounds.faces for rule in wanted.factors):
        raise FaceUnknown


def _dated(before: Sequence[FactorRule], wanted: Sequence[FactorRule]) -> list[FactorRule]:
    """Return the demands, each once, with the day it began; one that was there keeps its day."""
    held = {(rule.whom, rule.face): rule for rule in before}
    dated: dict[tuple[str, str], FactorRule] = {}
    for rule in wanted:
        if rule.demand == "none":
            continue
        earlier = held.get((rule.whom, rule.face))
        since = earlier.since if earlier is not None and earlier.demand == rule.demand else now_ms()
        dated[rule.whom, rule.face] = msgspec.structs.replace(rule, since=since)
    return [dated[key] for key in sorted(dated)]


def _differences(before: SignInRules, after: SignInRules) -> list[Difference]:
    fields = ("grace_days", "absolute_hours", "idle_hours", "least_length", "issued_days", "proof_minutes")
    pairs = ((field, getattr(before, field), getattr(after, field)) for field in fields)
    return [
        *(Difference(field, _told(was), _told(now)) for field, was, now in pairs if was != now),
        *_face_difference(before.faces, after.faces),
    ]


def _face_difference(before: Sequence[str] | None, after: Sequence[str] | None) -> list[Difference]:
    """Tell that the rules are now set for other faces; not where they are first kept."""
    if before is None or before == after:
        return []
    return [Difference("faces", ", ".join(before), ", ".join(after or ()))]


def _told(value: int | None) -> str | None:
    return None if value is None else str(value)


def _demands(before: SignInRules, after: SignInRules) -> list[DemandChange]:
    was = {(rule.whom, rule.face): rule.demand for rule in before.factors}
    now = {(rule.whom, rule.face): rule.demand for rule in after.factors}
    return [
        DemandChange(whom, face, was.get((whom, face), "none"), now.get((whom, face), "none"))
        for whom, face in sorted({*was, *now})
        if was.get((whom, face), "none") != now.get((whom, face), "none")
    ]


# --- who has what ----------------------------------------------------------------------------------------------


def _people() -> Select[*tuple[Any, ...]]:
    app = select(_t.member_id).where(_t.member_id == _m.id).exists()
    keys = select(func.count()).where(_k.member_id == _m.id, _k.blocked_at.is_(None)).scalar_subquery()
    return select(
        _m.id, _m.name, _m.kana, _m.kind, _m.login, _m.number, _m.roles, _m.tasks, _m.created_at,
        app.label("has_app"), keys.label("passkeys"),
    )  # fmt: skip


def _strongest(rules: SignInRules, row: Record, faces: Sequence[str]) -> tuple[Demand, int]:
    """Return the strongest demand on a person at any face, and from when on it holds."""
    roles = frozenset(msgspec.json.decode(row.roles, type=list[str]))
    delegated = frozenset(msgspec.json.decode(row.tasks, type=list[Delegated]))
    groups = groups_of(roles, delegated)
    held = [demanded(rules, row.kind, groups, face, row.created_at) for face in faces]
    order = ("none", "any", "passkey")
    strongest = max(held, key=lambda one: (order.index(one.demand), -one.from_at))
    return strongest.demand, strongest.from_at


def _is_lacking(demand: Demand, row: Record) -> bool:
    if demand == "none":
        return False
    return not row.passkeys and not (demand == "any" and row.has_app)


def _figures(db: Db, viewer: Viewer, rules: SignInRules, bounds: Bounds) -> FactorFigures:
    rows = db.all(_people().where(*_of_the_body(viewer)))
    return FactorFigures(
        people=len(rows),
        totp=sum(1 for row in rows if row.has_app),
        passkey=sum(1 for row in rows if row.passkeys),
        none=sum(1 for row in rows if not row.has_app and not row.passkeys),
        lacking=sum(1 for row in rows if _is_lacking(_strongest(rules, row, bounds.faces)[0], row)),
    )


def _of_the_body(viewer: Viewer) -> list[ColumnElement[bool]]:
    return [_m.organization_id == viewer.organization_id, _m.status == "active"]


def holders(db: Db, viewer: Viewer, bounds: Bounds, having: Having | None, after: str | None = None) -> HolderPage:
    """Return people in use by reading, with what they have. Problems: RoleNeeded."""
    require_task(viewer, "sign_in")
    found = _all_holders(db, viewer, bounds, having)
    start = 0
    if after is not None:
        start = next((place for place, one in enumerate(found) if (one.kana, one.id) > _place(after)), len(found))
    page = found[start : start + PAGE]
    more = start + PAGE < len(found)
    return HolderPage(_with_posts(db, page), len(found), f"{page[-1].kana}|{page[-1].id}" if more else None)


def _place(after: str) -> tuple[str, str]:
    kana, _, member_id = after.rpartition("|")
    return kana, member_id


def _all_holders(db: Db, viewer: Viewer, bounds: Bounds, having: Having | None) -> list[Holder]:
    rules = rules_of(db, viewer.organization_id)
    rows = db.all(_people().where(*_of_the_body(viewer)).order_by(_m.kana, _m.id))
    held = (_holder(row, *_strongest(rules, row, bounds.faces)) for row in rows)
    return sorted((one for one in held if having is None or _has(one, having)), key=lambda one: (one.kana, one.id))


def _has(one: Holder, having: Having) -> bool:
    return {
        "lacking": one.is_lacking,
        "none": not one.has_app and not one.passkeys,
        "totp": one.has_app,
        "passkey": one.passkeys > 0,
    }[having]


def _holder(row: Record, demand: Demand, from_at: int) -> Holder:
    is_lacking = _is_lacking(demand, row)
    return Holder(
        id=row.id,
        name=row.name,
        kana=row.kana,
        kind=row.kind,
        login=row.login,
        number=row.number,
        posts="",
        has_app=row.has_app,
        passkeys=row.passkeys,
        demand=demand,
        is_lacking=is_lacking,
        due_at=from_at if is_lacking else None,
    )


def _with_posts(db: Db, page: Sequence[Holder]) -> list[Holder]:
    posts = posts_of(db, [one.id for one in page])
    return [msgspec.structs.replace(one, posts=told(posts.get(one.id, []))) for one in page]


CSV_HEAD = (
    "職員番号", "ログインID", "氏名", "よみがな", "所属", "区分", "認証アプリ", "パスキー", "必要な認証", "不足",
    "期限",
)  # fmt: skip
KINDS = {"staff": "職員", "guest": "ゲスト"}
DEMANDS: dict[Demand, str] = {"none": "", "any": "認証アプリかパスキー", "passkey": "パスキー"}


def export_holders(db: Db, viewer: Viewer, bounds: Bounds) -> str:
    """Return who has what as CSV, and write down that it was taken out. Problems: RoleNeeded."""
    require_task(viewer, "sign_in")
    people = _all_holders(db, viewer, bounds, None)
    rows: list[list[str]] = []
    for start in range(0, len(people), 500):
        rows += map(_cells, _with_posts(db, people[start : start + 500]))
    append(db, organization_stream(viewer.organization_id), FactorsExported(people=len(people)), viewer)
    return table_of(CSV_HEAD, rows)


def _cells(one: Holder) -> list[str]:
    due = "" if one.due_at is None else datetime.fromtimestamp(one.due_at / 1000, UTC).astimezone(JAPAN).date()
    return [
        one.number or "", one.login, one.name, one.kana, one.posts, KINDS[one.kind], "有" if one.has_app else "",
        str(one.passkeys or ""), DEMANDS[one.demand], "不足" if one.is_lacking else "", str(due),
    ]  # fmt: skip


# --- what was lost ---------------------------------------------------------------------------------------------


def reset_factors(db: Db, viewer: Viewer, member_id: MemberId, reason: str) -> Account:
    """Take away a person's app, passkeys and codes, for a stated reason; their sessions end, and they are told.

    Problems: RoleNeeded, PersonNotFound, AccountOfPowers, OwnAccount, ReasonMissing, SecondPersonNeeded.
    """
    before = hold_clearable(db, viewer, member_id)
    if not reason.strip():
        raise ReasonMissing
    second = settle_second(db, viewer, "factors", FactorsWanted(member_id, reason), subject_of([before]))
    ended = end_sessions(db, member_id, viewer)
    clear_factors(db, viewer, member_id, bounded_name(reason, REASON_LIMIT), ended, second)
    return before


def hold_clearable(db: Db, viewer: Viewer, member_id: MemberId) -> Account:
    """Return an account whose factors the viewer may take away. Problems: those of resetting them."""
    before = hold_changeable(db, viewer, member_id)
    if member_id == viewer.member_id:
        raise OwnAccount  # one's own are changed in the settings, with a proof
    return before
