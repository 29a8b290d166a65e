"""Forms and applications recounted: versions are as they were published, answers as they were submitted.

Answers that need care are sealed, and `verify` has no key: of such an application its digest alone is compared.
"""

from collections.abc import Iterator

import msgspec
from sqlalchemy import select

from kairan.applications.counting_model import Sums, application_sum_table
from kairan.applications.entries import ApplicationSubmitted
from kairan.applications.model import application_table, digest_of_answers
from kairan.applications.receipts import plain_answers
from kairan.applications.streams import application_stream
from kairan.applications.sums import agrees, is_erased_sum, read_sums, recounted
from kairan.core.journal.model import entry_table, stream_table
from kairan.core.journal.verify import Fault
from kairan.core.kit.database import Db, Record
from kairan.counter.entries import CaseCorrected
from kairan.forms.document import digest_of
from kairan.forms.entries import FormPublished
from kairan.forms.model import form_version_table
from kairan.forms.queries import form_stream
from kairan.selfaudit.bodies import UNREADABLE
from kairan.selfaudit.reading import body_of

PAGE = 500

VERSION_CHANGED = "published version differs from the record / 公開した版が記録と違います"
VERSION_MISSING = "published version is missing / 公開した版がありません"
VERSION_PLANTED = "version was never published / 公開の記録がない版があります"
APPLICATION_CHANGED = "application differs from the record / 申請が記録と違います"
ANSWERS_CHANGED = "answers differ from what was submitted / 回答が送信された内容と違います"
APPLICATION_MISSING = "application of the record is missing / 記録にある申請がありません"
SUMS_DIFFER = "counts differ from the applications / 集計の数が申請と違います"
APPLICATION_PLANTED = "application is in no record / 記録にない申請があります"

_a, _e, _s, _v = application_table.c, entry_table.c, stream_table.c, form_version_table.c


def form_faults(db: Db) -> Iterator[Fault]:
    """Compare every published version with the entry that published it."""
    published: dict[tuple[str, int], tuple[int, str]] = {}
    wanted = select(_s.name, _e.seq, _e.kind, _e.body).join(entry_table, _e.stream_no == _s.no)
    for row in db.execute(wanted.where(_s.name.startswith("form:"), _e.kind == FormPublished.kind)):
        body = body_of(row)
        if isinstance(body, FormPublished):
            published[row.name.partition(":")[2], body.number] = (row.seq, body.digest)
    for row in db.execute(select(form_version_table)):
        seq, digest = published.pop((row.form_id, row.number), (0, ""))
        if not seq:
            yield Fault(form_stream(row.form_id), 0, VERSION_PLANTED)
        elif {row.digest, digest_of(row.document)} != {digest}:
            yield Fault(form_stream(row.form_id), seq, VERSION_CHANGED)
    for (form_id, _), (seq, _) in published.items():
        yield Fault(form_stream(form_id), seq, VERSION_MISSING)


def application_faults(db: Db) -> Iterator[Fault]:
    """Compare every application with the entry that acknowledged it."""
    yield from _without_a_row(db)
    after = ""
    corrected = _corrected(db)
    submitted = (_e.stream_no == _s.no) & (_e.kind == ApplicationSubmitted.kind)
    wanted = (
        select(application_table, _e.seq, _e.kind, _e.body)
        .select_from(application_table)
        .outerjoin(stream_table, _s.name == "application:" + _a.id)
        .outerjoin(entry_table, submitted)
        .order_by(_a.id)
        .limit(PAGE)
    )
    while rows := db.all(wanted.where(_a.id > after)):
        for row in rows:
            yield from _of_application(row, corrected.get(row.id))
        after = rows[-1].id


def _corrected(db: Db) -> dict[str, str]:
    """Return the digest of the answers that were corrected last, by application."""
    wanted = select(_s.name, _e.seq, _e.kind, _e.body).join(entry_table, _e.stream_no == _s.no)
    found: dict[str, str] = {}
    for row in db.execute(wanted.where(_e.kind == CaseCorrected.kind).order_by(_e.stream_no, _e.seq)):
        body = body_of(row)
        if isinstance(body, CaseCorrected):
            found[row.name.partition(":")[2]] = body.digest
    return found


def _of_application(row: Record, corrected: str | None) -> Iterator[Fault]:
    stream = application_stream(row.id)
    if row.seq is None:
        yield Fault(stream, 0, APPLICATION_PLANTED)
        return
    try:
        body = body_of(row)
        answers = plain_answers(row)
    except msgspec.MsgspecError:
        yield Fault(stream, row.seq, UNREADABLE)
        return
    if isinstance(body, ApplicationSubmitted):
        told = (body.form, body.version, body.number, corrected or body.digest)
        if told != (row.form_id, row.version, row.number, row.digest):
            yield Fault(stream, row.seq, APPLICATION_CHANGED)
    is_open = answers is not None and row.sealed is None
    if is_open and digest_of_answers(row.form_id, row.version, answers or {}) != row.digest:
        yield Fault(stream, row.seq, ANSWERS_CHANGED)


def _without_a_row(db: Db) -> Iterator[Fault]:
    """Streams of applications that are in no table any more."""
    known = select(_s.name, _s.seq).outerjoin(application_table, _s.name == "application:" + _a.id)
    for name, seq in db.execute(known.where(_s.name.startswith("application:"), _a.id.is_(None))):
        yield Fault(name, seq, APPLICATION_MISSING)


def sum_faults(db: Db) -> Iterator[Fault]:
    """Count every form again; of erased answers only how many there were can be counted, and no sum may exceed that."""
    kept: dict[str, dict[tuple[int, str], tuple[int, Sums]]] = {}
    for row in db.execute(select(application_sum_table)):
        try:
            kept.setdefault(row.form_id, {})[row.version, row.period] = (row.applications, read_sums(row.sums))
        except msgspec.MsgspecError:
            yield Fault(form_stream(row.form_id), 0, UNREADABLE)
    for form_id, sums in kept.items():
        if not _is_as_counted(sums, recounted(db, form_id)):
            yield Fault(form_stream(form_id), 0, SUMS_DIFFER)


def _is_as_counted(
    kept: dict[tuple[int, str], tuple[int, Sums]], counted: dict[tuple[int, str], tuple[int, Sums]]
) -> bool:
    if kept.keys() != counted.keys():
        return False
    for place, (applications, sums) in kept.items():
        came, added = counted[place]
        if applications != came:
            return False
        if is_erased_sum(place[1]):
            if any(one.answered > came for one in sums.values()):
                return False
        elif not agrees(sums, added):
            return False
    return True
