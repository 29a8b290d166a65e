"""What is known of a body's provider and of who comes from there."""

import msgspec
from sqlalchemy import select

from kairan.core.kit.database import Db, Record
from kairan.core.kit.revisions import revision_of
from kairan.core.kit.text import fold
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.people import member_table, organization_table, require_task
from kairan.single_sign_on.model import Connection, Offer, Terms, connection_table, oidc_session_table, subject_table
from kairan.single_sign_on.problems import NoProvider

LINKS = 100

_c, _o, _m, _l = connection_table.c, organization_table.c, member_table.c, subject_table.c

NOTHING_YET = Terms()


class ConnectionView(msgspec.Struct, frozen=True, kw_only=True):
    """The connection as its administrators see it; of the secret only that there is one."""

    enabled: bool
    terms: Terms
    has_secret: bool
    has_key: bool
    revision: str  # of terms and secret
    redirect_uris: list[str] = []
    keys_uri: str = ""
    sign_out_uri: str = ""
    home_uri: str = ""


class SubjectLink(msgspec.Struct, frozen=True, kw_only=True):
    """A person, and who they are at the provider."""

    member_id: MemberId
    name: str
    login: str
    issuer: str
    subject: str
    linked_at: int


class OpenedThere(msgspec.Struct, frozen=True, kw_only=True):
    """What the end of a session has to do with the provider's; `id_token` is sealed."""

    organization_id: OrganizationId
    id_token: str


def connection_of(db: Db, organization_id: str) -> Connection | None:
    """Return a body's connection, on or off."""
    row = db.first(select(connection_table).where(_c.organization_id == organization_id))
    return None if row is None else _connection(row)


def _connection(row: Record) -> Connection:
    return Connection(
        organization_id=OrganizationId(row.organization_id),
        enabled=row.enabled,
        terms=msgspec.json.decode(row.terms, type=Terms),
        secret=row.secret,
        key=row.key,
        public_key=row.public_key,
    )


def require_connection(db: Db, organization: str) -> Connection:
    """Return the connection of a body, named by id or code, that is switched on. Problems: NoProvider.

    A body that is not listed is not found by its code, which everybody knows; by its short name it is.
    """
    row = db.first(
        select(connection_table)
        .join(organization_table, _o.id == _c.organization_id)
        .where(
            (_o.id == organization) | ((_o.code == organization) & _o.is_listed) | (_o.short == organization),
            _c.enabled,
        )
    )
    if row is None:
        raise NoProvider
    return _connection(row)


def offers(db: Db) -> list[Offer]:
    """Return what the sign-in page offers beside passwords, of the bodies that are listed on it; public."""
    listed = select(_o.id).where(_o.is_listed, _o.suspended_at.is_(None))
    statement = select(connection_table).where(_c.enabled, _c.organization_id.in_(listed))
    found = (_connection(row) for row in db.all(statement))
    return [
        Offer(organization_id=one.organization_id, label=one.terms.label, passwords=one.terms.passwords)
        for one in found
    ]


def connection_view(db: Db, viewer: Viewer) -> ConnectionView:
    """Return the connection for its administrators. Problems: RoleNeeded."""
    require_task(viewer, "sign_in")
    one = connection_of(db, viewer.organization_id)
    if one is None:
        return ConnectionView(
            enabled=False, terms=NOTHING_YET, has_secret=False, has_key=False, revision=connection_revision(None)
        )
    return ConnectionView(
        enabled=one.enabled,
        terms=one.terms,
        has_secret=one.secret is not None,
        has_key=one.key is not None,
        revision=connection_revision(one),
    )


def connection_revision(one: Connection | None) -> str:
    """Return what a change of the connection is based on; of the sealed secret only that it is the same."""
    return revision_of(None if one is None else (one.enabled, one.terms, one.secret))


def links(db: Db, viewer: Viewer, sought: str = "") -> list[SubjectLink]:
    """Return who is linked to whom at the provider, the latest first, or those found. Problems: RoleNeeded."""
    require_task(viewer, "sign_in")
    statement = (
        select(_m.id, _m.name, _m.login, _l.issuer, _l.subject, _l.linked_at)
        .join(member_table, _m.id == _l.member_id)
        .where(_l.organization_id == viewer.organization_id)
    )
    for word in fold(sought).split():
        statement = statement.where(_m.sought.contains(word, autoescape=True))
    rows = db.all(statement.order_by(_l.linked_at.desc(), _m.id).limit(LINKS))
    return [
        SubjectLink(
            member_id=MemberId(row[0]), name=row[1], login=row[2], issuer=row[3], subject=row[4], linked_at=row[5]
        )
        for row in rows
    ]


def opened_there(db: Db, viewer: Viewer) -> OpenedThere | None:
    """Return what is known of the provider's session behind the viewer's; None when they came in another way."""
    row = db.first(select(oidc_session_table).where(oidc_session_table.c.session_id == viewer.session_id))
    if row is None:
        return None
    return OpenedThere(organization_id=OrganizationId(row.organization_id), id_token=row.id_token)


def may_use_password(db: Db, member_id: MemberId) -> bool:
    """Whether a member may sign in with a password: administrators and guests always (break-glass, 非常口).

    Whoever else has powers may until they linked themselves: they are linked by no name, and had no way in.
    """
    row = db.first(
        select(_m.kind, _m.roles, _m.tasks, _c.terms)
        .join(connection_table, _c.organization_id == _m.organization_id)
        .where(_m.id == member_id, _c.enabled)
    )
    if row is None or (terms := msgspec.json.decode(row.terms, type=Terms)).passwords == "everyone":
        return True
    if row.kind == "guest" or "administrator" in msgspec.json.decode(row.roles, type=list[str]):
        return True
    linked = select(_l.subject).where(_l.member_id == member_id, _l.issuer == terms.issuer)
    return (row.roles, row.tasks) != ("[]", "[]") and db.first(linked) is None
