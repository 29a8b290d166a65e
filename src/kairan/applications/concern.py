"""The manifest of applications: what is filled in, submitted, counted and kept."""

import kairan.applications.attachment_model
import kairan.applications.counting_model
import kairan.applications.invitations.model
import kairan.applications.listing_model
import kairan.applications.model
import kairan.applications.seats_model
from kairan.applications.again_http import router as again_router
from kairan.applications.attachment_model import Opening
from kairan.applications.carrying_http import router as carrying_router
from kairan.applications.checking import register_checking
from kairan.applications.counting_http import router as counting_router
from kairan.applications.files_http import router as files_router
from kairan.applications.http import router
from kairan.applications.invitations.http import router as invitations_router
from kairan.applications.invitations.model import Inviting
from kairan.applications.jobs import register_jobs
from kairan.applications.listing_model import ColumnsChoice, MarksChange, NewNote, application_columns_table
from kairan.applications.model import MapTiles, PublicPages
from kairan.applications.outgoing_http import router as outgoing_router
from kairan.applications.pictures_http import router as pictures_router
from kairan.applications.places_http import router as places_router
from kairan.applications.postcodes import FILE, Postcodes
from kairan.applications.postcodes_http import router as postcodes_router
from kairan.applications.preview import Previewing
from kairan.applications.proving_http import router as proving_router
from kairan.applications.public_files_http import router as public_files_router
from kairan.applications.public_http import router as public_router
from kairan.applications.queries import may_read_application
from kairan.applications.receipt_http import router as receipt_router
from kairan.applications.receiving import Receiver
from kairan.applications.resuming_http import router as resuming_router
from kairan.applications.tongues_http import router as tongues_router
from kairan.applications.withdrawing import Withdrawal
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.journal import Stream
from kairan.core.kit.jobs import Jobs
from kairan.core.kit.typesetting import Typesetter
from kairan.files.clamd import Scanner
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.links import url_of_residents
from kairan.forms.questions import LongText


def provides(parts: Parts) -> dict[str, object]:
    """Give what the residents' pages must know of the settings, and who lays out paper."""
    settings = parts.settings
    url = url_of_residents(settings.url, settings.faces)
    return {
        "public_pages": PublicPages(is_mailed=bool(settings.mail_url), url=url, map=_map(parts)),
        "typesetter": Typesetter(),
        "postcodes": Postcodes(settings.data / FILE),
        "receiver": Receiver(parts.blobs, _scanner(parts)),
        "opening": Opening(settings.unchecked_faces),
    }


def _map(parts: Parts) -> MapTiles | None:
    settings = parts.settings
    is_shown = settings.resident_map and settings.map_tiles
    return MapTiles(path=settings.map_tiles, credit=settings.map_credit) if is_shown else None


def _scanner(parts: Parts) -> Scanner | None:
    return Scanner(parts.settings.clamd) if parts.settings.clamd else None


def jobs(jobs: Jobs, parts: Parts) -> None:
    """Put away what is over, tell people of their places, and check what is unchecked."""
    register_jobs(jobs, parts.box, is_mailed=bool(parts.settings.mail_url))
    register_checking(jobs, parts.blobs, _scanner(parts))


_EXAMPLE = FormDocument(
    title="ご意見", pages=[QuestionPage(id="p1", questions=[LongText(id="opinion", label="ご意見")])]
)

CONCERN = Concern(
    package="kairan.applications",
    tables=tables_in(
        kairan.applications.model,
        kairan.applications.attachment_model,
        kairan.applications.counting_model,
        kairan.applications.invitations.model,
        kairan.applications.listing_model,
        kairan.applications.seats_model,
    ),
    personal=(application_columns_table,),
    routers=(router, counting_router, files_router, invitations_router, outgoing_router, places_router),
    pages=(
        public_router,
        public_files_router,
        pictures_router,
        again_router,
        resuming_router,
        carrying_router,
        tongues_router,
        receipt_router,
        postcodes_router,
        proving_router,
    ),
    settings=("unchecked_faces", "resident_map"),
    provides=provides,
    jobs=jobs,
    streams=(Stream("application", may_read_application),),
    examples=(
        Previewing(document=_EXAMPLE, page_id="p1", typed={"opinion": ["駅前に図書館がほしい"]}),
        Inviting(count=3),
        ColumnsChoice(columns=["name", "date"]),
        MarksChange(marks=["ask"]),
        NewNote(text="12月1日に電話で確認した。書類は郵送で届く。"),
        Withdrawal(reason="本人から電話で取下げの申し出"),
    ),
)
