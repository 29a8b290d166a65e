"""Setting up what is paid for a form (手数料の設定): by who publishes the form, for what comes in from then on."""

import msgspec
from sqlalchemy import select

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.text import bounded_text
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import Viewer
from kairan.forms.document import FormDocument, decoded
from kairan.forms.model import FormId, form_table, form_version_table
from kairan.forms.queries import form_stream
from kairan.forms.questions import Calculated
from kairan.forms.rights import require_form
from kairan.payments.connecting import Providers, takes_cards
from kairan.payments.entries import PaymentTermsChanged
from kairan.payments.model import PaymentTermsChange, PaymentTermsView, payment_terms_table
from kairan.payments.problems import PaymentTermsChangedMeanwhile, PaymentTermsWrong
from kairan.payments.terms import SUBJECT_LIMIT, TEXT_LIMIT, CalculatedFee, PaymentTerms, decoded_terms
from kairan.policy import require

_t, _f, _v = payment_terms_table.c, form_table.c, form_version_table.c


def terms_view(db: Db, viewer: Viewer, providers: Providers, form_id: FormId) -> PaymentTermsView:
    """Return a form's terms, to whoever may do anything with the form. Problems: FormNotFound."""
    require_form(db, viewer, form_id)
    row = _row(db, form_id)
    asked = [] if (document := _document(db, form_id)) is None else document.questions()
    return PaymentTermsView(
        revision=0 if row is None else row.revision,
        terms=decoded_terms(None if row is None else row.document),
        calculated={one.id: one.label for one in asked if isinstance(one, Calculated)},
        has_card=takes_cards(db, providers, viewer.organization_id),
    )


def change_terms(
    db: Db, viewer: Viewer, providers: Providers, form_id: FormId, change: PaymentTermsChange
) -> PaymentTermsView:
    """Say what is paid from now on; what is owed already stays as it was.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, PaymentTermsChangedMeanwhile, PaymentTermsWrong.
    """
    require(viewer, "publish_forms")
    require_form(db, viewer, form_id, "publish")
    held = hold(db, form_stream(form_id))
    require_form(db, viewer, form_id, "publish")
    row = _row(db, form_id)
    revision = 0 if row is None else row.revision
    if change.revision != revision:
        raise PaymentTermsChangedMeanwhile
    terms = None if change.terms is None else _checked(db, form_id, change.terms)
    text = msgspec.json.encode(terms, order="deterministic").decode()
    if row is not None and row.document == text:
        return terms_view(db, viewer, providers, form_id)
    values = {
        "document": text,
        "revision": revision + 1,
        "changed_at": now_ms(),
        "changed_by": viewer.member_id,
    }
    put = upsert(db, payment_terms_table).values(form_id=form_id, **values)
    db.execute(put.on_conflict_do_update(index_elements=["form_id"], set_=values))
    fee, ways = (None, []) if terms is None else (_named(terms), list(terms.ways))
    told = PaymentTermsChanged(revision=revision + 1, fee=fee, ways=[*ways])
    append(db, form_stream(form_id), told, viewer, held=held)
    return terms_view(db, viewer, providers, form_id)


def _named(terms: PaymentTerms) -> str:
    tag = terms.fee.__struct_config__.tag
    return tag if isinstance(tag, str) else ""


def _checked(db: Db, form_id: FormId, terms: PaymentTerms) -> PaymentTerms:
    """Return terms that can be carried out, their texts as they are stored. Problems: PaymentTermsWrong."""
    document = _document(db, form_id)
    if isinstance(terms.fee, CalculatedFee):
        asked = None if document is None else document.question(terms.fee.question)
        if not isinstance(asked, Calculated):
            raise PaymentTermsWrong
    needed = {"elsewhere": terms.elsewhere, "transfer": terms.transfer, "window": terms.window}
    if any(not needed.get(way, "-").strip() for way in terms.ways):
        raise PaymentTermsWrong
    return msgspec.structs.replace(
        terms,
        ways=[*dict.fromkeys(terms.ways)],
        subject=bounded_text(terms.subject, SUBJECT_LIMIT).strip(),
        transfer=bounded_text(terms.transfer, TEXT_LIMIT).strip(),
        window=bounded_text(terms.window, TEXT_LIMIT).strip(),
    )


def _document(db: Db, form_id: FormId) -> FormDocument | None:
    """Return the version that is filled in now."""
    wanted = (_v.form_id == _f.id) & (_v.number == _f.version)
    text = db.scalar(select(_v.document).join(form_table, wanted).where(_f.id == form_id))
    return None if text is None else decoded(text)


def _row(db: Db, form_id: str) -> Record | None:
    return db.first(select(payment_terms_table).where(_t.form_id == form_id))
