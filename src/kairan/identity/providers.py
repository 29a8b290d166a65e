"""Setting up a body's providers (本人確認の認証サービス): who administers the body, within what the operator allows.

Promise: a secret never goes to another issuer than the one it was given for.
"""

from collections.abc import Mapping

import msgspec
from sqlalchemy import select

from kairan.core.journal import Held, append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.openid.provider import Client
from kairan.core.kit.problems import NotFound
from kairan.core.kit.secrets import SealBroken, SecretBox
from kairan.core.kit.text import bounded_name
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import OrganizationId, Viewer
from kairan.identity.entries import IdentityProviderChanged
from kairan.identity.model import (
    LINE_LIMIT,
    PRESETS,
    Profile,
    Provider,
    ProviderChange,
    ProvidersView,
    ProviderTerms,
    ProviderView,
    identity_provider_table,
)
from kairan.identity.problems import (
    IdentityChangedMeanwhile,
    IdentitySecretUnreadable,
    IssuerNotAllowed,
    ProviderIncomplete,
)
from kairan.people import organization_stream, require_task

BACK = "/f/-/identity/back"
_p = identity_provider_table.c


class Allowed(msgspec.Struct, frozen=True):
    """What the operator set."""

    issuers: tuple[str, ...]  # that may be asked; none: nothing leaves this machine
    url: str = ""  # where residents come to
    trust: str = ""  # the folder of authorities under which applicants sign

    @property
    def signs(self) -> bool:
        """Whether anybody could sign."""
        return bool(self.trust)


def providers_of(db: Db, organization_id: str) -> Mapping[Profile, Provider]:
    """Return a body's providers, on or off."""
    rows = db.all(select(identity_provider_table).where(_p.organization_id == organization_id))
    return {
        row.profile: Provider(
            organization_id=OrganizationId(row.organization_id),
            profile=row.profile,
            is_on=row.is_on,
            terms=msgspec.json.decode(row.terms, type=ProviderTerms),
            secret=row.secret,
            key=row.key,
            public_key=row.public_key,
            revision=row.revision,
        )
        for row in rows
    }


def usable_providers(db: Db, organization_id: str, allowed: Allowed) -> dict[Profile, Provider]:
    """Return those that are on and that the operator allows."""
    found = providers_of(db, organization_id)
    return {name: one for name, one in found.items() if one.is_on and one.terms.issuer in allowed.issuers}


def known_profile(name: str) -> Profile:
    """Return a profile by its name. Problems: NotFound."""
    found = next((one for one in PRESETS if one == name), None)
    if found is None:
        raise NotFound
    return found


def providers_view(db: Db, viewer: Viewer, allowed: Allowed) -> ProvidersView:
    """Return every provider, without secrets. Problems: RoleNeeded."""
    require_task(viewer, "organization")
    found = providers_of(db, viewer.organization_id)
    return ProvidersView(
        issuers=list(allowed.issuers),
        providers=[_view(viewer, allowed, profile, found.get(profile)) for profile in PRESETS],
    )


def _view(viewer: Viewer, allowed: Allowed, profile: Profile, found: Provider | None) -> ProviderView:
    return ProviderView(
        profile=profile,
        revision=0 if found is None else found.revision,
        is_on=found is not None and found.is_on,
        terms=PRESETS[profile] if found is None else found.terms,
        has_secret=found is not None and found.secret is not None,
        has_key=found is not None and found.key is not None,
        keys_uri=f"{allowed.url}/f/-/identity/keys/{viewer.organization_id}/{profile}",
        back_uri=allowed.url + BACK,
    )


def change_provider(
    db: Db, viewer: Viewer, box: SecretBox, allowed: Allowed, profile: Profile, change: ProviderChange
) -> ProvidersView:
    """Change a provider. Problems: RoleNeeded, IssuerNotAllowed, IdentityChangedMeanwhile, ProviderIncomplete."""
    held, before = _to_change(db, viewer, profile, change.revision)
    terms = _cleaned(change.terms)
    if terms.issuer and terms.issuer not in allowed.issuers:
        raise IssuerNotAllowed
    is_same = before is not None and before.terms.issuer == terms.issuer
    secret = before.secret if before is not None and is_same else None
    if change.secret is not None:
        secret = box.seal(change.secret.strip(), _purpose("secret", viewer.organization_id, profile))
    key = None if before is None else before.key
    if change.is_on:
        _require_complete(terms, secret, key)
    changed = _changed(before, terms, is_secret_new=change.secret is not None)
    values = {"is_on": change.is_on, "terms": msgspec.json.encode(terms).decode(), "secret": secret}
    _keep(db, viewer, held, profile, before, values, changed)
    return providers_view(db, viewer, allowed)


