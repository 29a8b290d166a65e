"""A list of people to invite, as offices write it: read by the reader of rosters, whole or not at all."""

from base64 import b64decode
from collections.abc import Sequence

from kairan.applications.invitations.model import ADDED_MOST, MAIL_LIMIT, NAME_LIMIT, Invited
from kairan.applications.invitations.problems import (
    InvitationFile,
    InvitationLine,
    InvitationsTooManyAtOnce,
    InvitationTable,
)
from kairan.core.kit.mail import is_address
from kairan.core.kit.text import NameEmpty, TextNotStorable, TextTooLong, bounded_name, compatible
from kairan.roster.tables import read_table, typed_of

_HEADINGS = {
    "name": ("氏名", "名前", "お名前", "name"),
    "mail": ("メールアドレス", "メール", "eメール", "e-mail", "email", "mail"),
}


def read_invited(table: str) -> list[Invited]:
    """Read a file in base64. Problems: those of a roster's file, and the Invitation ones."""
    try:
        data = b64decode(table, validate=True)
    except ValueError as error:
        raise InvitationFile from error
    found = read_table(data, _score)
    columns = [_column_of(cell) for cell in found.heading]
    if not any(columns):
        raise InvitationTable
    if len(found.lines) > ADDED_MOST:
        raise InvitationsTooManyAtOnce(most=ADDED_MOST)
    return [_invited(line, columns, cells) for line, cells in found.lines]


def _score(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if _column_of(cell))


def _column_of(cell: str) -> str:
    plain = compatible(cell[:NAME_LIMIT]).strip().lower()
    return next((column for column, headings in _HEADINGS.items() if plain in headings), "")


def _invited(line: int, columns: Sequence[str], cells: Sequence[str]) -> Invited:
    given = {column: typed_of(cell)[0] for column, cell in zip(columns, cells, strict=False) if column}
    mail = compatible(given.get("mail", "")[: 2 * MAIL_LIMIT]).strip()
    typed = given.get("name", "")
    try:
        name = bounded_name(typed, NAME_LIMIT) if typed.strip() else ""
    except (NameEmpty, TextNotStorable, TextTooLong):
        raise InvitationLine(line=line) from None
    if mail and not is_address(mail):
        raise InvitationLine(line=line)
    return Invited(name, mail)
