"""What changes organisations, departments and members."""

import msgspec
from sqlalchemy import insert, select, update

from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import bounded_name, fold
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.people.coming_back import guests_come_back
from kairan.people.entries import (
    DepartmentCreated,
    MemberCreated,
    MemberStatusChanged,
    OrganizationCreated,
    PasswordChanged,
    RolesHeld,
    SettingsChanged,
)
from kairan.people.hands import give_back, note_hand
from kairan.people.logins import has_login
from kairan.people.model import (
    NAME_LIMIT,
    NAME_POINTS_EACH,
    DepartmentId,
    MemberStatus,
    NewMember,
    OrganizationKind,
    Settings,
    department_table,
    member_table,
    organization_table,
    post_table,
)
from kairan.people.paths import next_position, path_below
from kairan.people.plans import require_room_for_members
from kairan.people.posts import Post, held_posts, tell_followers
from kairan.people.problems import LoginTaken, PersonNotFound
from kairan.people.streams import directory_stream, member_stream, organization_stream

_json = msgspec.json.Encoder()
_m = member_table.c


def create_organization(
    db: Db,
    by: Viewer | None,
    name: str,
    kind: OrganizationKind,
    code: str | None = None,
    id: OrganizationId | None = None,  # noqa: A002  (what it is)
) -> OrganizationId:
    """Create a body (団体); `by` is None when the installation itself does."""
    organization_id = id or OrganizationId(new_id())
    name = _stored(name)
    db.execute(
        insert(organization_table).values(id=organization_id, name=name, kind=kind, code=code, created_at=now_ms())
    )
    created = OrganizationCreated(id=organization_id, name=name, code=code, body_kind=kind)
    append(db, organization_stream(organization_id), created, by)
    return organization_id


def create_department(
    db: Db,
    by: Viewer | None,
    organization_id: OrganizationId,
    name: str,
    parent_id: DepartmentId | None = None,
    planned_id: DepartmentId | None = None,
) -> DepartmentId:
    """Add a department (部・課・係) at the end of its parent's list, under the id it was planned with if it was."""
    department_id = planned_id or DepartmentId(new_id())
    name = _stored(name)
    db.execute(
        insert(department_table).values(
            id=department_id,
            organization_id=organization_id,
            parent_id=parent_id,
            name=name,
            position=next_position(db, organization_id, parent_id),
            created_at=now_ms(),
            path=(path := path_below(db, parent_id, name)),
        )
    )
    body = DepartmentCreated(id=department_id, name=name, parent_id=parent_id, path=path)
    append(db, directory_stream(organization_id), body, by)
    return department_id


def create_member(db: Db, by: Viewer | None, organization_id: OrganizationId, new: NewMember) -> MemberId:
    """Create an account. Problems: LoginTaken, and those of `require_room_for_members`."""
    require_room_for_members(db, organization_id, kind=new.kind)
    require_free_login(db, organization_id, new.login)
    member_id = MemberId(new_id())
    name, kana = _stored(new.name), _stored(new.kana) if new.kana else ""
    db.execute(
        insert(member_table).values(
            id=member_id,
            organization_id=organization_id,
            login=new.login,
            name=name,
            kana=kana,
            kind=new.kind,
            status="active",
            mail=new.mail,
            extension=new.extension,
            password_hash=new.password_hash,
            settings="{}",
            roles=_json.encode(new.roles).decode(),
            sought=sought_by(name, kana),
            created_at=now_ms(),
            number=new.number,
            password_issued_at=new.password_issued_at,
            affiliation=new.affiliation,
        )
    )
    if new.department_id is not None:
        give_post(db, member_id, new.department_id, new.post, is_main=True, by=by)
    append(db, directory_stream(organization_id), MemberCreated(id=member_id, name=name, member_kind=new.kind), by)
    if by is not None:
        note_hand(db, by, member_id, "created")
    if new.roles:
        held = RolesHeld(id=member_id, name=name, roles=sorted(new.roles))
        append(db, organization_stream(organization_id), held, by)
    return member_id


