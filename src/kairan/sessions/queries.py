"""Who is at the door."""

from collections import namedtuple
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, ScalarSelect, Select, bindparam, func, select

from kairan.core.edge.authentication import Guarded, SessionRules
from kairan.core.edge.networks import networks_of
from kairan.core.edge.problems import SignedOut
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.prepared import PreparedAs, PreparedForMany
from kairan.core.kit.text import compatible
from kairan.core.viewer import INSTALLATION, Delegated, Factor, Gate, MemberId, OrganizationId, Viewer
from kairan.people import (
    handled,
    has_login,
    member_table,
    normal_login,
    organization_of,
    organization_table,
    people_named,
    settings_of,
    tasks_of,
    terms_of,
)
from kairan.people.roles import ANYWHERE
from kairan.policy import allowed_to
from kairan.policy.compiling import COLUMNS, at, networks_at, of_member, rules_of_row
from kairan.policy.model import policy_rule_table, policy_table
from kairan.sessions.actions import USUAL, digest_of_token, factors_in, place_of
from kairan.sessions.device_model import device_rule_table, device_table, read_device_rules
from kairan.sessions.factor_model import passkey_table, recovery_code_table, totp_table
from kairan.sessions.gates import Standing, gates_before
from kairan.sessions.model import AtGate, Credential, Limits, Me, Sessions, SessionView, session_table
from kairan.sessions.offline import offline_ms
from kairan.sessions.rules import MINUTE_MS, Demanded, demanded, read_rules, rules_of, sign_in_rule_table, within
from kairan.sessions.user_agents import browser_of, system_of

_m, _s, _o = member_table.c, session_table.c, organization_table.c
_r, _totp, _k, _c = sign_in_rule_table.c, totp_table.c, passkey_table.c, recovery_code_table.c
SECOND_STEP_MS = 15 * MINUTE_MS
AT_ONCE = 500
_dev, _dr = device_table.c, device_rule_table.c


def last_seen(member_id: ColumnElement[str]) -> ScalarSelect[int | None]:
    """Select when a member last used a session that is still open; for the column of a statement."""
    return select(func.max(_s.seen_at)).where(_s.member_id == member_id).scalar_subquery()


def credential_of(db: Db, login: str, organization: str | None, rules: SessionRules = USUAL) -> Credential | None:
    """Find the credential for a login; without an organisation only if the installation has just one."""
    rows = _credentials(db, login, organization)
    if len(rows) != 1:
        return None
    issued_at, ages = rows[0][2], within(rules, rules_of(db, rows[0][3]))
    return Credential(MemberId(rows[0][0]), rows[0][1], None if issued_at is None else issued_at + ages.issued_ms)


def _credentials(db: Db, login: str, organization: str | None) -> Sequence[Any]:
    """Look for the login as it is typed, as it is stored since, and for what was stored in capitals before.

    The last looks at everybody of the body, and only where the others found nobody.
    """
    statement = select(_m.id, _m.password_hash, _m.password_issued_at, _m.organization_id).where(
        _m.organization_id.in_(bodies_asked(organization)), _m.status == "active", _m.password_hash.is_not(None)
    )
    for meant in (_m.login == login.strip(), _m.login == normal_login(login), has_login(login)):
        if rows := db.all(statement.where(meant).limit(2)):
            return rows
    return []


def bodies_asked(asked: str | None) -> Select[tuple[str]]:
    """Select the body that was asked for by its id, code or short name; all of them when none was.

    Operators name theirs: a body's login is never ambiguous because an operator has the same one.
    """
    if asked is None:
        return select(_o.id).where(_o.id != INSTALLATION)
    return select(_o.id).where(
        (_o.id == asked) | (_o.code == compatible(asked).strip()) | (_o.short == compatible(asked).strip().lower())
    )


def viewer_of(db: Db, token: str, face: str, rules: SessionRules = USUAL) -> Guarded | None:
    """Return who holds a token, with what policy allows them and the gates before them.

    A session is good only at the face it was opened through. Where policy no longer lets them sign in, it is as good as
    over.
    """
    row = _BY_TOKEN.first(db, {"digest": digest_of_token(token), "here": face, "now": now_ms()})
    if row is None:
        return None
    session = _OpenSession(row)
    if not session.is_alive(rules):
        return None
    return Guarded(
        session.viewer(),
        row.seen_at,
        session.rules.proof_minutes * MINUTE_MS,
        networks_of(rules.operator_from) if session.is_operator else networks_at(session.set, face),
        terms_of(db, OrganizationId(row.organization_id)).standing == "read_only",
    )


