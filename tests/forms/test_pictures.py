"""Pictures of explanations: pinned to versions, taken along within the body, let go when nothing names them."""

import msgspec
import pytest
from sqlalchemy import select, update

from kairan.core.kit.blobs import new_key
from kairan.core.kit.database import Db
from kairan.core.kit.days import DAY_MS
from kairan.core.viewer import Viewer
from kairan.files import FileId, file_table
from kairan.files.actions import Announced, Capacity, Received, accept_file, begin_upload, forget_orphans
from kairan.files.problems import FileNotFound, FileTooLarge
from kairan.files.queries import require_file
from kairan.forms.actions import change_draft, create_form, publish_form
from kairan.forms.document import FormDocument, QuestionPage, Translated, decoded
from kairan.forms.faults import faults_of
from kairan.forms.model import DraftChange, FormId, NewForm, Publication, form_table
from kairan.forms.own_templates import keep_as_template, own_template_document, remove_template, share_template
from kairan.forms.pictures import (
    PICTURE_MIB,
    PICTURES_MOST,
    PictureMade,
    forget_pictures,
    keep_picture,
    picture_source,
    pictures_in,
)
from kairan.forms.problems import FormNotFound, FormPicturesTooMany, FormPictureUnknown, FormPictureWrong
from kairan.forms.questions import Explanation, FormPicture, Group, LongText
from kairan.forms.translating import missing_in, texts_of, translated
from kairan.people import create_department
from kairan.policy.problems import RefusedByPolicy
from tests.cast import Cast, person
from tests.forms.forms import made

PICTURE = FormPicture("0123456789abc", 40, 30)
ASKED = LongText(id="q", label="意見")
_f = form_table.c


def explained(picture: FormPicture | None, alt: str = "側溝の場所を示した図") -> FormDocument:
    told = Explanation(id="where", label="場所", picture=picture, alt=alt)
    return FormDocument(title="側溝", contact="土木課", pages=[QuestionPage(id="p1", questions=[told, ASKED])])


def kept(db: Db, who: Viewer, form_id: FormId) -> FormPicture:
    one = PictureMade(type="image/png", size=9, digest=b"d" * 32, blob_key=new_key(), width=40, height=30)
    return keep_picture(db, who, form_id, one)


def drafted(db: Db, who: Viewer, form_id: FormId, document: FormDocument, revision: int) -> None:
    change_draft(db, who, form_id, DraftChange(revision=revision, document=document))


def sent(db: Db, who: Viewer, type_: str = "image/png", size: int = 10) -> FileId:
    capacity = Capacity(file_bytes=100 * 1024 * 1024)
    file_id = begin_upload(db, who, Announced("図.png", type_, size), capacity).id
    told = Received(type=type_, size=size, digest=b"d" * 32, blob_key=new_key(), width=1, height=1)
    return accept_file(db, who, file_id, told).id


def may_see(db: Db, who: Viewer, picture: FormPicture) -> bool:
    try:
        return require_file(db, who, FileId(picture.id)).id == picture.id
    except FileNotFound:
        return False


def days_pass(db: Db) -> None:
    """Let everything have happened two days ago."""
    db.execute(update(form_table).values(draft_changed_at=_f.draft_changed_at - 2 * DAY_MS))
    db.execute(update(file_table).values(created_at=file_table.c.created_at - 2 * DAY_MS))


def cleaned(db: Db) -> set[str]:
    """Return which files are left after everything was swept."""
    days_pass(db)
    forget_pictures(db)
    forget_orphans(db)
    return set(db.scalars(select(file_table.c.id)))


@pytest.mark.parametrize(
    ("picture", "alt", "code"),
    [
        (PICTURE, " 　", "no_alt"),
        (None, "図", "no_picture"),
        (PICTURE, "字" * 301, "alt_not_good"),
        (PICTURE, "図\x00", "alt_not_good"),
    ],
)
def test_a_picture_needs_words_and_words_their_picture(picture: FormPicture | None, alt: str, code: str) -> None:
    found = {one.code: one for one in faults_of(explained(picture, alt)) if one.at == "where"}
    assert set(found) == {code}
    assert found[next(iter(found))].is_error == (code != "no_picture")


def test_the_words_are_read_in_every_language_of_the_form() -> None:
    document = explained(PICTURE)
    assert ("where.alt", "側溝の場所を示した図") in list(texts_of(document))
    assert "where.alt" in missing_in(document, "en")
    texts = {"where.alt": Translated("側溝の場所を示した図", "A map of the gutter")}
    (told, _) = translated(msgspec.structs.replace(document, translations={"en": texts}), "en").pages[0].questions
    assert isinstance(told, Explanation)
    assert (told.alt, told.picture) == ("A map of the gutter", PICTURE)


