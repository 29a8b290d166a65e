"""Records taken out with their proof: JSON Lines for programs, CSV and a page for people.

A line of JSON holds an entry of a room's journal as it was digested, with the digest before it: so each line can be
checked by itself, and lines that follow each other hang together. The last line holds the SHA-256 of all before it.
"""

import hashlib
import html
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import select

from kairan.core.journal import append
from kairan.core.journal.model import entry_table, stream_table
from kairan.core.journal.proof import digests_before, entries_of, with_proof
from kairan.core.kit.database import Db, Record
from kairan.core.kit.days import JAPAN
from kairan.core.kit.spreadsheet import lines_of, table_of
from kairan.core.viewer import Viewer
from kairan.people import organization_of, organization_stream, told_of
from kairan.records.access import Open, messages_in, require_open
from kairan.records.entries import RecordsExported
from kairan.records.model import RecordMessage
from kairan.records.reading import edits_of, file_digests, message_rows, note_rooms, place_of, records_of
from kairan.talk.entries import MessageRemoved
from kairan.talk.model import message_table

Format = Literal["jsonl", "csv", "html"]
AT_ONCE = 200

_e, _s = entry_table.c, stream_table.c
_encode = msgspec.json.Encoder().encode

CSV_HEAD = (
    "ルーム", "日時", "発言した人", "職員番号・ログインID", "所属", "本文", "編集後の本文", "削除日時", "削除した人",
    "添付ファイル", "記録番号", "検証値",
)  # fmt: skip


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What stands at the beginning of every export: who, why, with whose consent, what."""

    organization: str
    request_id: str
    reason: str
    asked_by: str
    consented_by: str
    consented_at: int
    first_at: int
    last_at: int


def begin_export(db: Db, viewer: Viewer, request_id: str, wanted: Format) -> Head:
    """Put on record that records are taken out. Problems: RoleNeeded, RequestNotFound, NotOpen."""
    granted = require_open(db, viewer, request_id)
    exported = RecordsExported(request_id=granted.id, reason=granted.reason, format=wanted)
    append(db, organization_stream(viewer.organization_id), exported, viewer)
    _note_all_rooms(db, viewer, granted)
    names = told_of(db, [granted.asked_by, granted.decided_by])
    return Head(
        organization=organization_of(db, viewer).name,
        request_id=granted.id,
        reason=granted.reason,
        asked_by=names.get(granted.asked_by, ""),
        consented_by=names.get(granted.decided_by, ""),
        consented_at=granted.consented_at,
        first_at=granted.first_at,
        last_at=granted.last_at,
    )


def _note_all_rooms(db: Db, viewer: Viewer, granted: Open) -> None:
    rooms = messages_in(granted).with_only_columns(message_table.c.room_id).distinct()
    note_rooms(db, viewer, granted, sorted(db.scalars(rooms)))


class Written(msgspec.Struct, frozen=True):
    """Some lines of an export, and where the next ones begin."""

    text: str
    next: str | None


def exported(db: Db, viewer: Viewer, request_id: str, wanted: Format, after: str | None) -> Written:
    """Return the next lines; asked anew, so that an export ends with the access. Problems: those of `require_open`."""
    granted = require_open(db, viewer, request_id)
    rows = message_rows(db, granted, after, AT_ONCE)
    following = place_of(rows[-1]) if len(rows) == AT_ONCE else None
    if wanted == "jsonl":
        return Written(_json_lines(db, rows), following)
    records = records_of(db, rows)
    lines = map(_csv_line, records) if wanted == "csv" else map(_article, records)
    return Written("".join(lines), following)


def head_of(head: Head, wanted: Format) -> str:
    """Return how an export begins; CSV behind the mark by which Excel recognises UTF-8."""
    if wanted == "jsonl":
        return line_of({"line": "request", **msgspec.to_builtins(head)})
    if wanted == "csv":
        return table_of(CSV_HEAD, ())
    return _page_head(head)


def foot_of(wanted: Format, lines: int, sha256: str) -> str:
    """Return how an export ends."""
    if wanted == "jsonl":
        return line_of({"line": "end", "lines": lines, "sha256": sha256})
    return "" if wanted == "csv" else f"<footer>SHA-256 <code>{sha256}</code></footer></main></html>\n"


class Sum:
    """The digest of everything written so far."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self.lines = 0

    def add(self, text: str) -> bytes:
        """Count in some lines, and return them as they are written."""
        data = text.encode()
        self._digest.update(data)
        self.lines += text.count("\n")
        return data

    def hexdigest(self) -> str:
        """Return the digest."""
        return self._digest.hexdigest()


def line_of(value: dict[str, Any]) -> str:
    """Return a line of JSON."""
    return _encode(value).decode() + "\n"