def _open_sessions() -> Select[*tuple[Any, ...]]:
    """Select sessions of members who may sign in, with all that decides about them; the caller restricts it."""
    in_use = select(_o.id).where(_o.suspended_at.is_(None))
    has_app = select(_totp.member_id).where(_totp.member_id == _m.id, _totp.confirmed_at.is_not(None)).exists()
    has_passkey = select(_k.id).where(_k.member_id == _m.id, _k.blocked_at.is_(None)).exists()
    return (
        select(
            _m.id.label("member_id"), _m.organization_id, _m.kind, _m.settings, _m.roles, _m.tasks,
            _m.password_issued_at,
            _m.created_at.label("member_since"), _s.id.label("session_id"), _s.name, _s.agent, _s.face, _s.device,
            _s.created_at, _s.seen_at, _s.ends_at, _s.factors, _s.proved_at, _r.rules, has_app.label("has_app"),
            has_passkey.label("has_passkey"), _dev.status.label("device_status"),
            _dr.rules.label("device_rules"), *COLUMNS,
        )
        .select_from(session_table.join(member_table, _s.member_id == _m.id))
        .outerjoin(sign_in_rule_table, _r.organization_id == _m.organization_id)
        .outerjoin(device_table, _dev.id == _s.device_id)
        .outerjoin(device_rule_table, _dr.organization_id == _m.organization_id)
        .outerjoin(policy_table, of_member())
        .outerjoin(policy_rule_table, at(_s.face, _s.device))
        .where(_m.status == "active", _s.ends_at > bindparam("now"), _m.organization_id.in_(in_use))
    )  # fmt: skip


# Built once: a herd that comes back asks these for everybody, and building them takes longer than running them.
_OPEN = _open_sessions()
_OpenRow = namedtuple("_OpenRow", [column.key for column in _OPEN.selected_columns])  # type: ignore[misc]
_BY_TOKEN: PreparedAs[Any] = PreparedAs(
    _OPEN.where(_s.token_digest == bindparam("digest"), _s.face == bindparam("here")), _OpenRow._make
)
_BY_ID: PreparedAs[Any] = PreparedAs(_OPEN.where(_s.id == bindparam("sought")), _OpenRow._make)
_OF_MANY = PreparedForMany(lambda given: _OPEN.where(_s.id.in_(given)))
_BY_IDS = _OPEN.where(_s.id.in_(bindparam("sought", expanding=True)))


_roles, _tasks = msgspec.json.Decoder(list[str]), msgspec.json.Decoder(list[Delegated])


