"""Pictures of explanations (説明の画像): which form, version or template shows which.

Promises: a published version keeps its pictures, whatever becomes of the draft; whoever has to do with a form may see
them, and nobody else of the staff; what nothing names any more goes as other files do.
"""

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import exists, func, insert, literal, select, update

from kairan.core.journal import Span, Stream, readable_span
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import DAY_MS
from kairan.core.viewer import Viewer
from kairan.files import FileId, file_table, file_use_table
from kairan.files.made import MadeFile, keep_made, release_files, release_uses
from kairan.files.model import StoredFile
from kairan.files.problems import FileNotClean, FileNotFound, FileTooLarge
from kairan.files.queries import require_file
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.model import FormId, form_table, form_template_table
from kairan.forms.problems import FormPicturesTooMany, FormPictureUnknown, FormPictureWrong
from kairan.forms.questions import AnyQuestion, Explanation, FormPicture, Group
from kairan.forms.rights import readable, require_form
from kairan.policy import require

PICTURES = "form_picture"  # the kind of stream under which the pictures of a form or template are read
DRAFT = 0  # instead of the number of a version; of a template, too
PICTURE_TYPES = frozenset({"image/png", "image/jpeg", "image/webp"})
MIB = 1024 * 1024
PICTURE_MIB = 10  # as it is sent; what is kept is made smaller
PICTURES_MOST = 100  # of one form
RELEASED_AT_ONCE = 500

_f, _t, _u, _file = form_table.c, form_template_table.c, file_use_table.c, file_table.c


class PictureMade(msgspec.Struct, frozen=True, kw_only=True):
    """A picture that was encoded anew, and where its bytes lie."""

    type: str
    size: int
    digest: bytes
    blob_key: str
    width: int
    height: int


def pictures_stream(holder_id: str) -> str:
    """Return the name under which the pictures of a form or template are read."""
    return f"{PICTURES}:{holder_id}"


def pictures_in(document: FormDocument) -> list[str]:
    """Return which pictures a form shows, each once."""
    shown = (one.picture for one in document.every_question() if isinstance(one, Explanation))
    return list(dict.fromkeys(one.id for one in shown if one is not None))


def picture_source(db: Db, viewer: Viewer, form_id: FormId, file_id: str) -> StoredFile:
    """Return what the viewer sent to be made a picture of a form.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, FileNotFound, FileNotClean, FileTooLarge,
    FormPictureWrong, FormPicturesTooMany.
    """
    _require_room(db, viewer, form_id)
    file = require_file(db, viewer, FileId(file_id))
    if file.attached_at is not None:
        raise FileNotFound  # what is somewhere else already is not passed on by this way
    if file.state != "clean":
        raise FileNotClean(name=file.name)
    if file.size > PICTURE_MIB * MIB:
        raise FileTooLarge(most_mib=PICTURE_MIB)
    if file.type not in PICTURE_TYPES:
        raise FormPictureWrong
    return file


def keep_picture(db: Db, viewer: Viewer, form_id: FormId, made: PictureMade) -> FormPicture:
    """Keep a picture that was made, for the draft of a form.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, FormPicturesTooMany.
    """
    _require_room(db, viewer, form_id)
    ending = made.type.rpartition("/")[2]
    file = MadeFile(
        organization_id=viewer.organization_id,
        member_id=viewer.member_id,
        name=f"picture.{ending}",
        **msgspec.structs.asdict(made),
    )
    file_id = keep_made(db, file, pictures_stream(form_id), DRAFT)
    return FormPicture(file_id, made.width, made.height)


def _require_room(db: Db, viewer: Viewer, form_id: FormId) -> None:
    require(viewer, "build_forms")
    require_form(db, viewer, form_id, "edit")
    kept = select(func.count()).where(_u.stream == pictures_stream(form_id), _u.seq == DRAFT)
    if int(db.scalar(kept)) >= PICTURES_MOST:
        raise FormPicturesTooMany(most=PICTURES_MOST)


def require_pictures(db: Db, viewer: Viewer, form_id: FormId, document: FormDocument) -> None:
    """Keep what a draft shows, also pictures of other forms the viewer may see. Problems: FormPictureUnknown."""
    if set(pictures_in(document)) - _taken_along(db, viewer, form_id, document):
        raise FormPictureUnknown


