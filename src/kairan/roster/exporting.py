"""The roster out of the body: the form that is imported, so that what goes out can come back and changes nothing."""

import csv
import io
from collections.abc import Iterator, Sequence

import msgspec

from kairan.core.journal import append
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.people import organization_stream, require_task
from kairan.roster.body import Standing, Tree, people_of
from kairan.roster.columns import HEADINGS, STATES, Column, guarded, katakana, path_cell, posts_cell
from kairan.roster.decoding import Encoding, carried, lost_in
from kairan.roster.entries import RosterExported


class Loss(msgspec.Struct, frozen=True, kw_only=True):
    """What an encoding cannot carry of one cell: which characters, and what will stand there."""

    member_id: MemberId
    name: str
    login: str
    column: str
    characters: list[str]
    written: str


class Losses(msgspec.Struct, frozen=True):
    """Everything CP932 cannot carry of a roster, and how many people it holds."""

    people: int
    losses: list[Loss]


def losses_of(db: Db, viewer: Viewer, left: bool) -> Losses:
    """Say what a roster in CP932 would lose; nothing is taken out. Problems: RoleNeeded."""
    require_task(viewer, "people")
    lines = _lines(db, viewer, with_left=left)
    return Losses(len(lines), [loss for one, cells in lines for loss in _losses(one, cells)])


def export_roster(db: Db, viewer: Viewer, encoding: Encoding, left: bool) -> bytes:
    """Take the roster out, and put on record that it was. Problems: RoleNeeded.

    UTF-8 begins with the mark by which Excel knows it. What CP932 cannot carry becomes 〓, a variant loses its
    selector; `losses_of` tells before.
    """
    require_task(viewer, "people")
    lines = _lines(db, viewer, with_left=left)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS.values())
    writer.writerows([guarded(cell) for cell in cells.values()] for _, cells in lines)
    lossy = sum(any(map(lost_in, cells.values())) for _, cells in lines) if encoding == "cp932" else 0
    exported = RosterExported(encoding=encoding, people=len(lines), lossy=lossy)
    append(db, organization_stream(viewer.organization_id), exported, viewer)
    text = out.getvalue()
    return carried(text).encode("cp932") if encoding == "cp932" else text.encode("utf-8-sig")


def _lines(db: Db, viewer: Viewer, *, with_left: bool) -> list[tuple[Standing, dict[Column, str]]]:
    """Return everybody but guests in the order of the tree, those without a post last."""
    tree = Tree.of(db, viewer.organization_id)
    places = {place: number for number, place in enumerate(tree.in_order())}
    people = [one for one in people_of(db, viewer.organization_id) if one.kind == "staff"]
    shown = [one for one in people if with_left or one.status != "left"]
    return [(one, _cells(one, tree)) for one in in_order_of_departments(shown, places)]


def in_order_of_departments(people: Sequence[Standing], places: dict[str, int]) -> list[Standing]:
    """Return people by main department as the tree shows it, then by reading."""
    last = len(places)
    return sorted(
        people,
        key=lambda one: (places.get(one.posts[0].place, last) if one.posts else last, one.kana or one.name, one.id),
    )


def _cells(one: Standing, tree: Tree) -> dict[Column, str]:
    main = one.posts[0] if one.posts else None
    return {
        "number": one.number or "",
        "login": one.login,
        "name": one.name,
        "kana": katakana(one.kana),
        "department": "" if main is None else path_cell(tree.path(main.place)),
        "post": "" if main is None else main.title,
        "concurrent": posts_cell([(tree.path(post.place), post.title) for post in one.posts[1:]]),
        "mail": one.mail or "",
        "extension": one.extension or "",
        "status": STATES[one.status],
    }


def _losses(one: Standing, cells: dict[Column, str]) -> Iterator[Loss]:
    for column, cell in cells.items():
        if characters := lost_in(cell):
            yield Loss(
                member_id=one.id,
                name=one.name,
                login=one.login,
                column=HEADINGS[column],
                characters=characters,
                written=carried(cell),
            )
