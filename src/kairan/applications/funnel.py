"""Where people give up (途中でやめたところ): how many drafts came to each page, and how many went no further."""

from sqlalchemy import func, select

from kairan.applications.counting_model import BEGUN, CHECKED, ENDED, SUBMITTED, Funnel, FunnelStep, form_step_table
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.forms.document import decoded_once
from kairan.forms.model import FormId, form_version_table
from kairan.forms.rights import require_form
from kairan.policy import require

_s, _v = form_step_table.c, form_version_table.c


def form_funnel(db: Db, viewer: Viewer, form_id: FormId, version: int | None = None) -> Funnel:
    """Return how far drafts came, of one version or all; those that are being filled in have gone no further yet.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    require(viewer, "read_answers")
    require_form(db, viewer, form_id, "answers", "work", "statistics")
    of = _s.form_id == form_id if version is None else (_s.form_id == form_id) & (_s.version == version)
    rows = db.all(select(_s.step, func.sum(_s.reached), func.sum(_s.passed)).where(of).group_by(_s.step))
    counted = {step: (int(reached), int(passed)) for step, reached, passed in rows}
    titles = _titles(db, form_id, version)
    return Funnel(
        begun=counted.get(BEGUN, (0, 0))[0],
        submitted=counted.get(SUBMITTED, (0, 0))[0],
        steps=[_step(step, title, *counted[step]) for step, title in titles.items() if step in counted],
    )


def _step(step: str, title: str, reached: int, passed: int) -> FunnelStep:
    stopped = 0 if step in {SUBMITTED, ENDED} else max(0, reached - passed)
    return FunnelStep(step=step, title=title, reached=reached, stopped=stopped)


def _titles(db: Db, form_id: FormId, version: int | None) -> dict[str, str]:
    """Return every step with its title, in order: pages as the newest version has them, then those there were."""
    of = _v.form_id == form_id if version is None else (_v.form_id == form_id) & (_v.number == version)
    pages: dict[str, str] = {}
    for text in db.scalars(select(_v.document).where(of).order_by(_v.number.desc())):
        for page in decoded_once(text).pages:
            pages.setdefault(page.id, page.title)
    return {BEGUN: "", **pages, ENDED: "", CHECKED: "", SUBMITTED: ""}