def _json_lines(db: Db, rows: Sequence[Record]) -> str:
    out: list[str] = []
    for no in sorted({row.room_no for row in rows}):
        stream = db.scalar(select(_s.name).where(_s.no == no))
        wanted = sorted({seq for row in rows if row.room_no == no for seq in (row.seq, *edits_of(row))})
        removals = [row.id for row in rows if row.room_no == no and row.removed_at is not None]
        entries = [*entries_of(db, no, wanted), *_removals(db, no, removals, wanted)]
        before = digests_before(db, no, [entry.seq for entry in entries])
        out += [line_of({"line": "entry", **with_proof(str(stream), entry, before)}) for entry in entries]
    files = file_digests(db, [file["id"] for row in rows for file in _named_files(db, row)])
    out += [line_of({"line": "file", "id": id_, "sha256": digest}) for id_, digest in sorted(files.items())]
    return "".join(out)


def _removals(db: Db, no: int, ids: Sequence[str], after: Sequence[int]) -> list[Record]:
    """Return the entries that removed these messages."""
    if not ids:
        return []
    later = select(entry_table).where(_e.stream_no == no, _e.seq > min(after), _e.kind == MessageRemoved.kind)
    wanted = set(ids)
    return [
        row
        for row in db.all(later.order_by(_e.seq))
        if row.body is not None and msgspec.json.decode(row.body, type=MessageRemoved).id in wanted
    ]


def _named_files(db: Db, row: Record) -> list[dict[str, str]]:
    """Return the files an entry names, also of a message that was removed."""
    body = db.scalar(select(_e.body).where(_e.stream_no == row.room_no, _e.seq == row.seq))
    return [] if body is None else msgspec.json.decode(body).get("files", [])


def _written(at: int | None) -> str:
    return "" if at is None else datetime.fromtimestamp(at / 1000, JAPAN).strftime("%Y-%m-%d %H:%M:%S")


ERASED = "（保存期間の満了により消去）"


def _csv_line(record: RecordMessage) -> str:
    first, *edits = [wording.text if wording.text is not None else ERASED for wording in record.wordings]
    files = "、".join(f"{file.name} (SHA-256 {file.sha256})" for file in record.files)
    cells = (
        record.room, _written(record.at), record.author, record.author_key, record.author_department, first,
        "\n".join(edits), _written(record.removed_at), record.removed_by, files, record.seq, record.digest,
    )  # fmt: skip
    return lines_of([cells])


_STYLE = (
    "body{font:16px/1.7 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1a1a1c;background:#fff}"
    "header{border-bottom:2px solid;margin-bottom:1rem}dl{display:grid;grid-template-columns:8rem 1fr}dd{margin:0}"
    "article{border-top:1px solid #ccc;padding:.5rem 0;break-inside:avoid}p{white-space:pre-wrap;margin:.25rem 0}"
    "small,footer{color:#555}code{overflow-wrap:anywhere}"
    ".removed{border-inline-start:4px solid #555;padding-inline-start:.75rem}"
)


def _page_head(head: Head) -> str:
    facts = {
        "団体": head.organization,
        "申請番号": head.request_id,
        "閲覧の理由": head.reason,
        "申請した監査担当": head.asked_by,
        "同意した人": f"{head.consented_by}（{_written(head.consented_at)}）",
        "対象の期間": f"{_written(head.first_at)} から {_written(head.last_at)} の前まで",
    }
    rows = "".join(f"<dt>{name}</dt><dd>{html.escape(value)}</dd>" for name, value in facts.items())
    return (
        '<!doctype html><html lang="ja"><meta charset="utf-8"><title>トークの記録</title>'
        f"<style>{_STYLE}</style><main><header><h1>トークの記録</h1><dl>{rows}</dl></header>\n"
    )


def _article(record: RecordMessage) -> str:
    removed = ""
    if record.removed_at is not None:
        removed = f"削除 {_written(record.removed_at)} {html.escape(record.removed_by or '')}"
    files = "".join(
        f"<p><small>添付 {html.escape(file.name)}（{file.size:,} バイト）SHA-256 <code>{file.sha256}</code></small></p>"
        for file in record.files
    )
    return (
        f"<article{' class=removed' if removed else ''}><strong>{html.escape(_author(record))}</strong> "
        f"<small>{_written(record.at)}　{html.escape(record.room)}　{removed}</small>{_paragraphs(record)}{files}"
        f"<small>記録番号 {record.seq}・検証値 <code>{record.digest}</code></small></article>\n"
    )


def _author(record: RecordMessage) -> str:
    """Return who wrote it, so that two of one name are told apart."""
    where = "・".join(one for one in (record.author_key, record.author_department) if one)
    return f"{record.author}（{where}）" if where else record.author


def _paragraphs(record: RecordMessage) -> str:
    """Return every wording; the later ones say since when."""
    said: list[str] = []
    for place, one in enumerate(record.wordings):
        since = f"［編集後 {_written(one.at)}］ " if place else ""
        said.append(f"<p>{since}{html.escape(ERASED if one.text is None else one.text)}</p>")
    return "".join(said)
