"""What the record keeps of applications that came in elsewhere."""

from kairan.core.journal import Body


class CaseImported(Body, frozen=True):
    """It came in elsewhere, under this number, and was taken in by a member of staff."""

    kind = "case.imported"
    number: str
    member: str


class CasesImported(Body, frozen=True):
    """A download was taken in; in the form's stream."""

    kind = "form.cases_imported"
    new: int
    known: int
    digest: str
