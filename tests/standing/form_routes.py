"""How an outsider tries the routes of forms and applications; the residents' pages are public by intention."""

from pathlib import Path

from kairan.applications.filling import keep, today
from kairan.applications.model import Applicant, DraftId, digest_of_answers
from kairan.applications.submitting import submit
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.forms.actions import create_form, publish_form
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.journey import journey
from kairan.forms.model import NewForm, Publication, RightHeld, RightsChange
from kairan.forms.questions import ShortText
from kairan.forms.rights import RIGHTS
from kairan.forms.sharing import share_form
from tests.cast import Cast
from tests.standing.attempts import OPEN, Try

DOCUMENT = {"title": "外から"}
FORM = "/api/forms/{form_id}"
FORMS: dict[tuple[str, str], Try] = {
    ("GET", "/api/forms"): OPEN,
    ("POST", "/api/forms"): Try({"department_id": "0" * 13, "document": DOCUMENT}, names_secret=False),
    ("GET", FORM): Try(),
    ("PUT", f"{FORM}/draft"): Try({"revision": 1, "document": DOCUMENT}),
    ("POST", f"{FORM}/publish"): Try({"revision": 1}),
    ("PUT", f"{FORM}/terms"): Try({"address": "soto-kara"}),
    ("PUT", f"{FORM}/rights"): Try({"rights": []}),
    ("POST", f"{FORM}/close"): Try(),
    ("POST", f"{FORM}/reopen"): Try(),
    ("GET", FORM + "/versions/{number}"): Try(),
    ("POST", f"{FORM}/preview"): Try({"document": DOCUMENT, "page_id": "p"}),
    ("GET", f"{FORM}/applications"): Try(query={"q": "返信"}),
    ("POST", f"{FORM}/applications/export"): Try(),
    ("GET", f"{FORM}/figures"): Try(),
    ("GET", "/api/applications/{application_id}"): Try(),
    ("POST", "/api/applications/{application_id}/open"): Try(),
    ("POST", "/api/applications/{application_id}/withdraw"): Try({"reason": "外から"}),
    ("GET", f"{FORM}/draws"): Try(),
    ("POST", FORM + "/draws/{question_id}"): Try(),
    ("GET", "/f/{address}/prove/{question_id}"): OPEN,
    ("POST", "/f/{address}/prove/{question_id}"): OPEN,
    ("GET", "/f"): OPEN,
    ("GET", "/f/-/{code}"): OPEN,
    ("GET", "/f/-/assets/{name}"): OPEN,
    ("GET", "/f/{address}"): OPEN,
    ("POST", "/f/{address}/begin"): OPEN,
    ("GET", "/f/{address}/p/{page_id}"): OPEN,
    ("POST", "/f/{address}/p/{page_id}"): OPEN,
    ("GET", "/f/{address}/check"): OPEN,
    ("POST", "/f/{address}/submit"): OPEN,
    ("GET", "/f/{address}/end"): OPEN,
    ("GET", "/f/{address}/kept"): OPEN,
    ("POST", "/f/{address}/kept"): OPEN,
    ("GET", "/f/{address}/resume"): OPEN,
    ("POST", "/f/{address}/resume"): OPEN,
    ("GET", "/f/{address}/done/{application_id}"): Try(),
}


def submit_secretly(db: Db, cast: Cast, key_file: Path) -> dict[str, str]:
    """Publish a form that only 佐藤 may read the answers of, and let a resident submit a secret; return their ids."""
    asked = QuestionPage(id="p", questions=[ShortText(id="q", label="ご意見")])
    document = FormDocument(title="ご意見フォーム", pages=[asked])
    made = create_form(db, cast.sato, NewForm(department_id=cast.welfare, document=document, address="iken"))
    publish_form(db, cast.sato, made.form.id, Publication(revision=1))
    only = RightHeld(cast.sato.member_id, is_department=False, rights=list(RIGHTS))
    share_form(db, cast.sato, made.form.id, RightsChange(rights=[only]))
    resident, box = Applicant(key="r" * 64), SecretBox(key_file)
    draft = keep(db, resident, box, "iken", ["q"], {"q": ["返信の秘密"]})
    checked = digest_of_answers(made.form.id, 1, journey(document, draft.typed, today()).values)
    application_id = submit(db, resident, box, "iken", DraftId(draft.id), checked, is_mailed=False)
    ids = {"form_id": made.form.id, "application_id": application_id, "page_id": "p", "question_id": "q"}
    return {**ids, "address": "iken", "number": "1"}