def test_only_a_picture_of_ones_own_is_made_one_of_the_form(db: Db, cast: Cast) -> None:
    form = made(db, cast.sato, cast.welfare).form.id
    good = sent(db, cast.sato)
    assert picture_source(db, cast.sato, form, good).id == good
    with pytest.raises(FileNotFound):
        picture_source(db, cast.sato, form, sent(db, cast.tanaka))
    with pytest.raises(FormPictureWrong):
        picture_source(db, cast.sato, form, sent(db, cast.sato, "image/svg+xml"))
    with pytest.raises(FileTooLarge):
        picture_source(db, cast.sato, form, sent(db, cast.sato, size=PICTURE_MIB * 1024 * 1024 + 1))
    for other in (cast.neighbour, cast.guest, cast.tanaka):
        with pytest.raises((FormNotFound, RefusedByPolicy)):
            picture_source(db, other, form, sent(db, other))
        with pytest.raises((FormNotFound, RefusedByPolicy)):
            kept(db, other, form)


def test_a_form_has_so_many_pictures_and_no_more(db: Db, cast: Cast) -> None:
    form = made(db, cast.sato, cast.welfare).form.id
    for _ in range(PICTURES_MOST):
        kept(db, cast.sato, form)
    with pytest.raises(FormPicturesTooMany):
        kept(db, cast.sato, form)


def test_whoever_has_to_do_with_the_form_sees_it_and_nobody_else(db: Db, cast: Cast) -> None:
    picture = kept(db, cast.sato, made(db, cast.sato, cast.welfare).form.id)
    assert may_see(db, cast.sato, picture)
    assert may_see(db, cast.suzuki, picture)
    for other in (cast.tanaka, cast.neighbour, cast.guest):
        assert not may_see(db, other, picture)


def test_a_published_version_keeps_its_picture_although_the_draft_changes(db: Db, cast: Cast) -> None:
    form = made(db, cast.sato, cast.welfare).form.id
    first, second, third = kept(db, cast.sato, form), kept(db, cast.sato, form), kept(db, cast.sato, form)
    drafted(db, cast.sato, form, explained(first), 1)
    publish_form(db, cast.sato, form, Publication(revision=2))
    drafted(db, cast.sato, form, explained(second), 2)
    assert {first.id, second.id, third.id} <= set(db.scalars(select(file_table.c.id)))
    assert forget_pictures(db) == 0  # a step back may still bring it back
    left = cleaned(db)
    assert {first.id, second.id} <= left
    assert third.id not in left
    drafted(db, cast.sato, form, explained(first), 3)  # the version's, once more


def test_a_draft_names_only_pictures_that_may_be_seen(db: Db, cast: Cast) -> None:
    form = made(db, cast.sato, cast.welfare).form.id
    with pytest.raises(FormPictureUnknown):
        drafted(db, cast.sato, form, explained(PICTURE), 1)
    room = sent(db, cast.sato)  # a file, and no picture of a form
    with pytest.raises(FormPictureUnknown):
        drafted(db, cast.sato, form, explained(FormPicture(room, 1, 1)), 1)


def test_a_copy_and_a_template_take_it_along_within_the_body(db: Db, cast: Cast) -> None:
    form = made(db, cast.sato, cast.welfare).form.id
    picture = kept(db, cast.sato, form)
    drafted(db, cast.sato, form, explained(picture), 1)
    template = keep_as_template(db, cast.sato, form).key
    drafted(db, cast.sato, form, explained(None, ""), 2)
    assert picture.id in cleaned(db)  # the template shows it
    document = own_template_document(db, cast.sato, template)
    copy = create_form(db, cast.sato, NewForm(department_id=cast.welfare, document=document))
    assert pictures_in(copy.draft) == [picture.id]
    remove_template(db, cast.sato, template)
    assert picture.id in cleaned(db)  # the copy shows it
    drafted(db, cast.sato, copy.form.id, explained(None, ""), 1)
    assert picture.id not in cleaned(db)


def test_another_body_gets_a_shared_template_without_it_and_is_told_where(db: Db, cast: Cast) -> None:
    form = made(db, cast.sato, cast.welfare).form.id
    picture = kept(db, cast.sato, form)
    told = Explanation(id="inside", label="図", picture=picture, alt="中の図")
    group = Group(id="g", label="件", questions=[told, LongText(id="r", label="内容")])
    document = explained(picture)
    both = msgspec.structs.replace(document, pages=[*document.pages, QuestionPage(id="p2", questions=[group])])
    drafted(db, cast.sato, form, both, 1)
    template = keep_as_template(db, cast.sato, form).key
    share_template(db, cast.sato, template, is_shared=True)
    town = cast.neighbour.organization_id
    office = create_department(db, None, town, "総務課")
    clerk = person(db, town, "kuroda", "黒田 修", "くろだ おさむ", office)
    given = own_template_document(db, clerk, template)
    copy = create_form(db, clerk, NewForm(department_id=office, document=given))
    assert pictures_in(copy.draft) == []
    assert {one.at for one in copy.faults if one.code == "no_picture"} == {"where", "inside"}
    assert pictures_in(decoded(db.scalar(select(_f.draft).where(_f.id == copy.form.id)))) == []
    assert not may_see(db, clerk, picture)
