"""Some answers of many applications, read newest first and no more of each than is asked for."""

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import select

from kairan.applications.model import application_table
from kairan.core.kit.budget import QueryTooLong, is_spent
from kairan.core.kit.database import Db
from kairan.forms.conditions import Value

BATCH = 2_000

_a = application_table.c


def answers_of(db: Db, form_id: str, questions: list[str], most: int) -> Iterator[list[Value | None]]:
    """Yield the answers to some questions of each application that stands, the newest first, at most `most`."""
    names = [f"q{at}" for at in range(len(questions))]
    fields: list[tuple[str, Any, Any]] = [(name, Value | None, None) for name in names]
    wanted = msgspec.defstruct("Wanted", fields, rename=dict(zip(names, questions, strict=True)))
    decode = msgspec.json.Decoder(wanted).decode
    stand = (_a.form_id == form_id) & _a.withdrawn_at.is_(None)
    newest = select(_a.id, _a.answers).where(stand).order_by(_a.id.desc()).limit(BATCH)
    left, rows = most, db.all(newest)
    while rows:
        if is_spent():
            raise QueryTooLong
        for row in rows[:left]:
            if row.answers is not None:
                found = decode(row.answers)
                yield [getattr(found, name) for name in names]
        left -= len(rows)
        if len(rows) < BATCH or left <= 0:
            return
        rows = db.all(newest.where(_a.id < rows[-1].id))
