"""How an outsider tries the routes of forms and applications; the residents' pages are public by intention."""

from pathlib import Path

from sqlalchemy import insert

from kairan.api_keys.model import api_key_table
from kairan.applications.filling import keep, today
from kairan.applications.invitations.actions import invite
from kairan.applications.invitations.model import Invited
from kairan.applications.invitations.queries import invited_people
from kairan.applications.model import Applicant, DraftId, digest_of_answers
from kairan.applications.submitting import submit
from kairan.core.kit.blobs import new_key
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.secrets import SecretBox
from kairan.counter.deliverables.issuing import order_letter
from kairan.counter.deliverables.model import LetterTemplate, LetterTemplateChange
from kairan.counter.deliverables.templates import add_letter_template
from kairan.counter.filters.filters import keep_filter
from kairan.counter.filters.model import CaseFilter, NewFilter
from kairan.counter.opinions.asking import ask_opinion
from kairan.counter.opinions.model import OpinionAsked
from kairan.forms.actions import create_form, publish_form
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.journey import journey
from kairan.forms.model import NewForm, Publication, RightHeld, RightsChange
from kairan.forms.own_templates import keep_as_template
from kairan.forms.pictures import PictureMade, keep_picture
from kairan.forms.questions import ShortText
from kairan.forms.rights import RIGHTS
from kairan.forms.sharing import share_form
from kairan.webhooks.model import webhook_table
from tests.cast import Cast
from tests.standing.attempts import OPEN, Try