def with_pictures(db: Db, viewer: Viewer, holder_id: str, document: FormDocument) -> FormDocument:
    """Return a form as a new one begins, with the pictures the viewer may take along; the others are left out.

    Left out are those of other bodies, and of a file from elsewhere; their words stay, and the check tells where.
    """
    gone = set(pictures_in(document)) - _taken_along(db, viewer, holder_id, document)
    return _without(document, gone) if gone else document


def _taken_along(db: Db, viewer: Viewer, holder_id: str, document: FormDocument) -> set[str]:
    """Return which pictures of a document its holder keeps, those included that it takes along now."""
    wanted = pictures_in(document)
    if not wanted:
        return set()
    uses = db.all(
        select(_u.file_id, _u.stream)
        .join(file_table, _file.id == _u.file_id)
        .where(
            _u.file_id.in_(wanted),
            _u.stream.startswith(f"{PICTURES}:", autoescape=True),
            _file.organization_id == viewer.organization_id,
        )
    )
    own = pictures_stream(holder_id)
    kept = {row.file_id for row in uses if row.stream == own}
    others = sorted({row.stream for row in uses if row.file_id not in kept})
    seen = {stream for stream in others if readable_span(db, viewer, stream) is not None}
    _use(db, holder_id, DRAFT, [one for one in wanted if one not in kept and _is_in(seen, one, uses)])
    return kept | {row.file_id for row in uses if row.stream in seen}


def _is_in(streams: set[str], file_id: str, uses: Iterable[tuple[str, str]]) -> bool:
    return any(one == file_id and stream in streams for one, stream in uses)


def pin_pictures(db: Db, holder_id: str, number: int, document: FormDocument) -> None:
    """Let a version, or a template, keep the pictures it shows for good."""
    _use(db, holder_id, number, pictures_in(document))


def _use(db: Db, holder_id: str, number: int, file_ids: Sequence[str]) -> None:
    if not file_ids:
        return
    # Changing the rows makes a cleaner that waits look again.
    held = update(file_table).where(_file.id.in_(file_ids)).values(attached_at=now_ms()).returning(_file.id)
    there = set(db.scalars(held))
    stream = pictures_stream(holder_id)
    rows = [
        {"file_id": one, "stream": stream, "seq": number, "position": at}
        for at, one in enumerate(file_ids)
        if one in there
    ]
    if rows:
        db.execute(insert(file_use_table), rows)


def release_template_pictures(db: Db, template_id: str) -> None:
    """Let the pictures of a template go, unless a form shows them."""
    release_files(db, [pictures_stream(template_id)])


def _without(document: FormDocument, gone: set[str]) -> FormDocument:
    pages = [_page_without(page, gone) for page in document.pages]
    return msgspec.structs.replace(document, pages=pages)


def _page_without(page: QuestionPage, gone: set[str]) -> QuestionPage:
    return msgspec.structs.replace(page, questions=[_question_without(one, gone) for one in page.questions])


def _question_without(one: AnyQuestion, gone: set[str]) -> AnyQuestion:
    if isinstance(one, Group):
        inner = [_question_without(each, gone) for each in one.questions]
        return msgspec.structs.replace(one, questions=inner)
    if isinstance(one, Explanation) and one.picture is not None and one.picture.id in gone:
        return msgspec.structs.replace(one, picture=None)
    return one


def forget_pictures(db: Db) -> int:
    """Let pictures go that a draft showed, and shows no more since a day; return how many.

    Until then a step back in the builder brings them back. Those of published versions stay.
    """
    before = now_ms() - DAY_MS
    stale = (
        select(_u.file_id, _u.stream)
        .join(form_table, _u.stream == literal(f"{PICTURES}:") + _f.id)
        .join(file_table, _file.id == _u.file_id)
        .where(
            _u.seq == DRAFT,
            _f.draft_changed_at < before,
            _file.created_at < before,
            ~_f.draft.contains(_u.file_id),
        )
        .limit(RELEASED_AT_ONCE)
    )
    rows = db.all(stale)
    release_uses(db, [(row.file_id, row.stream, DRAFT) for row in rows])
    return len(rows)


def _may_see(db: Db, viewer: Viewer, holder_id: str) -> Span | None:
    """Let the pictures of a form be seen by who has to do with it; those of a template by the body's own staff."""
    form = exists(select(_f.id).where(_f.id == holder_id, readable(db, viewer)))
    template = exists(select(_t.id).where(_t.id == holder_id, _t.organization_id == viewer.organization_id))
    found = db.scalar(select(form if viewer.is_guest else form | template))
    return Span(DRAFT) if found else None


PICTURE_STREAM = Stream(PICTURES, _may_see)
