"""What another system reads with a key (読み取り).

Promises: a key reads one form, and only what whoever made it chose; answers that need care are never given; each case
whose answers are read is told so in its record, once for each time they changed.
"""

import re
from typing import Any

from sqlalchemy import select, tuple_, update

from kairan.api_keys.entries import CaseReadBySystem
from kairan.api_keys.model import (
    READ_MOST,
    SETTLED_MS,
    ReadAnswer,
    ReadCase,
    ReadCases,
    ReadWhole,
    api_key_read_table,
    api_key_table,
)
from kairan.api_keys.problems import ApiKeyReadsStates, ApiKeyRefused
from kairan.api_keys.setting_up import digest_of
from kairan.applications.attachment_model import application_file_table
from kairan.applications.model import ApplicationId
from kairan.applications.problems import ApplicationNotFound
from kairan.applications.receipts import plain_answers
from kairan.applications.streams import application_stream
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.upsert import upsert
from kairan.counter.finding import application_of
from kairan.counter.joined import listed_cases
from kairan.counter.model import case_table
from kairan.forms.document import decoded_once
from kairan.forms.model import form_table
from kairan.forms.questions import with_members

_k, _r, _c, _f, _b = (
    api_key_table.c,
    api_key_read_table.c,
    case_table.c,
    form_table.c,
    application_file_table.c,
)
HOUR_MS = 3_600_000
_AFTER = re.compile(r"(\d{1,15})\.([0-9a-z]{13})")


def key_of(db: Db, secret: str) -> Record:
    """Return a key by what is shown as it. Problems: ApiKeyRefused."""
    found = db.first(select(api_key_table).where(_k.digest == digest_of(secret)))
    if found is None:
        raise ApiKeyRefused
    return found


def note_used(db: Db, secret: str) -> None:
    """Note that a key is in use, once an hour."""
    due = (_k.digest == digest_of(secret)) & (_k.used_at.is_(None) | (_k.used_at < now_ms() - HOUR_MS))
    db.execute(update(api_key_table).where(due).values(used_at=now_ms()))


def read_cases(db: Db, secret: str, after: str, limit: int) -> ReadCases:
    """Return cases of the key's form that changed after a place, the earliest first. Problems: ApiKeyRefused."""
    key = key_of(db, secret)
    since, seen = _place(after)
    settled = _c.changed_at <= now_ms() - SETTLED_MS
    rows = db.all(
        listed_cases()
        .where(_c.form_id == key.form_id, settled, tuple_(_c.changed_at, _c.id) > tuple_(since, seen))
        .order_by(_c.changed_at, _c.id)
        .limit(min(max(limit, 1), READ_MOST) + 1)
    )
    shown = rows[: min(max(limit, 1), READ_MOST)]
    return ReadCases(
        form_id=key.form_id,
        title=db.scalar(select(_f.title).where(_f.id == key.form_id)) or "",
        cases=[_case(row) for row in shown],
        after=f"{shown[-1].changed_at}.{shown[-1].id}" if shown else after,
        has_more=len(rows) > len(shown),
    )


def _place(after: str) -> tuple[int, str]:
    """Return where one was; what is no place is the beginning: nothing is left out by it."""
    found = _AFTER.fullmatch(after)
    return (0, "") if found is None else (int(found[1]), found[2])


def _case(row: Record) -> ReadCase:
    return ReadCase(
        case_id=row.id,
        number=row.number,
        state=row.state,
        received_at=row.received_at,
        changed_at=row.changed_at,
        due_on=row.due_on,
        revision=row.revision,
    )


def read_whole(db: Db, secret: str, case_id: ApplicationId) -> ReadWhole:
    """Return a case with its answers; told in its record. Problems: ApiKeyRefused, ApiKeyReadsStates, NotFound."""
    key = key_of(db, secret)
    if key.reads != "answers":
        raise ApiKeyReadsStates
    row = db.first(listed_cases().where(_c.id == case_id, _c.form_id == key.form_id))
    if row is None:
        raise ApplicationNotFound
    _tell(db, key, row)
    application = application_of(db, case_id)
    plain = plain_answers(application)
    questions = list(decoded_once(application.document).questions())
    asked = with_members(questions, plain or {})
    return ReadWhole(
        case=_case(row),
        version=application.version,
        answers=None
        if plain is None
        else [
            ReadAnswer(question_id=one.id, label=one.label, said=one.shown(plain[one.id]), value=plain[one.id])
            for one in asked
            if one.id in plain and not one.needs_care
        ],
        withheld=[one.id for one in questions if one.needs_care],
        files=_files(db, case_id),
    )


def _tell(db: Db, key: Record, row: Record) -> None:
    """Tell in the record of a case that it is read, where that is new."""
    this = (_r.key_id == key.id) & (_r.application_id == row.id)
    if db.scalar(select(_r.revision).where(this)) == row.revision:
        return
    put = upsert(db, api_key_read_table).values(key_id=key.id, application_id=row.id, revision=row.revision)
    db.execute(put.on_conflict_do_update(index_elements=["key_id", "application_id"], set_={"revision": row.revision}))
    append(db, application_stream(row.id), CaseReadBySystem(key=key.id, note=key.note), None)


def _files(db: Db, case_id: ApplicationId) -> list[dict[str, Any]]:
    """Return what proves the files that were sent; their contents are not given here."""
    mine = select(application_file_table).where(_b.application_id == case_id, _b.digest.is_not(None))
    return [
        {"id": one.id, "size": one.size, "type": one.type, "sha256": bytes(one.digest).hex(), "state": one.state}
        for one in db.all(mine.order_by(_b.id))
    ]
