"""How far drafts come, counted (記入の歩み): by form, version and step. Nothing says whose draft it was.

A draft keeps the steps it has reached, in order, so that each counts once; that goes with the draft.
"""

import msgspec
from sqlalchemy import select, update

from kairan.applications.counting_model import SUBMITTED, form_step_table
from kairan.applications.model import Applicant, DraftId, application_draft_table
from kairan.core.kit.database import Db, Dialect, Record
from kairan.core.kit.prepared import Prepared
from kairan.core.kit.upsert import insert_for

STEPS_MOST = 80  # of one draft: every page there may be, and what comes after them

_d, _s = application_draft_table.c, form_step_table.c


def read_steps(text: str | None) -> list[str]:
    """Return the steps a draft has reached; none for one that was begun before they were counted."""
    return [] if text is None else msgspec.json.decode(text, type=list[str])


def written_steps(steps: list[str]) -> str:
    """Return steps as a draft keeps them."""
    return msgspec.json.encode(steps).decode()


def reach(db: Db, applicant: Applicant, draft_id: DraftId, step: str) -> None:
    """Note that a draft has come to a step, once; one that is gone or submitted is left alone."""
    this = (_d.id == draft_id) & (_d.applicant == applicant.key) & _d.application_id.is_(None)
    row = db.first(select(_d.form_id, _d.version, _d.reached).where(this).with_for_update())
    steps = [] if row is None else read_steps(row.reached)
    if row is None or step in steps or len(steps) >= STEPS_MOST:
        return
    db.execute(update(application_draft_table).where(_d.id == draft_id).values(reached=written_steps([*steps, step])))
    count_step(db, row.form_id, row.version, step, steps[-1] if steps else "")


def count_submitted(db: Db, row: Record) -> None:
    """Count a draft that was submitted."""
    steps = read_steps(row.reached)
    count_step(db, row.form_id, row.version, SUBMITTED, steps[-1] if steps else "")


def count_step(db: Db, form_id: str, version: int, step: str, last: str = "") -> None:
    """Count that one more came to a step, from the last one; rows are locked in one order for everybody."""
    wanted = sorted([(step, 1, 0), *([(last, 0, 1)] if last else [])])
    for name, reached, passed in wanted:
        counted = {"form_id": form_id, "version": version, "step": name, "reached": reached, "passed": passed}
        _ADD[db.dialect].run(db, counted)


def _adding(dialect: Dialect) -> Prepared:
    made = insert_for(dialect, form_step_table)
    more = {"reached": _s.reached + made.excluded.reached, "passed": _s.passed + made.excluded.passed}
    keys = ["form_id", "version", "step"]
    return Prepared(made.on_conflict_do_update(index_elements=keys, set_=more), [*keys, "reached", "passed"])


_ADD: dict[Dialect, Prepared] = {"sqlite": _adding("sqlite"), "postgresql": _adding("postgresql")}
