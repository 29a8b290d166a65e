"""What streams keep of forms: a stream for each, read by whoever has to do with it."""

from kairan.core.journal import Body


class FormCreated(Body, frozen=True):
    """A form was made for a department."""

    kind = "form.created"
    title: str
    department: str
    address: str


class FormChanged(Body, frozen=True):
    """The draft was changed; one entry for each sitting of one person."""

    kind = "form.changed"
    revision: int


class FormPublished(Body, frozen=True):
    """A version was published: from now on this one is filled in."""

    kind = "form.published"
    number: int
    title: str
    digest: str
    asked_by: str | None = None  # where it takes two: who asked for it


class FormPublicationAsked(Body, frozen=True):
    """Somebody asks another person to agree that this state of the draft is published."""

    kind = "form.publication_asked"
    revision: int
    digest: str


class FormPublicationDropped(Body, frozen=True):
    """It was taken back, or not agreed to."""

    kind = "form.publication_dropped"


class FormRulesChanged(Body, frozen=True):
    """What a body says of all its forms: whether publishing takes two persons."""

    kind = "form.rules_changed"
    takes_two: bool


class FormTemplateKept(Body, frozen=True):
    """A form's draft became a template of the body."""

    kind = "form.template_kept"
    template: str
    form: str
    title: str


class FormTemplateShared(Body, frozen=True):
    """Other bodies may take copies of a template, or no more."""

    kind = "form.template_shared"
    template: str
    title: str
    is_shared: bool


class FormTemplateRemoved(Body, frozen=True):
    """A template was removed; forms that began from it stay."""

    kind = "form.template_removed"
    template: str
    title: str


class FormTermsChanged(Body, frozen=True):
    """Who may fill it in, from when until when, how many, how long answers are kept: what changed, before and after."""

    kind = "form.terms_changed"
    before: dict[str, str | int | None]
    after: dict[str, str | int | None]


class FormClosed(Body, frozen=True):
    """Nobody can begin or submit it any more."""

    kind = "form.closed"


class FormReopened(Body, frozen=True):
    """It can be filled in again."""

    kind = "form.reopened"


class FormShared(Body, frozen=True):
    """Who may do what with it: everybody who may, from now on, with their names of that day."""

    kind = "form.shared"
    rights: dict[str, list[str]]


class PlacesDrawn(Body, frozen=True):
    """Places of a question were drawn (抽選): by which seed, how many there were and how many applied, by place.

    The digest is of the result, as lines of place, rank and reference number, in this order.
    """

    kind = "form.drawn"
    question: str
    seed: str
    capacities: dict[str, int]
    applied: dict[str, int]
    digest: str


class AnswersExported(Body, frozen=True):
    """Answers left as a table."""

    kind = "form.exported"
    applications: int
    columns: int
    format: str
