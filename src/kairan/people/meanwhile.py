"""Two administrators at once: a form that saves a whole is refused when what it showed has changed meanwhile.

Promise: nobody's change is undone by a form that was opened before it. Who is refused is told by whom, when, and what
was changed, as far as the record says it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import select

from kairan.core.journal.model import entry_table, stream_table
from kairan.core.kit.database import Db
from kairan.core.kit.days import JAPAN
from kairan.core.kit.problems import Problem
from kairan.core.viewer import Viewer
from kairan.people.field_words import CHANGED
from kairan.people.person_labels import told_of
from kairan.people.streams import organization_stream

CHANGES_TOLD = 5
LOOKED_AT = 200  # the latest entries of these kinds, for one that names what was changed

_e, _s = entry_table.c, stream_table.c


class ChangedMeanwhile(Problem):
    """What a form showed was changed by somebody else before it was saved."""

    status = 409
    code = "changed_meanwhile"
    ja = (
        "この画面を開いたあとで、{by}が内容を変更しました（{at}{what}）。上書きしないよう、保存していません。"
        "最新の内容を確かめて、もう一度変更してください。"
    )
    en = (
        "{by_en} changed this after you had opened it ({at}{what_en}). Nothing was saved, so that nothing is undone. "
        "Please look at it as it is now and make your change again."
    )


class RevisionMissing(Problem):
    """A change of a whole without the revision it is based on."""

    status = 428
    code = "revision.missing"
    ja = "何をもとにした変更かが分かりません。画面を読み込み直して、もう一度変更してください。"
    en = "The change does not say what it is based on. Please reload the page and make it again."


def require_base(
    db: Db, viewer: Viewer, base: str | None, present: str, kinds: Sequence[str], about: str | None = None
) -> None:
    """Refuse a change that is based on something else than what is there now.

    `kinds` are the entries by which it changes, `about` the id they name; without `base` the server itself asks.
    Problems: RevisionMissing, ChangedMeanwhile.
    """
    if base is None or base == present:
        return
    if not base:
        raise RevisionMissing
    raise changed_meanwhile(db, viewer, kinds, about)


def changed_meanwhile(
    db: Db, viewer: Viewer, kinds: Sequence[str], about: str | None = None, problem: type[Problem] = ChangedMeanwhile
) -> Problem:
    """Return the refusal, with what the record says of the latest change."""
    found = _latest(db, viewer, kinds, about)
    if found is None:
        return problem(by="別の管理者", by_en="Another administrator", at="", what="", what_en="")
    actor_id, at, body = found
    by = told_of(db, [actor_id]).get(actor_id or "")
    changes = [one for one in body.get("changes") or () if isinstance(one, dict) and "field" in one][:CHANGES_TOLD]
    return problem(
        by=f"{by}さん" if by else "別の管理者",
        by_en=by or "Another administrator",
        at=datetime.fromtimestamp(at / 1000, JAPAN).strftime("%Y-%m-%d %H:%M:%S"),
        what="".join(f"、{CHANGED.get(one['field'], one['field'])}: {_told(one, 'なし')}" for one in changes),
        what_en="".join(f", {one['field'].replace('_', ' ')}: {_told(one, 'nothing')}" for one in changes),
    )


def _told(change: dict[str, Any], nothing: str) -> str:
    return f"{change.get('before') or nothing} → {change.get('after') or nothing}"


def _latest(
    db: Db, viewer: Viewer, kinds: Sequence[str], about: str | None
) -> tuple[str | None, int, dict[str, Any]] | None:
    statement = (
        select(_e.actor_id, _e.at, _e.body)
        .join(stream_table, _s.no == _e.stream_no)
        .where(_s.name == organization_stream(viewer.organization_id), _e.kind.in_(kinds), _e.body.is_not(None))
        .order_by(_e.seq.desc())
        .limit(LOOKED_AT)
    )
    for actor_id, at, body in db.all(statement):
        if about is None or f'"{about}"' in body:
            return actor_id, at, msgspec.json.decode(body)
    return None
