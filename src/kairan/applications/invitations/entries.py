"""What the stream of a form keeps of invitations: how many, never whom."""

from kairan.core.journal import Body


class PeopleInvited(Body, frozen=True):
    """Numbers were given to so many people."""

    kind = "form.invited"
    people: int


class InvitationWithdrawn(Body, frozen=True):
    """A number can be used no more."""

    kind = "form.invitation_withdrawn"
    invitation: str


class LettersSent(Body, frozen=True):
    """Letters went to so many people who had not answered."""

    kind = "form.invitation_letters"
    people: int


class NumbersExported(Body, frozen=True):
    """The list left as a table, with everybody's number."""

    kind = "form.numbers_exported"
    people: int
    format: str