DOCUMENT = {"title": "外から"}
FORM = "/api/forms/{form_id}"
CASE = "/api/cases/{case_id}"
_OWN = "/f/-/cases/{case_id}"
_LED = Try(refused=frozenset({303}))  # to the page that asks for number and code
_CASES: dict[tuple[str, str], Try] = {
    ("GET", "/api/cases"): OPEN,
    ("GET", CASE): Try(),
    ("POST", f"{CASE}/look"): Try(),
    ("GET", f"{CASE}/files/{{file_id}}"): Try(),
    ("GET", f"{CASE}/files/{{file_id}}/thumbnail"): Try(),
    ("POST", f"{CASE}/move"): Try({"to": "done", "revision": 1}),
    ("PUT", f"{CASE}/owner"): Try({"owner_id": None}),
    ("POST", f"{CASE}/notes"): Try({"text": "メモ"}),
    ("POST", f"{CASE}/messages"): Try({"text": "メッセージ"}),
    ("POST", f"{CASE}/correction"): Try({"marks": {"q": "理由"}, "revision": 1}),
    ("POST", f"{CASE}/correction/withdraw"): Try(),
    ("POST", f"{CASE}/approval"): Try({"proposed": "done", "revision": 1}),
    ("POST", f"{CASE}/approval/withdraw"): Try(),
    ("POST", f"{CASE}/approve"): Try({"is_approved": True}),
    ("POST", f"{CASE}/seen"): Try(),
    ("POST", f"{CASE}/paper"): Try(),
    ("GET", f"{CASE}/mail"): Try(),
    ("POST", f"{CASE}/export"): Try(),
    ("POST", "/api/cases/many"): Try({"case_ids": ["0" * 13], "to": "done"}, names_secret=False),
    ("POST", "/api/cases/many/export"): Try({"case_ids": ["0" * 13]}, names_secret=False),
    ("GET", "/api/cases/figures"): OPEN,
    ("GET", "/api/cases/narrowing"): OPEN,
    ("GET", "/api/cases/pulse"): OPEN,
    ("POST", "/api/cases/filters"): Try({"name": "外から", "wanted": {}}, names_secret=False),
    ("DELETE", "/api/cases/filters/{filter_id}"): Try(),
    ("POST", f"{FORM}/entering"): Try({"how": "phone"}),
    ("GET", f"{FORM}/announcing"): Try(),
    ("PUT", f"{FORM}/announcing"): Try({"room_id": None}),
    ("GET", f"{CASE}/entry"): Try(),
    ("GET", f"{CASE}/annotations"): Try(),
    ("PUT", f"{CASE}/annotations"): Try({"values": {"f": "外から"}}),
    ("GET", f"{FORM}/annotations"): Try(),
    ("PUT", f"{FORM}/annotations"): Try({"revision": 0, "fields": []}),
    ("POST", f"{FORM}/cases/export"): Try(),
    ("POST", f"{FORM}/cases/import"): Try(query={"name": "a.csv"}),
    ("GET", "/api/opinions"): OPEN,
    ("POST", "/api/opinions/{opinion_id}/answer"): Try({"answer": "外から"}),
    ("GET", f"{CASE}/opinions"): Try(),
    ("POST", f"{CASE}/opinions"): Try({"holder_id": "0" * 13, "question": "外から", "answer_by": "2199-12-31"}),
    ("POST", f"{CASE}/opinions/{{opinion_id}}/withdraw"): Try(),
    ("GET", f"{CASE}/deliverables"): Try(),
    ("POST", f"{CASE}/deliverables"): Try({"file_id": "0" * 13, "title": "許可証"}),
    ("POST", f"{CASE}/deliverables/{{deliverable_id}}/withdraw"): Try({"reason": "外から"}),
    ("POST", f"{CASE}/letters"): Try({"letter_id": "0" * 13}),
    ("POST", f"{CASE}/letters/sample"): Try({"letter_id": "0" * 13}),
    ("POST", "/api/cases/many/letters"): Try({"case_ids": ["0" * 13], "letter_id": "0" * 13}, names_secret=False),
    ("GET", f"{FORM}/letters"): Try(),
    ("POST", f"{FORM}/letters"): Try({"revision": 0, "template": {"title": "外から"}}),
    ("PUT", f"{FORM}/letters/{{letter_id}}"): Try({"revision": 1, "template": {"title": "外から"}}),
    ("DELETE", f"{FORM}/letters/{{letter_id}}"): Try(),
    ("POST", f"{FORM}/letters/sample"): Try({"title": "外から"}),
    # Whoever has a document in hand is told that it was issued, and nothing of whom it is for.
    ("GET", "/f/-/documents"): OPEN,
    ("GET", "/f/-/documents/{number}"): OPEN,
    ("POST", "/f/-/documents/{number}"): OPEN,
    ("POST", f"{_OWN}/documents/{{deliverable_id}}"): _LED,
    ("GET", "/api/forms/{form_id}/procedure"): Try(),
    ("PUT", "/api/forms/{form_id}/procedure"): Try({"revision": 0, "procedure": {}}),
    ("GET", "/f/-/cases"): OPEN,
    ("POST", "/f/-/cases"): OPEN,
    ("GET", _OWN): _LED,
    ("POST", f"{_OWN}/messages"): _LED,
    ("POST", f"{_OWN}/read"): _LED,
    ("GET", f"{_OWN}/files/{{file_id}}"): Try(),
    ("GET", f"{_OWN}/correct"): _LED,
    ("POST", f"{_OWN}/correct"): _LED,
    ("POST", f"{_OWN}/correct/files"): _LED,
    ("GET", f"{_OWN}/small/{{file_id}}"): Try(),
    ("GET", f"{_OWN}/withdraw"): _LED,
    ("POST", f"{_OWN}/withdraw"): _LED,
    ("POST", f"{_OWN}/paper"): _LED,
}
FORMS: dict[tuple[str, str], Try] = {
    ("GET", "/api/forms"): OPEN,
    ("POST", "/api/forms"): Try({"department_id": "0" * 13, "document": DOCUMENT}, names_secret=False),
    ("GET", FORM): Try(),
    ("PUT", f"{FORM}/draft"): Try({"revision": 1, "document": DOCUMENT}),
    ("POST", f"{FORM}/building"): Try(),
    ("POST", f"{FORM}/pictures"): Try({"file_id": "0" * 13}),
    ("POST", f"{FORM}/publish"): Try({"revision": 1}),
    ("POST", f"{FORM}/publish/agree"): Try({"revision": 1}),
    ("POST", f"{FORM}/publish/drop"): Try(),
    ("POST", f"{FORM}/template"): Try(),
    # Everybody of the body sees its templates; what another body sees is tried in tests/forms/test_templates.py.
    ("PUT", "/api/forms/templates/{key}"): Try({"is_shared": True}, names_secret=False),
    ("DELETE", "/api/forms/templates/{key}"): Try(names_secret=False),
    ("GET", "/api/forms/rules"): Try(names_secret=False),
    ("PUT", "/api/forms/rules"): Try({"revision": 0, "takes_two": True}, names_secret=False),
    ("PUT", f"{FORM}/terms"): Try({"address": "soto-kara"}),
    ("PUT", f"{FORM}/rights"): Try({"rights": []}),
    ("POST", f"{FORM}/close"): Try(),
    ("POST", f"{FORM}/reopen"): Try(),
    ("GET", FORM + "/versions/{number}"): Try(),
    ("GET", f"{FORM}/invited"): Try(),
    ("POST", f"{FORM}/invited"): Try({"count": 1}),
    ("POST", f"{FORM}/invited/letters"): Try(),
    ("POST", f"{FORM}/invited/{{invitation_id}}/withdraw"): Try(),
    ("POST", f"{FORM}/invited/export"): Try(),
    ("GET", FORM + "/comparison"): Try(query={"before": "1", "after": "1"}),
    ("POST", f"{FORM}/preview"): Try({"document": DOCUMENT, "page_id": "p"}),
    ("GET", f"{FORM}/applications"): Try(query={"q": "返信"}),
    ("POST", f"{FORM}/applications/export"): Try(),
    ("GET", f"{FORM}/figures"): Try(),
    ("GET", f"{FORM}/applications/losses"): Try(),
    ("POST", f"{FORM}/applications/workbook"): Try(),
    ("GET", f"{FORM}/poster"): Try(),
    ("GET", f"{FORM}/report"): Try(),
    ("POST", "/api/applications/{application_id}/paper"): Try(),
    ("GET", "/api/applications/{application_id}"): Try(),
    ("POST", "/api/applications/{application_id}/open"): Try(),
    ("GET", "/api/applications/{application_id}/files/{file_id}"): Try(),
    ("GET", "/api/applications/{application_id}/files/{file_id}/thumbnail"): Try(),
    ("POST", f"{FORM}/applications/export-files"): Try(),
    ("POST", "/api/applications/{application_id}/withdraw"): Try({"reason": "外から"}),
    ("GET", f"{FORM}/draws"): Try(),
    ("GET", f"{FORM}/places"): Try(),
    ("POST", FORM + "/draws/{question_id}"): Try(),
    ("GET", "/f/-/postcodes/{prefix}"): OPEN,
    ("GET", "/f/{address}/prove/{question_id}"): OPEN,
    ("POST", "/f/{address}/prove/{question_id}"): OPEN,
    **_CASES,
    ("PUT", "/api/applications/{application_id}/marks"): Try({"marks": ["star"]}),
    ("POST", "/api/applications/{application_id}/notes"): Try({"text": "外から"}),
    ("PUT", f"{FORM}/applications/columns"): Try({"columns": ["q"]}),
    ("GET", f"{FORM}/figures/cross"): Try(query={"rows": "q", "columns": "r"}),
    ("GET", f"{FORM}/figures/words"): Try(query={"question": "q"}),
    ("GET", f"{FORM}/figures/funnel"): Try(),
    ("GET", "/f"): OPEN,
    ("GET", "/f/-/{code}"): OPEN,
    ("GET", "/f/-/assets/{name}"): OPEN,
    ("GET", "/f/-/language/{tongue}"): OPEN,
    ("GET", "/f/{address}"): OPEN,
    ("POST", "/f/{address}/begin"): OPEN,
    ("GET", "/f/{address}/p/{page_id}"): OPEN,
    ("POST", "/f/{address}/p/{page_id}"): OPEN,
    ("POST", "/f/{address}/p/{page_id}/files"): OPEN,
    ("GET", "/f/{address}/small/{file_id}"): OPEN,
    # Of a draft nothing is shown; who sees which version's is tried in tests/applications/test_pictures.py.
    ("GET", "/f/{address}/pictures/{picture_id}"): OPEN,
    ("GET", "/f/{address}/check"): OPEN,
    ("POST", "/f/{address}/submit"): OPEN,
    ("GET", "/f/{address}/changed"): OPEN,
    ("POST", "/f/{address}/changed"): OPEN,
    ("GET", "/f/{address}/end"): OPEN,
    ("GET", "/f/{address}/kept"): OPEN,
    ("POST", "/f/{address}/kept"): OPEN,
    ("GET", "/f/{address}/resume"): OPEN,
    ("POST", "/f/{address}/resume"): OPEN,
    ("GET", "/f/{address}/done/{application_id}"): Try(),
    ("GET", "/f/{address}/done/{application_id}/receipt"): Try(),
    # Whoever has a receipt in hand is told that it came in, and nothing of what was said.
    ("GET", "/f/-/received/{number}"): OPEN,
    ("GET", "/f/{address}/again/{application_id}"): OPEN,
    ("POST", "/f/{address}/again/{application_id}"): OPEN,
}