class _OpenSession:
    """A row of `_open_sessions`, and what is read from it."""

    def __init__(self, row: Any) -> None:  # noqa: ANN401  (of the driver or of SQLAlchemy)
        self.row = row
        self.rules = read_rules(row.rules)
        self.set = row[-len(COLUMNS) :]
        self.policy = rules_of_row(self.set, row.kind, row.face, row.device)
        self.administers = self.policy.upto.get("administer", 1) > 0  # where not, nobody holds a role or a task
        self.roles = frozenset(_roles.decode(row.roles) if self.administers else ())
        self.delegated = frozenset(_tasks.decode(row.tasks) if self.administers else self._anywhere())

    def _anywhere(self) -> Iterable[Delegated]:
        """Return the tasks that are done also where nobody administers; an administrator has each of them."""
        yield from (one for one in _tasks.decode(self.row.tasks) if one.task in ANYWHERE)
        if "administrator" in _roles.decode(self.row.roles):
            yield from (Delegated(task) for task in sorted(ANYWHERE))

    @property
    def is_operator(self) -> bool:
        """Whether it is an operator's."""
        return bool(self.row.organization_id == INSTALLATION)

    def is_alive(self, rules: SessionRules) -> bool:
        """Whether the session has not ended by its age, by not being used, or because policy no longer lets them in."""
        return self.lasts(rules) and self.is_used(rules)

    def lasts(self, rules: SessionRules) -> bool:
        """Whether it has not ended but perhaps by not being used."""
        now = now_ms()
        if "second_factor" in self.gates() and self.row.proved_at < now - SECOND_STEP_MS:
            return False  # a password alone does not keep a session waiting
        if self.is_operator and not rules.admits_operators_at(self.row.face):
            return False
        is_let_in = self.policy.upto.get("sign_in", 1) > 0
        return is_let_in and bool(self.row.created_at > now - within(rules, self.rules).absolute_ms)

    def is_used(self, rules: SessionRules) -> bool:
        """Whether it was used lately."""
        return bool(self.row.seen_at > now_ms() - within(rules, self.rules).idle_ms)

    def gates(self) -> tuple[Gate, ...]:
        """Return what is outstanding."""
        return self._gates

    @cached_property
    def _gates(self) -> tuple[Gate, ...]:
        row = self.row
        standing = Standing(
            factors=factors_in(row.factors),
            has_second=row.has_app or row.has_passkey,
            has_passkey=row.has_passkey,
            has_issued_password=row.password_issued_at is not None,
            demanded=self.demanded(),
            device=row.device_status,
            is_device_asked=row.kind == "staff" and read_device_rules(row.device_rules).asks(row.face, row.device),
        )
        return gates_before(standing, now_ms())

    def demanded(self) -> Demanded:
        """Return what the organisation demands of the member here."""
        return demanded(
            self.rules, self.row.kind, groups_of(self.roles, self.delegated), self.row.face, self.row.member_since
        )

    def viewer(self) -> Viewer:
        """Return who asks."""
        row = self.row
        return Viewer(
            member_id=MemberId(row.member_id),
            organization_id=OrganizationId(row.organization_id),
            kind=row.kind,
            face=row.face,
            device=row.device,
            session_id=row.session_id,
            language=msgspec.json.decode(row.settings).get("language", "ja"),
            roles=self.roles,
            delegated=self.delegated,
            rules=self.policy,
            gates=self.gates(),
            proved_at=row.proved_at,
            has_unused_powers=not self.administers and (row.roles, row.tasks) != ("[]", "[]"),
        )


def groups_of(roles: frozenset[str], delegated: frozenset[Delegated]) -> frozenset[str]:
    """Return whose demands hold: what is demanded of administrators is demanded of their delegates, too.

    Not of who does only what is done anywhere: an emergency finds them with a phone that has no second factor.
    """
    return roles | {"administrator"} if any(one.task not in ANYWHERE for one in delegated) else roles


def ended_sessions(db: Db, session_ids: Sequence[str], rules: SessionRules) -> set[str]:
    """Return which of these sessions follow nothing: signed out, revoked, expired, of a suspended member, at a gate."""
    now = now_ms()
    if len(session_ids) == 1:
        rows: Iterable[Any] = _BY_ID.all(db, {"sought": session_ids[0], "now": now})
    else:
        rows = db.execute(_BY_IDS, {"sought": session_ids, "now": now})
    alive = (session for session in map(_OpenSession, rows) if session.is_alive(rules) and not session.gates())
    return set(session_ids) - {session.row.session_id for session in alive}


class Holder(msgspec.Struct, frozen=True):
    """Whose device may be told, as policy lets them be told there; `is_open`: they could read on without signing in."""

    viewer: Viewer
    is_open: bool


def told_by_sessions(db: Db, session_ids: Sequence[str], rules: SessionRules) -> dict[str, Holder]:
    """Return whose devices these sessions are, by the session's id; nobody's where it is over or at a gate.

    One that was not used for long is no longer open, yet its device may be told that something waits.
    """
    found: dict[str, Holder] = {}
    for start in range(0, len(session_ids), AT_ONCE):
        some = list(session_ids[start : start + AT_ONCE])
        for session in map(_OpenSession, map(_OpenRow._make, _OF_MANY.all(db, some, {"now": now_ms()}))):
            if session.lasts(rules) and not session.gates():
                # Where an entrance is open to some networks only, words must not leave to wherever the device is.
                is_open = session.is_used(rules) and not networks_at(session.set, session.row.face)
                found[session.row.session_id] = Holder(session.viewer(), is_open)
    return found


