"""Which keys a form has (鍵の設定): by who publishes it and may give its answers out."""

import hashlib
import secrets

from sqlalchemy import delete, func, insert, select

from kairan.api_keys.entries import ApiKeyChanged
from kairan.api_keys.model import (
    KEYS_MOST,
    NOTE_LIMIT,
    ApiKeyId,
    ApiKeyNew,
    ApiKeySecret,
    ApiKeysView,
    ApiKeyView,
    api_key_read_table,
    api_key_table,
)
from kairan.api_keys.problems import ApiKeyNotFound, ApiKeysTooMany
from kairan.core.journal import Held, append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import bounded_name
from kairan.core.viewer import Viewer
from kairan.forms.model import FormId
from kairan.forms.problems import FormRightNeeded
from kairan.forms.queries import form_stream
from kairan.forms.rights import require_form, rights_in
from kairan.people import labels
from kairan.policy import require

_k, _r = api_key_table.c, api_key_read_table.c
PREFIX = "kairan_"


def digest_of(secret: str) -> str:
    """Return what is stored of a key."""
    return hashlib.sha256(secret.encode()).hexdigest()


def api_keys(db: Db, viewer: Viewer, is_open: bool, form_id: FormId) -> ApiKeysView:
    """Return the keys of a form, to who publishes it. Problems: FormNotFound, FormRightNeeded."""
    require_form(db, viewer, form_id, "publish")
    rows = db.all(select(api_key_table).where(_k.form_id == form_id).order_by(_k.id))
    names = labels(db, {row.made_by for row in rows})
    keys = [
        ApiKeyView(
            id=row.id,
            note=row.note,
            reads=row.reads,
            made_at=row.made_at,
            made_by=names[row.made_by].name if row.made_by in names else "",
            used_at=row.used_at,
        )
        for row in rows
    ]
    return ApiKeysView(is_open=is_open, keys=keys)


def make_api_key(db: Db, viewer: Viewer, is_open: bool, form_id: FormId, new: ApiKeyNew) -> ApiKeySecret:
    """Make a key; it is shown this once. Who makes it may give out themselves what it reads.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, ApiKeysTooMany, TextTooLong.
    """
    held = _held(db, viewer, form_id)
    if new.reads == "answers" and not {"answers", "work"} & set(rights_in(db, viewer, [form_id])[form_id]):
        raise FormRightNeeded
    mine = select(func.count()).select_from(api_key_table).where(_k.form_id == form_id)
    if (db.scalar(mine) or 0) >= KEYS_MOST:
        raise ApiKeysTooMany(most=KEYS_MOST)
    key_id, secret = ApiKeyId(new_id()), PREFIX + secrets.token_urlsafe(32)
    note = bounded_name(new.note, NOTE_LIMIT)
    values = {"note": note, "reads": new.reads, "digest": digest_of(secret), "made_at": now_ms()}
    whose = {"organization_id": viewer.organization_id, "form_id": form_id, "made_by": viewer.member_id}
    db.execute(insert(api_key_table).values(id=key_id, **values, **whose))
    told = ApiKeyChanged(key=key_id, note=note, reads=new.reads, what="made")
    append(db, form_stream(form_id), told, viewer, held=held)
    return ApiKeySecret(secret=secret, keys=api_keys(db, viewer, is_open, form_id))


def remove_api_key(db: Db, viewer: Viewer, is_open: bool, form_id: FormId, key_id: ApiKeyId) -> ApiKeysView:
    """Let a key be good for nothing any more.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, ApiKeyNotFound.
    """
    held = _held(db, viewer, form_id)
    this = (_k.id == key_id) & (_k.form_id == form_id)
    row = db.first(select(api_key_table).where(this))
    if row is None:
        raise ApiKeyNotFound
    db.execute(delete(api_key_read_table).where(_r.key_id == key_id))
    db.execute(delete(api_key_table).where(this))
    told = ApiKeyChanged(key=key_id, note=row.note, reads=row.reads, what="removed")
    append(db, form_stream(form_id), told, viewer, held=held)
    return api_keys(db, viewer, is_open, form_id)


def _held(db: Db, viewer: Viewer, form_id: FormId) -> Held:
    """Let pass who may give out what a form's key reads; the form is held until the commit."""
    require(viewer, "publish_forms")
    require(viewer, "export_answers")
    require_form(db, viewer, form_id, "publish")
    held = hold(db, form_stream(form_id))
    require_form(db, viewer, form_id, "publish")
    return held