def keep_provider_key(
    db: Db, viewer: Viewer, box: SecretBox, allowed: Allowed, profile: Profile, made: tuple[str, str]
) -> ProvidersView:
    """Keep a new key, and publish its public half; the one before is good no longer. Problems: RoleNeeded."""
    held, before = _to_change(db, viewer, profile, None)
    sealed = box.seal(made[0], _purpose("key", viewer.organization_id, profile))
    terms = PRESETS[profile] if before is None else before.terms
    values = {
        "key": sealed,
        "public_key": made[1],
        "terms": msgspec.json.encode(terms).decode(),
        "is_on": before is not None and before.is_on,
    }
    _keep(db, viewer, held, profile, before, values, ["key"])
    return providers_view(db, viewer, allowed)


def _to_change(db: Db, viewer: Viewer, profile: Profile, revision: int | None) -> tuple[Held, Provider | None]:
    require_task(viewer, "organization")
    held = hold(db, organization_stream(viewer.organization_id))
    before = providers_of(db, viewer.organization_id).get(profile)
    if revision is not None and revision != (0 if before is None else before.revision):
        raise IdentityChangedMeanwhile
    return held, before


def _keep(
    db: Db,
    viewer: Viewer,
    held: Held,
    profile: Profile,
    before: Provider | None,
    values: Mapping[str, object],
    changed: list[str],
) -> None:
    kept = {**values, "revision": 1 if before is None else before.revision + 1, "changed_at": now_ms()}
    key = {"organization_id": viewer.organization_id, "profile": profile}
    put = upsert(db, identity_provider_table).values(**key, **kept)
    db.execute(put.on_conflict_do_update(index_elements=list(key), set_=kept))
    now = providers_of(db, viewer.organization_id)[profile]
    told = IdentityProviderChanged(profile=profile, issuer=now.terms.issuer, is_on=now.is_on, changed=changed)
    append(db, organization_stream(viewer.organization_id), told, viewer, held=held)


def _cleaned(terms: ProviderTerms) -> ProviderTerms:
    scopes = dict.fromkeys(["openid", *terms.scopes.split()])
    return msgspec.structs.replace(
        terms,
        label=bounded_name(terms.label, LINE_LIMIT, each=1),
        issuer=terms.issuer.strip(),  # compared as it stands: a slash at its end is part of it
        client_id=terms.client_id.strip(),
        scopes=" ".join(scopes),
        acr_values=" ".join(terms.acr_values.split()),
        required_acr=[one.strip() for one in terms.required_acr if one.strip()],
    )


def _require_complete(terms: ProviderTerms, secret: str | None, key: str | None) -> None:
    by_key = terms.proof == "private_key_jwt"
    if not (terms.issuer and terms.client_id and (key if by_key else secret)):
        raise ProviderIncomplete(what="private_key_jwt" if by_key else "client_secret")


def _changed(before: Provider | None, terms: ProviderTerms, *, is_secret_new: bool) -> list[str]:
    old = {} if before is None else msgspec.structs.asdict(before.terms)
    changed = [name for name, value in msgspec.structs.asdict(terms).items() if old.get(name) != value]
    return [*changed, "secret"] if is_secret_new else changed


def client_at(provider: Provider, box: SecretBox) -> Client:
    """Return how this server proves itself, with its secrets opened. Problems: IdentitySecretUnreadable."""
    one, profile = provider.organization_id, provider.profile
    try:
        return Client(
            client_id=provider.terms.client_id,
            proof=provider.terms.proof,
            secret=None if provider.secret is None else box.open(provider.secret, _purpose("secret", one, profile)),
            key=None if provider.key is None else box.open(provider.key, _purpose("key", one, profile)),
            audience="token_endpoint" if profile == "digital_auth" else "issuer",
        )
    except SealBroken as error:
        raise IdentitySecretUnreadable from error


def public_key_of(db: Db, organization_id: str, profile: str) -> str | None:
    """Return the public key with which a provider knows us; public."""
    where = (_p.organization_id == organization_id) & (_p.profile == profile)
    found: str | None = db.scalar(select(_p.public_key).where(where))
    return found


def _purpose(name: str, organization_id: str, profile: str) -> str:
    return f"identity {name}:{organization_id}:{profile}"
