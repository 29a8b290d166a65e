"""A body's account with a card provider (カード決済の設定): which provider, and two secrets, never shown."""

from typing import Annotated

import msgspec
from sqlalchemy import select

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import OrganizationId, Viewer
from kairan.payments.entries import PaymentAccountChanged
from kairan.payments.model import payment_account_table
from kairan.payments.problems import CardProviderUnknown, PaymentTermsChangedMeanwhile
from kairan.payments.provider import CardProvider
from kairan.payments.stripe import StripeProvider
from kairan.people import organization_stream, require_task

_t = payment_account_table.c
_Secret = Annotated[str, msgspec.Meta(min_length=8, max_length=300, pattern=r"^[!-~]*$")]


class CardAccountChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The account as it should be; a secret that is left out stays as it is, if the provider does."""

    provider: Annotated[str, msgspec.Meta(max_length=200)]
    is_on: bool
    key: _Secret | None = None
    hook: _Secret | None = None
    changed_at: int  # of what it was made of; 0: there was none


class CardAccountView(msgspec.Struct, frozen=True, kw_only=True):
    """The account as an administrator sees it."""

    providers: list[str]  # which the operator allows
    provider: str
    is_on: bool
    has_key: bool
    has_hook: bool
    changed_at: int
    hook_path: str  # where the provider is to send its messages


class Providers(msgspec.Struct, frozen=True):
    """Which card providers the operator allows, by address; none: nothing leaves this machine."""

    addresses: tuple[str, ...]


def account_view(db: Db, viewer: Viewer, providers: Providers) -> CardAccountView:
    """Return the body's account, without its secrets. Problems: RoleNeeded."""
    require_task(viewer, "organization")
    row = account_of(db, viewer.organization_id)
    return CardAccountView(
        providers=list(providers.addresses),
        provider="" if row is None else row.provider,
        is_on=row is not None and row.is_on,
        has_key=row is not None and bool(row.key),
        has_hook=row is not None and bool(row.hook),
        changed_at=0 if row is None else row.changed_at,
        hook_path=f"/api/payments/hook/{viewer.organization_id}",
    )


def change_account(
    db: Db, viewer: Viewer, box: SecretBox, providers: Providers, change: CardAccountChange
) -> CardAccountView:
    """Change the account; a secret never goes to another provider than the one it was given for.

    Problems: RoleNeeded, CardProviderUnknown, PaymentTermsChangedMeanwhile.
    """
    require_task(viewer, "organization")
    if change.provider not in providers.addresses:
        raise CardProviderUnknown
    held = hold(db, organization_stream(viewer.organization_id))
    row = account_of(db, viewer.organization_id)
    if change.changed_at != (0 if row is None else row.changed_at):
        raise PaymentTermsChangedMeanwhile
    is_same = row is not None and row.provider == change.provider
    key = _kept(box, viewer, "key", change.key, row.key if row is not None and is_same else "")
    hook = _kept(box, viewer, "hook", change.hook, row.hook if row is not None and is_same else "")
    values = {
        "provider": change.provider,
        "key": key,
        "hook": hook,
        "is_on": change.is_on and bool(key) and bool(hook),
        "changed_at": now_ms(),
    }
    put = upsert(db, payment_account_table).values(organization_id=viewer.organization_id, **values)
    db.execute(put.on_conflict_do_update(index_elements=["organization_id"], set_=values))
    told = PaymentAccountChanged(
        provider=change.provider,
        is_on=bool(values["is_on"]),
        is_key_new=change.key is not None,
        is_hook_new=change.hook is not None,
    )
    append(db, organization_stream(viewer.organization_id), told, viewer, held=held)
    return account_view(db, viewer, providers)


def _kept(box: SecretBox, viewer: Viewer, name: str, given: str | None, before: str) -> str:
    return before if given is None else box.seal(given, _purpose(name, viewer.organization_id))


def _purpose(name: str, organization_id: str) -> str:
    return f"payment {name}:{organization_id}"


def account_of(db: Db, organization_id: str) -> Record | None:
    """Return a body's account, with its secrets sealed."""
    return db.first(select(payment_account_table).where(_t.organization_id == organization_id))


def takes_cards(db: Db, providers: Providers, organization_id: str) -> bool:
    """Whether a body takes cards, with a provider that the operator still allows."""
    row = account_of(db, organization_id)
    return row is not None and row.is_on and row.provider in providers.addresses


def provider_of(
    db: Db, box: SecretBox, providers: Providers, organization_id: OrganizationId, *, also_off: bool = False
) -> CardProvider | None:
    """Return a body's provider; None where there is none, or it is off and not wanted for what was begun before.

    Raises SealBroken where the installation has another key than the one the secrets were sealed with.
    """
    row = account_of(db, organization_id)
    if row is None or row.provider not in providers.addresses or not (row.is_on or also_off):
        return None
    if not (row.key and row.hook):
        return None
    key = box.open(row.key, _purpose("key", organization_id))
    return StripeProvider(row.provider, key, box.open(row.hook, _purpose("hook", organization_id)))
