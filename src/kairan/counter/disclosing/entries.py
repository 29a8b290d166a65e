"""What the record keeps of a case that was taken out."""

from kairan.core.journal import Body


class CaseDisclosed(Body, frozen=True):
    """Somebody took the case out: what its applicant may see, or everything; on paper or as data."""

    kind = "case.disclosed"
    extent: str
    format: str
