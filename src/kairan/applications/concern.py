"""The manifest of applications: what is filled in, submitted, counted and kept."""

import kairan.applications.attachment_model
import kairan.applications.model
from kairan.applications.attachment_model import Opening
from kairan.applications.files_http import router as files_router
from kairan.applications.http import router
from kairan.applications.jobs import register_jobs
from kairan.applications.model import PublicPages
from kairan.applications.preview import Previewing
from kairan.applications.public_files_http import router as public_files_router
from kairan.applications.public_http import router as public_router
from kairan.applications.queries import may_read_application
from kairan.applications.receiving import Receiver
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.journal import Stream
from kairan.core.kit.jobs import Jobs
from kairan.files.clamd import Scanner
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.links import url_of_residents
from kairan.forms.questions import LongText


def provides(parts: Parts) -> dict[str, object]:
    """Give what the residents' pages must know of the settings."""
    settings = parts.settings
    url = url_of_residents(settings.url, settings.faces)
    return {
        "public_pages": PublicPages(is_mailed=bool(settings.mail_url), url=url),
        "receiver": Receiver(parts.blobs, _scanner(parts)),
        "opening": Opening(settings.unchecked_faces),
    }


def _scanner(parts: Parts) -> Scanner | None:
    return Scanner(parts.settings.clamd) if parts.settings.clamd else None


def jobs(jobs: Jobs, parts: Parts) -> None:
    """Put away what is over, and check what is unchecked."""
    register_jobs(jobs, parts.blobs, _scanner(parts))


_EXAMPLE = FormDocument(
    title="ご意見", pages=[QuestionPage(id="p1", questions=[LongText(id="opinion", label="ご意見")])]
)

CONCERN = Concern(
    package="kairan.applications",
    tables=tables_in(kairan.applications.model, kairan.applications.attachment_model),
    routers=(router, files_router),
    pages=(public_router, public_files_router),
    settings=("unchecked_faces",),
    provides=provides,
    jobs=jobs,
    streams=(Stream("application", may_read_application),),
    examples=(Previewing(document=_EXAMPLE, page_id="p1", typed={"opinion": ["駅前に図書館がほしい"]}),),
)
