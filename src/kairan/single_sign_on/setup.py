"""What administrators set up: the terms, the secret, the key, and links undone."""

from typing import Annotated

import msgspec
from sqlalchemy import insert, select, update

from kairan.consents.actions import settle_second
from kairan.consents.acts import Act, Subject
from kairan.consents.model import Told
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.openid.provider import Client, require_issuer
from kairan.core.kit.secrets import SealBroken, SecretBox
from kairan.core.kit.text import bounded_name
from kairan.core.viewer import MemberId, Viewer
from kairan.people import organization_stream, require_base, require_task
from kairan.single_sign_on.consenting import ProviderWanted, is_trust_changed, subject_of_change
from kairan.single_sign_on.entries import ConnectionChanged, ConnectionTested, TermChanged
from kairan.single_sign_on.linking import undo_links
from kairan.single_sign_on.model import LINE_MOST, ClaimNames, Connection, Terms, connection_table
from kairan.single_sign_on.problems import NewIssuerNeedsDraft, NoProvider, SecretUnreadable, TermsIncomplete
from kairan.single_sign_on.queries import NOTHING_YET, connection_of, connection_revision

_c = connection_table.c
_json = msgspec.json.Encoder()


SECRET_MOST = 1_000


class NewTerms(msgspec.Struct, frozen=True, kw_only=True):
    """What an administrator saves; a secret that is left out stays."""

    enabled: bool
    terms: Terms
    secret: Annotated[str, msgspec.Meta(max_length=SECRET_MOST)] | msgspec.UnsetType = msgspec.UNSET


def save_connection(db: Db, viewer: Viewer, wanted: NewTerms, box: SecretBox, base: str | None = None) -> None:
    """Keep terms and secret; nothing changed leaves no entry. A draft is free; trust needs a second person.

    Problems: RoleNeeded, ChangedMeanwhile, TermsIncomplete, SecondPersonNeeded.
    """
    planned = _plan(db, viewer, wanted.terms, base, enabled=wanted.enabled)
    if wanted.secret is not msgspec.UNSET:
        given = wanted.secret.strip()
        secret = box.seal(given, secret_purpose(viewer.organization_id)) if given else None
        planned = msgspec.structs.replace(planned, secret=secret)
    if wanted.enabled:
        _require_complete(planned)
    _save(db, viewer, planned, ProviderWanted(terms=wanted.terms, base=planned.base))


def look_at_connection(db: Db, viewer: Viewer, wanted: ProviderWanted) -> Subject:
    """Return whom a connection that is to be on concerns.

    Problems: those of saving it, IssuerMalformed, NewIssuerNeedsDraft.
    """
    planned = _plan(db, viewer, wanted.terms, wanted.base, enabled=True)
    require_issuer(planned.terms.issuer, loopback=True)  # what this installation allows is asked at each use
    _require_complete(planned)
    if not is_trust_changed(planned.before, planned.changes, enabled=True):
        return Subject(member_ids=[], told=Told())
    return subject_of_change(db, viewer, planned.terms.issuer, planned.told)


def trust_connection(db: Db, viewer: Viewer, wanted: ProviderWanted) -> None:
    """Switch the connection on with these terms, and the secret that is kept. Problems: those of saving it."""
    planned = _plan(db, viewer, wanted.terms, wanted.base, enabled=True)
    _require_complete(planned)
    _save(db, viewer, planned, wanted)


class _Planned(msgspec.Struct, frozen=True, kw_only=True):
    """What the connection was, and what it is to be."""

    before: Connection | None
    base: str  # the revision of what it was
    terms: Terms
    enabled: bool
    secret: str | None

    @property
    def changes(self) -> list[TermChanged]:
        """What becomes another one; of a secret only that it does."""
        changes = _differences(self.before, self.terms, enabled=self.enabled)
        if self.secret != (self.before.secret if self.before else None):
            changes.append(TermChanged("secret", None, "new" if self.secret else None))
        return changes

    @property
    def told(self) -> list[TermChanged]:
        """What a second person is to judge: of what was a draft, everything that it says."""
        if self.before is not None and self.before.enabled:
            return self.changes
        said = {**_flat(self.terms), "enabled": "on"}
        return [TermChanged(field, None, value) for field, value in said.items() if value is not None]


def _plan(db: Db, viewer: Viewer, terms: Terms, base: str | None, *, enabled: bool) -> _Planned:
    """Ask the role, lock, and read terms over what is there now; a secret is never shown to another issuer.

    Problems: RoleNeeded, ChangedMeanwhile.
    """
    require_task(viewer, "sign_in")
    hold(db, organization_stream(viewer.organization_id))
    before = connection_of(db, viewer.organization_id)
    present = connection_revision(before)
    require_base(db, viewer, base, present, (ConnectionChanged.kind,))
    cleaned = _cleaned(terms)
    secret = before.secret if before and before.terms.issuer == cleaned.issuer else None
    return _Planned(before=before, base=present, terms=cleaned, enabled=enabled, secret=secret)


def _save(db: Db, viewer: Viewer, planned: _Planned, wanted: ProviderWanted) -> None:
    changes, issuer = planned.changes, planned.terms.issuer
    if not changes:
        return
    second = None
    if is_trust_changed(planned.before, changes, enabled=planned.enabled):
        subject = subject_of_change(db, viewer, issuer, planned.told)
        second = settle_second(db, viewer, "provider", wanted, subject)
    terms = _json.encode(planned.terms).decode()
    _keep(db, viewer, terms=terms, enabled=planned.enabled, secret=planned.secret)
    changed = ConnectionChanged(issuer=issuer, changes=changes, second=second)
    append(db, organization_stream(viewer.organization_id), changed, viewer)