def _stored(name: str) -> str:
    return bounded_name(name, NAME_LIMIT, each=NAME_POINTS_EACH)


def sought_by(name: str, kana: str) -> str:
    """Return what the directory's search compares with: name and reading, folded, with and without spaces."""
    folded = fold(name), fold(kana)
    return " ".join((*folded, *(part.replace(" ", "") for part in folded)))


def give_post(
    db: Db, member_id: MemberId, department_id: DepartmentId, title: str, *, is_main: bool, by: Viewer | None = None
) -> None:
    """Give a new member a post in a department; several at once are concurrent posts (兼務)."""
    before = held_posts(db, member_id)
    db.execute(
        insert(post_table).values(member_id=member_id, department_id=department_id, title=title, is_main=is_main)
    )
    tell_followers(db, by, member_id, before, [*before, Post(department_id, title)])


def require_free_login(db: Db, organization_id: OrganizationId, login: str, besides: MemberId | None = None) -> None:
    """Refuse a login that somebody of the body has, in capitals or at full width too. Problems: LoginTaken."""
    taken = select(member_table.c.id).where(member_table.c.organization_id == organization_id, has_login(login))
    if set(db.scalars(taken)) - {besides}:
        raise LoginTaken(login=login)


def change_status(
    db: Db, by: Viewer | None, organization_id: OrganizationId, member_id: MemberId, status: MemberStatus
) -> None:
    """Suspend, reopen or close an account; what the person wrote stays under their name.

    Problems: PersonNotFound; for reopening also those of `require_room_for_members`.
    """
    this = (member_table.c.id == member_id) & (member_table.c.organization_id == organization_id)
    before = db.first(select(_m.kind, _m.status, _m.roles, _m.tasks).where(this))
    if before is None:
        raise PersonNotFound
    if status == "active" and before.status != "active":
        require_room_for_members(db, organization_id, kind=before.kind)
    db.execute(update(member_table).where(this).values(status=status))
    if before.kind == "guest" and before.status == "left" and status != "left":
        guests_come_back(db, [member_id])
    if "administrator" in msgspec.json.decode(before.roles, type=list[str]):
        note_stop(db, by, member_id, is_stopped=status != "active")
    if status == "active" and before.status != "active" and (before.roles, before.tasks) != ("[]", "[]"):
        note_hand(db, by, member_id, "reopened")
    append(db, directory_stream(organization_id), MemberStatusChanged(id=member_id, status=status), by)


def note_stop(db: Db, by: Viewer | None, member_id: MemberId, *, is_stopped: bool) -> None:
    """Remember who stopped an administrator: whoever did is not alone thereby."""
    if is_stopped:
        note_hand(db, by, member_id, "stopped")
    else:
        give_back(db, member_id, "stopped")


def change_settings(db: Db, viewer: Viewer, settings: Settings) -> Settings:
    """Keep a member's own settings."""
    db.execute(
        update(member_table)
        .where(member_table.c.id == viewer.member_id)
        .values(settings=_json.encode(settings).decode())
    )
    append(db, member_stream(viewer.member_id), SettingsChanged(settings=settings), viewer)
    return settings


def set_password(db: Db, viewer: Viewer, password_hash: str) -> None:
    """Keep the hash of a new password; the edge has checked the old one."""
    was_issued = db.scalar(select(member_table.c.password_issued_at).where(member_table.c.id == viewer.member_id))
    if was_issued is not None:
        note_hand(db, viewer, viewer.member_id, "chosen")
    chosen = {"password_hash": password_hash, "password_issued_at": None}
    db.execute(update(member_table).where(member_table.c.id == viewer.member_id).values(**chosen))
    append(db, member_stream(viewer.member_id), PasswordChanged(), viewer)