def sessions_of(db: Db, viewer: Viewer, rules: SessionRules) -> Sessions:
    """Return the viewer's own sessions, this one first, then the latest used."""
    rows = db.all(
        _OPEN.where(_s.member_id == viewer.member_id)
        .order_by((_s.id == viewer.session_id).desc(), _s.seen_at.desc())
        .limit(100),
        {"now": now_ms()},
    )
    alive = [session.row for session in map(_OpenSession, rows) if session.is_alive(rules)]
    return Sessions(
        [
            SessionView(
                id=row.session_id,
                name=row.name,
                browser=browser_of(row.agent),
                system=system_of(row.agent),
                device=row.device,
                face=row.face,
                opened_at=row.created_at,
                seen_at=row.seen_at,
                is_this=row.session_id == viewer.session_id,
            )
            for row in alive
        ]
    )


def me(db: Db, viewer: Viewer, limits: Limits) -> Me:
    """Return the signed-in member."""
    login = db.scalar(select(_m.login).where(_m.id == viewer.member_id))
    terms = terms_of(db, viewer.organization_id)
    own_limits = msgspec.structs.replace(
        limits,
        file_bytes=terms.allowance.largest_file(limits.file_bytes),
        offline_ms=offline_ms(db, viewer, limits.offline_ms),
    )
    (person,) = people_named(db, [viewer.member_id])
    allowed = allowed_to(viewer)
    return Me(
        person=person,
        organization=organization_of(db, viewer),
        login=login,
        settings=settings_of(db, viewer.member_id),
        face=viewer.face,
        roles=sorted(viewer.roles),
        tasks=tasks_of(viewer),
        has_unused_powers=viewer.has_unused_powers,
        handled=handled(db, viewer, place_of(db, viewer)),
        may={act: upto > 0 for act, upto in allowed.items()},
        upto=allowed,
        device=viewer.device,
        screen=viewer.rules.screen,
        default_class=viewer.rules.default_class,
        limits=own_limits,
        rules=viewer.rules.revision,
        at_gate=_at_gate(db, viewer) if viewer.gates else None,
        enrol_by=_enrol_by(db, viewer),
        standing=terms.standing,
    )


def _enrol_by(db: Db, viewer: Viewer) -> int | None:
    """Return by when the viewer must add what is demanded of them, while it is only announced."""
    rules, groups = rules_of(db, viewer.organization_id), groups_of(viewer.roles, viewer.delegated)
    since = db.scalar(select(_m.created_at).where(_m.id == viewer.member_id))
    due = demanded(rules, viewer.kind, groups, viewer.face, since or 0)
    if due.demand == "none" or due.from_at <= now_ms():
        return None
    ways = _ways(db, viewer)
    return None if "passkey" in ways or (due.demand == "any" and "totp" in ways) else due.from_at


def _at_gate(db: Db, viewer: Viewer) -> AtGate:
    rules, groups = rules_of(db, viewer.organization_id), groups_of(viewer.roles, viewer.delegated)
    demand = demanded(rules, viewer.kind, groups, viewer.face, 0).demand
    return AtGate(gates=list(viewer.gates), demand=demand, ways=_ways(db, viewer))


def _ways(db: Db, viewer: Viewer) -> list[Factor]:
    """Return how the viewer can take the second step."""
    ways: dict[Factor, Select[tuple[str]]] = {
        "passkey": select(_k.id).where(_k.member_id == viewer.member_id, _k.blocked_at.is_(None)),
        "totp": select(_totp.member_id).where(_totp.member_id == viewer.member_id),
        "recovery_code": select(_c.digest).where(_c.member_id == viewer.member_id, _c.used_at.is_(None)),
    }
    return [factor for factor, held in ways.items() if db.first(held.limit(1)) is not None]


def own_password(db: Db, viewer: Viewer) -> tuple[str, str | None, int]:
    """Return the viewer's own login and password hash, and how long a new password must be."""
    row = db.first(select(_m.login, _m.password_hash).where(_m.id == viewer.member_id))
    if row is None:
        raise SignedOut
    return row.login, row.password_hash, rules_of(db, viewer.organization_id).least_length
