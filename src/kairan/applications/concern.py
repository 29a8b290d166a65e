"""The manifest of applications: what is filled in, submitted, counted and kept."""

import kairan.applications.model
import kairan.applications.seats_model
from kairan.applications.http import router
from kairan.applications.jobs import register_jobs
from kairan.applications.model import PublicPages
from kairan.applications.places_http import router as places_router
from kairan.applications.preview import Previewing
from kairan.applications.public_http import router as public_router
from kairan.applications.queries import may_read_application
from kairan.applications.withdrawing import Withdrawal
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.journal import Stream
from kairan.core.kit.jobs import Jobs
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.links import url_of_residents
from kairan.forms.questions import LongText


def provides(parts: Parts) -> dict[str, object]:
    """Give what the residents' pages must know of the settings."""
    settings = parts.settings
    url = url_of_residents(settings.url, settings.faces)
    return {"public_pages": PublicPages(is_mailed=bool(settings.mail_url), url=url)}


def jobs(jobs: Jobs, parts: Parts) -> None:
    """Put away what is over, and tell people of their places."""
    register_jobs(jobs, parts.box, is_mailed=bool(parts.settings.mail_url))


_EXAMPLE = FormDocument(
    title="ご意見", pages=[QuestionPage(id="p1", questions=[LongText(id="opinion", label="ご意見")])]
)

CONCERN = Concern(
    package="kairan.applications",
    tables=tables_in(kairan.applications.model, kairan.applications.seats_model),
    routers=(router, places_router),
    pages=(public_router,),
    provides=provides,
    jobs=jobs,
    streams=(Stream("application", may_read_application),),
    examples=(
        Previewing(document=_EXAMPLE, page_id="p1", typed={"opinion": ["駅前に図書館がほしい"]}),
        Withdrawal(reason="本人から電話で取下げの申し出"),
    ),
)
