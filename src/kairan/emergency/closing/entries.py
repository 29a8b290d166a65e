"""What the stream of an incident keeps of its review: the whole of it, so that every former wording stays provable."""

from kairan.core.journal import Body


class IncidentReviewed(Body, frozen=True):
    """Somebody wrote what to do better next time."""

    kind = "incident.reviewed"
    text: str
