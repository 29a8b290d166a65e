"""Sheets (サインインの案内): who gets one, and the first password that is issued with it.

Passwords are stored nowhere, so each print issues new ones. They are drawn and laid out before anything is changed,
and become valid in one transaction: a sheet that could not be made leaves every password as it was.
"""

from typing import Annotated, Literal

import msgspec
from sqlalchemy import bindparam, select, update

from kairan.core.journal import Body, append, append_all, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.typesetting.glyphs import unprintable
from kairan.core.viewer import MemberId, Viewer
from kairan.people import (
    DepartmentId,
    holders_in_use,
    holders_within,
    member_table,
    note_hands,
    organization_stream,
    require_task,
)
from kairan.roster.body import Standing, Tree, people_of
from kairan.roster.entries import PasswordIssued, SheetsPrinted
from kairan.roster.exporting import in_order_of_departments
from kairan.roster.problems import NoSheets, SheetsOutdated
from kairan.sessions import end_sessions
from kairan.sessions.addresses import FaceAddress
from kairan.sessions.model import session_table

SHEETS_MOST = 1_000  # in one PDF: some seconds of work, 2 MiB

_m, _s = member_table.c, session_table.c


class SheetsWanted(msgspec.Struct, frozen=True, kw_only=True):
    """For whom sheets are wanted, and how many stand on a page of A4.

    Without `member_ids`: everybody who has no password yet, or (`issued`) has not replaced the issued one either.
    Those who have chosen their own keep it unless `replace` is set.
    """

    member_ids: Annotated[list[MemberId], msgspec.Meta(max_length=SHEETS_MOST)] | None = None
    waiting: Literal["none", "issued"] = "none"
    department_id: DepartmentId | None = None
    per_page: Literal[1, 2, 4] = 2
    replace: bool = False
    address: Annotated[str, msgspec.Meta(max_length=300)] | None = None
    """The address the administrator was shown and wants printed; needed where the settings name none."""


class Unprintable(msgspec.Struct, frozen=True):
    """A name with characters that the font of the sheets does not have; 〓 will stand there."""

    member_id: MemberId
    name: str
    characters: list[str]


class SheetsPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What a print will do: for how many people, for how many later, and whose own password stands in the way."""

    people: int
    later: int  # beyond what one PDF holds
    own: int  # have chosen their own password, and are left out unless it is to be replaced
    unprintable: list[Unprintable]
    addresses: list[FaceAddress] = []  # that will be printed
    is_address_set: bool = True  # otherwise it is the one this was asked under, and must be confirmed


class Addressee(msgspec.Struct, frozen=True):
    """Who gets a sheet."""

    id: MemberId
    name: str
    login: str
    number: str | None
    department: str
    post: str
    was_issued_at: int | None
    had_password: bool


class Selection(msgspec.Struct, frozen=True):
    """Who gets a sheet now, in the order of the departments, and the body's name."""

    addressees: list[Addressee]
    plan: SheetsPlan


def sheets_plan(db: Db, viewer: Viewer, wanted: SheetsWanted) -> SheetsPlan:
    """Say what a print would do; nothing is changed. Problems: RoleNeeded."""
    return select_addressees(db, viewer, wanted).plan


def select_addressees(db: Db, viewer: Viewer, wanted: SheetsWanted) -> Selection:
    """Choose who gets a sheet: staff in use, never oneself. Problems: RoleNeeded."""
    require_task(viewer, "people")
    tree = Tree.of(db, viewer.organization_id)
    places = {place: number for number, place in enumerate(tree.in_order())}
    passwords = {
        row[0]: (row[1] is not None, row[2])
        for row in db.all(
            select(_m.id, _m.password_hash, _m.password_issued_at).where(_m.organization_id == viewer.organization_id)
        )
    }
    within = None if wanted.department_id is None else set(db.scalars(holders_within(wanted.department_id)))
    chosen = None if wanted.member_ids is None else set(wanted.member_ids)
    is_alone = holders_in_use(db, viewer.organization_id, "administrator") == [viewer.member_id]
    people = [one for one in people_of(db, viewer.organization_id) if _may_get(viewer, one, is_alone=is_alone)]
    people = [one for one in people if (within is None or one.id in within) and (chosen is None or one.id in chosen)]
    own = [one for one in people if passwords[one.id][0] and passwords[one.id][1] is None]
    if not (chosen is not None and wanted.replace):
        people = [one for one in people if one not in own]
    if chosen is None and wanted.waiting == "none":
        people = [one for one in people if not passwords[one.id][0]]
    ordered = in_order_of_departments(people, places)
    addressees = [_addressee(one, tree, *passwords[one.id]) for one in ordered[:SHEETS_MOST]]
    found = [Unprintable(one.id, one.name, missing) for one in addressees if (missing := unprintable(one.name))]
    plan = SheetsPlan(
        people=len(addressees),
        later=len(ordered) - len(addressees),
        own=len(own) if chosen is not None else 0,
        unprintable=found,
    )
    return Selection(addressees, plan)


def _may_get(viewer: Viewer, one: Standing, *, is_alone: bool) -> bool:
    """Whoever has powers gets a password one by one, with a second person's consent, where there is one."""
    is_open = one.kind == "staff" and one.status == "active" and one.id != viewer.member_id
    return is_open and (not one.has_powers or is_alone)


def _addressee(one: Standing, tree: Tree, had_password: bool, issued_at: int | None) -> Addressee:
    main = one.posts[0] if one.posts else None
    return Addressee(
        id=one.id,
        name=one.name,
        login=one.login,
        number=one.number,
        department="" if main is None else " ".join(tree.path(main.place)),
        post="" if main is None else main.title,
        was_issued_at=issued_at,
        had_password=had_password,
    )


def issue_passwords(
    db: Db, viewer: Viewer, wanted: SheetsWanted, hashes: dict[MemberId, str], known: Selection
) -> None:
    """Let the passwords of the sheets be valid; sessions end. Problems: RoleNeeded, NoSheets, SheetsOutdated."""
    require_task(viewer, "people")
    if not hashes:
        raise NoSheets
    hold(db, organization_stream(viewer.organization_id))
    if select_addressees(db, viewer, wanted).addressees != known.addressees:
        raise SheetsOutdated
    now = now_ms()
    db.execute(
        update(member_table)
        .where(_m.id == bindparam("b_id"))
        .values(password_hash=bindparam("b_hash"), password_issued_at=now),
        [{"b_id": member_id, "b_hash": hashed} for member_id, hashed in hashes.items()],
    )
    note_hands(db, viewer, list(hashes), "password")
    with_session = set(db.scalars(select(_s.member_id).where(_s.member_id.in_(list(hashes))).distinct()))
    ended = {member_id: end_sessions(db, member_id, viewer) for member_id in sorted(with_session)}
    stream = organization_stream(viewer.organization_id)
    append(db, stream, SheetsPrinted(people=len(hashes)), viewer)
    bodies: list[Body] = [
        PasswordIssued(id=one.id, name=one.name, sessions=ended.get(one.id, 0)) for one in known.addressees
    ]
    append_all(db, stream, bodies, viewer)
