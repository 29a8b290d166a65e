"""What happens between a body and its provider, as entries of the body's stream."""

import msgspec

from kairan.core.journal import Body
from kairan.core.viewer import MemberId


class TermChanged(msgspec.Struct, frozen=True):
    """One of the terms that was changed; null is empty. Secrets are told as changed, never as what they are."""

    field: str
    before: str | None
    after: str | None


class ConnectionChanged(Body, frozen=True):
    """An administrator set up, changed, switched on or off the connection to the provider."""

    kind = "oidc.connection_changed"
    issuer: str
    changes: list[TermChanged]
    second: MemberId | None = None  # who consented, where another administrator was there


class ConnectionTested(Body, frozen=True):
    """An administrator tried the connection; `failed` names the step that did not hold."""

    kind = "oidc.connection_tested"
    issuer: str
    failed: str | None


class SubjectLinked(Body, frozen=True):
    """Somebody came through the provider for the first time and was found to be this member, or linked themselves."""

    kind = "oidc.linked"
    id: MemberId
    name: str
    issuer: str
    subject: str
    created: bool  # the account was made for them


class SubjectUnlinked(Body, frozen=True):
    """The link of a member to a subject of the provider was undone: by an administrator, by the member, or since it
    falls away with powers that are given, or a login or number that is changed.
    """

    kind = "oidc.unlinked"
    id: MemberId
    name: str
    issuer: str
    subject: str


class ArrivalRefused(Body, frozen=True):
    """Ways back from the provider were refused, for this reason, since the last such entry."""

    kind = "oidc.refused"
    reason: str
    member_id: MemberId | None
    address: str
    tries: int


class SignedOutByProvider(Body, frozen=True):
    """The provider said that a person signed out there; their sessions here ended."""

    kind = "oidc.signed_out_there"
    member_id: MemberId
    sessions: int