def _cleaned(terms: Terms) -> Terms:
    scopes = dict.fromkeys(["openid", *terms.scopes.split()])
    return msgspec.structs.replace(
        terms,
        label=bounded_name(terms.label, LINE_MOST, each=1),
        issuer=terms.issuer.strip(),
        client_id=terms.client_id.strip(),
        scopes=" ".join(scopes),
        claims=ClaimNames(**{name: value.strip() for name, value in msgspec.structs.asdict(terms.claims).items()}),
        domains=[one.strip().lstrip("@").lower() for one in terms.domains if one.strip()],
        acr_values=" ".join(terms.acr_values.split()),
        strong_acr=[one.strip() for one in terms.strong_acr if one.strip()],
        strong_amr=[one.strip() for one in terms.strong_amr if one.strip()],
    )


def _require_complete(planned: _Planned) -> None:
    terms, before = planned.terms, planned.before
    if before is not None and before.enabled and before.secret is not None and planned.secret is None:
        raise NewIssuerNeedsDraft
    by_key = terms.proof == "private_key_jwt"
    has_proof = (before is not None and before.key is not None) if by_key else planned.secret is not None
    if not (terms.issuer and terms.client_id and has_proof):
        raise TermsIncomplete(what="private_key_jwt" if by_key else "client_secret")


def _differences(before: Connection | None, terms: Terms, *, enabled: bool) -> list[TermChanged]:
    old = {**_flat(before.terms if before else NOTHING_YET), "enabled": _said(before is not None and before.enabled)}
    new = {**_flat(terms), "enabled": _said(enabled)}
    return [TermChanged(field, old[field], new[field]) for field in new if old[field] != new[field]]


def _flat(terms: Terms) -> dict[str, str | None]:
    values = msgspec.structs.asdict(terms)
    claims = values.pop("claims")
    flat = {**values, **{f"claim_{name}": value for name, value in msgspec.structs.asdict(claims).items()}}
    return {name: _said(value) for name, value in flat.items()}


def _said(value: object) -> str | None:
    if isinstance(value, bool):
        return "on" if value else "off"
    return (", ".join(value) if isinstance(value, list) else str(value)) or None


def _keep(db: Db, viewer: Viewer, **values: object) -> None:
    values = {**values, "changed_at": now_ms()}
    kept = db.execute(update(connection_table).where(_c.organization_id == viewer.organization_id).values(values))
    if not kept.rowcount:
        fresh = {"enabled": False, "terms": "{}", "secret": None, "key": None, "public_key": None, **values}
        db.execute(insert(connection_table).values(organization_id=viewer.organization_id, **fresh))


ACT_OF_TRUST = Act(
    name="provider", wanted=ProviderWanted, look=look_at_connection, run=trust_connection, by_subject=True
)


def keep_key(db: Db, viewer: Viewer, private: str, public: str, box: SecretBox) -> None:
    """Keep a new key for private_key_jwt; the one before is good no longer. Problems: RoleNeeded."""
    require_task(viewer, "sign_in")
    hold(db, organization_stream(viewer.organization_id))
    before = connection_of(db, viewer.organization_id)
    sealed = box.seal(private, key_purpose(viewer.organization_id))
    _keep(db, viewer, key=sealed, public_key=public)
    changed = ConnectionChanged(issuer=before.terms.issuer if before else "", changes=[TermChanged("key", None, "new")])
    append(db, organization_stream(viewer.organization_id), changed, viewer)


def require_terms(db: Db, viewer: Viewer) -> Connection:
    """Return the body's connection for a test, on or off. Problems: RoleNeeded, NoProvider."""
    require_task(viewer, "sign_in")
    connection = connection_of(db, viewer.organization_id)
    if connection is None:
        raise NoProvider
    return connection


def note_tested(db: Db, viewer: Viewer, issuer: str, failed: str | None) -> None:
    """Record a test of the connection."""
    require_task(viewer, "sign_in")
    append(db, organization_stream(viewer.organization_id), ConnectionTested(issuer=issuer, failed=failed), viewer)


def unlink(db: Db, viewer: Viewer, member_id: MemberId) -> None:
    """Undo the link of a person to the provider's users. Problems: RoleNeeded, LinkNotFound."""
    require_task(viewer, "sign_in")
    undo_links(db, viewer, member_id)


def client_of(connection: Connection, box: SecretBox) -> Client:
    """Return how this server proves itself, with its secrets opened. Problems: SecretUnreadable."""
    one = connection.organization_id
    try:
        return Client(
            client_id=connection.terms.client_id,
            proof=connection.terms.proof,
            secret=None if connection.secret is None else box.open(connection.secret, secret_purpose(one)),
            key=None if connection.key is None else box.open(connection.key, key_purpose(one)),
        )
    except SealBroken as error:
        raise SecretUnreadable from error


def secret_purpose(organization_id: str) -> str:
    """Return what the client secret of a body is sealed for."""
    return f"oidc.secret:{organization_id}"


def key_purpose(organization_id: str) -> str:
    """Return what the private key of a body is sealed for."""
    return f"oidc.key:{organization_id}"


def secrets_sealed(db: Db, box: SecretBox) -> int:
    """Return how many secrets for providers the present key does not open; without a key file that is all of them."""
    rows = db.all(select(_c.organization_id, _c.secret, _c.key))
    kept = [
        (sealed, purpose(row.organization_id))
        for row in rows
        for sealed, purpose in ((row.secret, secret_purpose), (row.key, key_purpose))
        if sealed is not None
    ]
    if not box.key_file.exists():
        return len(kept)
    return sum(1 for sealed, purpose in kept if not box.opens(sealed, purpose))
