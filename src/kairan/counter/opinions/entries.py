"""What the stream of an application keeps of opinions; the words are in the table, and go with the answers."""

from kairan.core.journal import Body


class CaseOpinionAsked(Body, frozen=True):
    """Somebody is asked: a department or a person, what it is by its digest, and which answers they are shown."""

    kind = "case.opinion_asked"
    opinion: str
    holder: str
    shown: list[str]
    answer_by: str
    digest: str


class CaseOpinionGiven(Body, frozen=True):
    """They answered."""

    kind = "case.opinion_given"
    opinion: str
    digest: str


class CaseOpinionWithdrawn(Body, frozen=True):
    """They are asked no more, and see nothing of the case any more."""

    kind = "case.opinion_withdrawn"
    opinion: str
