"""What happens to many at once, as entries of the organisation and of its directory."""

from kairan.core.journal import Body
from kairan.core.viewer import MemberId
from kairan.roster.decoding import Encoding


class RosterImported(Body, frozen=True):
    """An administrator imported a roster; what became of each person stands in the entries behind this one."""

    kind = "roster.imported"
    digest: str  # SHA-256 of the file
    encoding: Encoding
    lines: int
    departments: int
    created: int
    changed: int
    moved: int
    suspended: int
    reopened: int
    left: int


class DirectoryRenewed(Body, frozen=True):
    """Many people were changed at once; whoever shows the directory asks for it anew."""

    kind = "directory.renewed"
    people: int


class RosterExported(Body, frozen=True):
    """An administrator took the roster out."""

    kind = "roster.exported"
    encoding: Encoding
    people: int
    lossy: int  # people of whom the encoding could not carry a character


class SheetsPrinted(Body, frozen=True):
    """An administrator printed sheets with logins; whose passwords were issued stands in the entries behind this."""

    kind = "sheets.printed"
    people: int


class PasswordIssued(Body, frozen=True):
    """A first password was issued on a printed sheet; the person's sessions ended. It is nowhere on record."""

    kind = "person.password_issued"
    id: MemberId
    name: str
    sessions: int
