"""What the streams of applications and forms keep of deliverables."""

from typing import ClassVar

from kairan.core.journal import Body


class CaseLetterOrdered(Body, frozen=True):
    """A letter is to be made, of this revision of a template; what it says is frozen with this entry."""

    kind = "case.letter_ordered"
    deliverable: str
    number: str
    title: str
    template: str
    revision: int


class CaseDelivered(Body, frozen=True):
    """Something can be fetched from now on; its bytes by their SHA-256."""

    kind = "case.delivered"
    is_public: ClassVar[bool] = True
    deliverable: str
    number: str
    digest: str
    until_on: str


class CaseDeliverableFetched(Body, frozen=True):
    """Whose case it is fetched it, for the first time; further times are counted in the table."""

    kind = "case.deliverable_fetched"
    is_public: ClassVar[bool] = True
    deliverable: str


class CaseDeliverableWithdrawn(Body, frozen=True):
    """It is not valid any more, and cannot be fetched."""

    kind = "case.deliverable_withdrawn"
    is_public: ClassVar[bool] = True
    deliverable: str


class LetterTemplateChanged(Body, frozen=True):
    """A template of letters was made, changed or removed; in the form's stream."""

    kind = "form.letter_template_changed"
    template: str
    revision: int
    is_removed: bool = False