def submit_secretly(db: Db, cast: Cast, key_file: Path) -> dict[str, str]:
    """Publish a form that only 佐藤 may read the answers of, and let a resident submit a secret; return their ids."""
    asked = QuestionPage(id="p", questions=[ShortText(id="q", label="ご意見")])
    document = FormDocument(title="ご意見フォーム", pages=[asked])
    made = create_form(db, cast.sato, NewForm(department_id=cast.welfare, document=document, address="iken"))
    publish_form(db, cast.sato, made.form.id, Publication(revision=1))
    invite(db, cast.sato, SecretBox(key_file), made.form.id, [Invited("返信の秘密")])
    invited = invited_people(db, cast.sato, made.form.id).people[0]
    template = keep_as_template(db, cast.sato, made.form.id)
    only = RightHeld(cast.sato.member_id, is_department=False, rights=list(RIGHTS))
    share_form(db, cast.sato, made.form.id, RightsChange(rights=[only]))
    resident, box = Applicant(key="r" * 64), SecretBox(key_file)
    draft = keep(db, resident, box, "iken", ["q"], {"q": ["返信の秘密"]})
    checked = digest_of_answers(made.form.id, 1, journey(document, draft.typed, today()).values)
    application_id = submit(db, resident, box, "iken", DraftId(draft.id), checked, is_mailed=False)
    slip = LetterTemplateChange(revision=0, template=LetterTemplate(title="通知", body="{{ご意見}}"))
    letter = add_letter_template(db, cast.sato, made.form.id, slip).templates[0].id
    deliverable = order_letter(db, cast.sato, box, "https://example.jp", application_id, letter)
    named = {"address": "iken", "page_id": "p", "number": "1", "invitation_id": invited.id, "key": template.key}
    question = OpinionAsked(holder_id=cast.sato.member_id, question="返信の秘密", answer_by="2199-12-31")
    opinion = ask_opinion(db, cast.sato, application_id, question)
    kept = keep_filter(db, cast.sato, NewFilter(name="返信の秘密", wanted=CaseFilter()))[0].id
    webhook = new_id()
    told = {"url": "https://a.example/", "note": "返信の秘密", "kinds": "[]", "secret": "", "is_on": False}
    at = {"revision": 1, "created_at": 1, "changed_at": 1, "organization_id": cast.sato.organization_id}
    db.execute(insert(webhook_table).values(id=webhook, **told, **at))
    named |= {"webhook_id": webhook}
    picture = PictureMade(type="image/png", size=9, digest=b"d" * 32, blob_key=new_key(), width=40, height=30)
    named |= {"picture_id": keep_picture(db, cast.sato, made.form.id, picture).id}
    key = new_id()
    read = {"note": "返信の秘密", "reads": "answers", "digest": "d" * 64, "made_at": 1, "made_by": cast.sato.member_id}
    whose = {"organization_id": cast.sato.organization_id, "form_id": made.form.id}
    db.execute(insert(api_key_table).values(id=key, **read, **whose))
    named |= {"key_id": key}
    named |= {"letter_id": letter, "deliverable_id": deliverable, "opinion_id": opinion, "filter_id": kept}
    ids = {"form_id": made.form.id, "application_id": application_id, "case_id": application_id, "question_id": "q"}
    return {**ids, **named}
