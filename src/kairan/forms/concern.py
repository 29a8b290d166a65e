"""The manifest of forms: what is asked, in numbered versions."""

import kairan.forms.model
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.journal import Stream
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.http import router
from kairan.forms.links import FormLinks, url_of_residents
from kairan.forms.model import (
    DraftChange,
    FormRulesChange,
    FormTerms,
    NewForm,
    NewPicture,
    Publication,
    RightHeld,
    RightsChange,
    TemplateSharing,
    form_builder_table,
)
from kairan.forms.pictures import PICTURE_STREAM
from kairan.forms.pictures_http import router as pictures_router
from kairan.forms.queries import may_read_form
from kairan.forms.questions import Day, PersonName

_EXAMPLE = FormDocument(
    title="飼い犬の死亡届",
    contact="環境課 電話 0123-45-6789",
    pages=[
        QuestionPage(
            id="p1",
            title="飼い主",
            questions=[
                PersonName(id="owner", label="飼い主の氏名"),
                Day(id="died", label="死亡した日", latest="today"),
            ],
        )
    ],
)


def provides(parts: Parts) -> dict[str, object]:
    """Give where residents come in."""
    return {"links": FormLinks(url_of_residents(parts.settings.url, parts.settings.faces))}


CONCERN = Concern(
    package="kairan.forms",
    tables=tables_in(kairan.forms.model),
    personal=(form_builder_table,),
    routers=(router, pictures_router),
    provides=provides,
    streams=(Stream("form", may_read_form), PICTURE_STREAM),
    examples=(
        NewForm(department_id="0s3kq1w8d2hxa", document=_EXAMPLE, address="inu-shibou"),
        DraftChange(revision=3, document=_EXAMPLE),
        FormTerms(address="inu-shibou", audience="listed", keep_days=1825),
        NewPicture(file_id="0s3kq1w8d2hxb"),
        Publication(revision=4),
        FormRulesChange(revision=0, takes_two=True),
        TemplateSharing(is_shared=True),
        RightsChange(
            rights=[RightHeld("0s3kq1w8d2hxa", is_department=True, rights=["edit", "publish", "answers", "work"])]
        ),
    ),
    tags={"Forms": "What a section asks: drafts, published versions, who may do what."},
)
