"""What the stream of an incident keeps of its situation reports."""

from kairan.core.journal import Body


class SituationIssued(Body, frozen=True):
    """A report was issued; `digest` is SHA-256 of what it said."""

    kind = "incident.situation_issued"
    form: str
    number: int
    digest: str


class SituationTaken(Body, frozen=True):
    """Somebody took a report out, as a workbook or on paper."""

    kind = "incident.situation_taken"
    form: str
    number: int
    as_form: str
