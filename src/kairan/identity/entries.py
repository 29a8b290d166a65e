"""What the streams of a body, a form and an application keep of identity: never a fact itself."""

from kairan.core.journal import Body


class IdentityProviderChanged(Body, frozen=True):
    """A provider was set up, changed, or switched on or off."""

    kind = "organization.identity_provider_changed"
    profile: str
    issuer: str
    is_on: bool
    changed: list[str]


class IdentityTermsChanged(Body, frozen=True):
    """What a form asks for before it is filled in was changed."""

    kind = "form.identity_terms_changed"
    revision: int
    level: str
    ways: list[str]


class ApplicantIdentified(Body, frozen=True):
    """An application was sent by somebody who proved who they are; which questions say what was certified."""

    kind = "application.identified"
    level: str
    profile: str
    issuer: str
    certified: list[str]
    changed: list[str]


class ApplicantSigned(Body, frozen=True):
    """What was sent was signed with a card before: the digest of the document, and what its verification found."""

    kind = "application.signed"
    digest: str
    profile: str
    issuer: str
    authority: str
    revocation: str
    listed_at: int
    verified_at: int
    is_kept: bool
