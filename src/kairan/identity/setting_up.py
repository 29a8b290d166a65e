"""What a form asks for before it is filled in (本人確認の設定): by who publishes the form, from then on."""

import msgspec
from sqlalchemy import bindparam, select

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.prepared import Prepared
from kairan.core.kit.text import bounded_text
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import Viewer
from kairan.forms.document import FormDocument, decoded
from kairan.forms.model import FormId, form_table, form_version_table
from kairan.forms.queries import form_stream
from kairan.forms.rights import require_form
from kairan.identity.entries import IdentityTermsChanged
from kairan.identity.facts import KINDS, good_places, suggested_places
from kairan.identity.model import (
    TEXT_LIMIT,
    FactPlace,
    IdentityTerms,
    IdentityTermsChange,
    IdentityTermsView,
    asked_first,
    identity_terms_table,
)
from kairan.identity.problems import IdentityChangedMeanwhile, IdentityTermsWrong, SigningNotPossible
from kairan.identity.providers import Allowed, usable_providers
from kairan.identity.signing.app import PROFILE
from kairan.policy import require

_t, _f, _v = identity_terms_table.c, form_table.c, form_version_table.c
_decode = msgspec.json.Decoder(IdentityTerms | None).decode
_TERMS = Prepared(select(_t.document).where(_t.form_id == bindparam("of_form")))


def terms_of(db: Db, form_id: str) -> IdentityTerms | None:
    """Return what a form asks for; None: nothing."""
    row = _TERMS.first(db, {"of_form": form_id})
    found = None if row is None else _decode(row[0])
    return None if found is None or found.level == "none" else found


def identity_terms(db: Db, viewer: Viewer, allowed: Allowed, form_id: FormId) -> IdentityTermsView:
    """Return what a form asks for, to whoever may do anything with the form. Problems: FormNotFound."""
    require_form(db, viewer, form_id)
    row = db.first(select(identity_terms_table).where(_t.form_id == form_id))
    document = _document(db, form_id)
    usable = usable_providers(db, viewer.organization_id, allowed)
    return IdentityTermsView(
        revision=0 if row is None else row.revision,
        terms=None if row is None else _decode(row.document),
        ways={profile: one.terms.label for profile, one in usable.items()},
        questions=[
            FactPlace(one.id, one.label, [*facts])
            for one in (() if document is None else document.questions())
            if (facts := [name for name, kinds in KINDS.items() if isinstance(one, kinds)])
        ],
        signs=allowed.signs and PROFILE in usable,
        suggested={} if document is None else dict(suggested_places(document).items()),
    )


def change_identity_terms(
    db: Db, viewer: Viewer, allowed: Allowed, form_id: FormId, change: IdentityTermsChange
) -> IdentityTermsView:
    """Say what is asked from now on; drafts that are begun are asked, too, before they are sent.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, IdentityChangedMeanwhile, IdentityTermsWrong,
    SigningNotPossible.
    """
    require(viewer, "publish_forms")
    require_form(db, viewer, form_id, "publish")
    held = hold(db, form_stream(form_id))
    require_form(db, viewer, form_id, "publish")
    row = db.first(select(identity_terms_table).where(_t.form_id == form_id))
    revision = 0 if row is None else row.revision
    if change.revision != revision:
        raise IdentityChangedMeanwhile
    terms = None if change.terms is None else _checked(db, allowed, form_id, change.terms)
    text = msgspec.json.encode(terms, order="deterministic").decode()
    if row is not None and row.document == text:
        return identity_terms(db, viewer, allowed, form_id)
    values = {"document": text, "revision": revision + 1, "changed_at": now_ms(), "changed_by": viewer.member_id}
    put = upsert(db, identity_terms_table).values(form_id=form_id, **values)
    db.execute(put.on_conflict_do_update(index_elements=["form_id"], set_=values))
    level, ways = ("none", []) if terms is None else (terms.level, [*terms.ways])
    told = IdentityTermsChanged(revision=revision + 1, level=level, ways=[*ways])
    append(db, form_stream(form_id), told, viewer, held=held)
    return identity_terms(db, viewer, allowed, form_id)


def _checked(db: Db, allowed: Allowed, form_id: FormId, terms: IdentityTerms) -> IdentityTerms:
    """Return terms that can be carried out. Problems: IdentityTermsWrong, SigningNotPossible."""
    other_way = bounded_text(terms.other_way, TEXT_LIMIT).strip()
    is_short = asked_first(terms.level) == "card" and not (terms.ways and other_way)
    if is_short or len(set(terms.places.values())) < len(terms.places):
        raise IdentityTermsWrong
    if terms.level == "signed" and ([*terms.ways] != [PROFILE] or not allowed.signs):
        raise SigningNotPossible
    document = _document(db, form_id)
    good = {} if document is None else good_places(document, terms.places)
    places = {name: place for name, place in terms.places.items() if name in good}
    return msgspec.structs.replace(terms, other_way=other_way, ways=[*dict.fromkeys(terms.ways)], places=places)


def _document(db: Db, form_id: FormId) -> FormDocument | None:
    """Return the version that is filled in now."""
    wanted = (_v.form_id == _f.id) & (_v.number == _f.version)
    text = db.scalar(select(_v.document).join(form_table, wanted).where(_f.id == form_id))
    return None if text is None else decoded(text)
