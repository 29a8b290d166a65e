"""What a page shows of a question: its fields as they were typed, and what is to be mended."""

from collections.abc import Mapping, Sequence, Set

import msgspec

from kairan.applications.pages.words import word
from kairan.applications.places import Counts
from kairan.applications.seats_model import PlaceCount
from kairan.forms.complaints import Complaint
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument
from kairan.forms.file_complaints import FILE_WORDS
from kairan.forms.journey import Journey, PageOnPath
from kairan.forms.members import read_member_name
from kairan.forms.questions import (
    AnyQuestion,
    FileUpload,
    Group,
    LinkValue,
    Matrix,
    MultipleChoice,
    Photo,
    Place,
    Places,
    Ranking,
    SingleChoice,
    Typed,
    with_members,
)
from kairan.forms.questions.choices import OTHER
from kairan.forms.questions.files import FILE_QUESTIONS, AttachedFile, attached_files

_MAY_STAY_EMPTY = frozenset({"given", "given_kana", "postcode", "building", "era", "minute", "other"})
_NOTED = frozenset({"date", "ranking", "position", "file", "photo"})
_FIRST = {"name": "family", "address": "prefecture", "date": "year", "time": "hour", "position": "latitude"}


class FieldsShown:
    """One question on a page."""

    def __init__(
        self, question: AnyQuestion, typed: Typed, complaint: Complaint | None, language: str, counts: Counts
    ) -> None:
        self.q = question
        self.kind = str(question.__struct_config__.tag)
        self.error = complaint.sentence(question.label, language) if complaint else ""
        self._wrong = complaint
        self._typed = typed
        self._language = language
        self._counts = counts
        self.is_member = read_member_name(question.id) is not None  # somebody else: a browser fills in nothing
        self.said = ""  # of what is not asked: what it comes to

    def anchor(self, part: str) -> str:
        """Return the id of a field on the page."""
        return anchor_of(self.q, part)

    @property
    def described(self) -> str:
        """Return the ids of what a reader says besides the label."""
        note = f"{self.q.id}-note", self.kind in _NOTED
        ids = [note, (f"{self.q.id}-help", self.q.help), (f"{self.q.id}-error", self.error)]
        return " ".join(one for one, is_there in ids if is_there)

    def is_wrong(self, part: str) -> bool:
        """Whether the complaint is about this field; about the whole question: about each that is needed."""
        if self._wrong is None:
            return False
        return self._wrong.part == part or (self._wrong.part == "" and part not in _MAY_STAY_EMPTY)

    def value(self, part: str) -> str:
        """Return what stands in a field."""
        given = self._typed.get(self.q.field(part), ())
        return given[0] if given else ""

    def has(self, option: str) -> bool:
        """Whether an option is chosen."""
        return option in self._typed.get(self.q.field(), ())

    @property
    def options(self) -> list[tuple[str, str]]:
        """Return what may be chosen, その他 at the end."""
        if not isinstance(self.q, SingleChoice | MultipleChoice):
            return []
        other = [(OTHER, word("other", self._language))] if self.q.has_other else []
        return [*((one.id, one.label) for one in self.q.options), *other]

    @property
    def files(self) -> list[AttachedFile]:
        """Return the files that were attached."""
        return attached_files(self._typed.get(self.q.field()))

    @property
    def accept(self) -> str:
        """Return what the browser offers to choose; of photos no HEIC, so that phones send JPEG."""
        if isinstance(self.q, Photo):
            return "image/jpeg,image/png,image/webp"
        return ",".join(f".{one}" for one in self.q.extensions) if isinstance(self.q, FileUpload) else ""

    @property
    def taken(self) -> str:
        """Return in words what is taken."""
        if not isinstance(self.q, FILE_QUESTIONS):
            return ""
        language, parted = self._language, word("kinds_parted", self._language)
        kinds = parted.join(word(f"kind_{kind}", language) for kind in self.q.taken_kinds)
        return word("files_taken", language, kinds=kinds, most=self.q.most, most_mb=self.q.most_mb)

    def _count(self, place: Place) -> PlaceCount:
        return self._counts.get((self.q.id, place.id), PlaceCount())

    def left(self, place: Place) -> int:
        """Return how many of a place are left; none while others wait for it."""
        count = self._count(place)
        return 0 if count.waiting else max(0, place.capacity - count.taken)

    def is_off(self, place: Place) -> bool:
        """Whether nobody can ask for a place any more."""
        if not isinstance(self.q, Places):
            return True
        count = self._count(place)
        if self.q.is_drawn:
            return count.is_drawn
        return self.left(place) == 0 and count.waiting >= self.q.waiting

    def standing(self, place: Place) -> str:
        """Return what stands beside a place."""
        if not isinstance(self.q, Places):
            return ""
        count, left = self._count(place), self.left(place)
        if self.q.is_drawn:
            name = "drawn" if count.is_drawn else "to_draw" if self.q.shows_left else "to_draw_only"
            return word(name, self._language, capacity=place.capacity, applied=count.waiting)
        if left:
            return word("left", self._language, count=left) if self.q.shows_left else ""
        if self.is_off(place):
            return word("no_left", self._language)
        return word("full_waits", self._language, count=count.waiting)


class GroupShown(FieldsShown):
    """A repeating group on a page: its members, each with the questions that are shown of them."""

    def __init__(self, group: Group, typed: Typed, complaint: Complaint | None, language: str, counts: Counts) -> None:
        super().__init__(group, typed, complaint, language, counts)
        self.group = group
        self.count = group.count_in(typed)
        self.members: list[list[FieldsShown]] = [[] for _ in range(self.count)]

    def add(self, number: int, fields: FieldsShown) -> None:
        """Put a question into its member; its words there are its own, since the member is named above it."""
        place = read_member_name(fields.q.id)
        inner = self.group.inner(place.question) if place else None
        if inner is not None:
            fields.q = msgspec.structs.replace(fields.q, label=inner.label)
        self.members[number - 1].append(fields)

    @property
    def may_add(self) -> bool:
        """Whether there may be one more."""
        return self.count < self.group.most

    @property
    def may_remove(self) -> bool:
        """Whether there may be one fewer."""
        return self.count > self.group.least


def anchor_of(question: AnyQuestion, part: str = "") -> str:
    """Return the id of a field on the page; of the whole question, of its first field."""
    first = part or _first_part(question)
    return f"f-{question.id}-{first}" if first else f"f-{question.id}"


def _first_part(question: AnyQuestion) -> str:
    """Return the part that is asked first, of a question of several fields."""
    match question:
        case Matrix(rows=[first, *_]) | Ranking(options=[first, *_]):
            return first.id
        case _:
            return _FIRST.get(str(question.__struct_config__.tag), "")


def fields_of(
    page: PageOnPath, walked: Journey, typed: Typed, language: str, counts: Counts, *, is_told: bool
) -> Sequence[FieldsShown]:
    """Return the questions of a page, those of members within their group; `is_told`: what is to be mended, too."""
    complaints = _complaints(page, walked, is_told=is_told)
    shown: list[FieldsShown] = []
    groups: dict[str, GroupShown] = {}
    for one in page.questions:
        fields = FieldsShown(one, typed, complaints.get(one.id), language, counts)
        place = read_member_name(one.id)
        if isinstance(one, Group):
            groups[one.id] = fields = GroupShown(one, typed, complaints.get(one.id), language, counts)
        elif one.GIVEN:
            fields.said = one.shown(walked.values[one.id]) if one.id in walked.values else ""
        if place is not None and place.group in groups:
            groups[place.group].add(place.number, fields)
        else:
            shown.append(fields)
    return shown


def _complaints(page: PageOnPath, walked: Journey, *, is_told: bool) -> dict[str, Complaint]:
    """Return what is told of what is to be mended: of files that did not come always."""
    found = walked.complaints_at(page)
    return {name: one for name, one in found.items() if is_told or one.code in FILE_WORDS}


def faults_on(page: PageOnPath, walked: Journey, language: str, *, is_told: bool) -> list[tuple[str, str]]:
    """Return what is told on a page of what is to be mended: where, and the sentence."""
    complaints = _complaints(page, walked, is_told=is_told)
    return [
        (anchor_of(one, complaints[one.id].part), complaints[one.id].sentence(one.label, language))
        for one in page.questions
        if one.id in complaints
    ]


class RowShown:
    """An answer on the check page."""

    def __init__(self, question: AnyQuestion, values: Mapping[str, Value], *, is_withheld: bool = False) -> None:
        self.label = question.label
        self.anchor = f"q-{question.id}" if isinstance(question, Group) else anchor_of(question)
        self.is_given = question.GIVEN
        self.came_along = isinstance(question, LinkValue)
        self.shown = question.shown(values[question.id]) if question.id in values else ""
        self.is_withheld = is_withheld


class AnsweredRows:
    """A page of answers."""

    def __init__(self, page_id: str, title: str, rows: Sequence[RowShown]) -> None:
        self.id = page_id
        self.title = title
        self.rows = rows


def answered_rows(pages: Sequence[PageOnPath], walked: Journey) -> list[AnsweredRows]:
    """Return the answers on the path, page by page; of what came along in the link, only what did."""
    return [
        AnsweredRows(one.page.id, one.page.title, [RowShown(q, walked.values) for q in told])
        for one in pages
        if (told := _told(one, walked))
    ]


def _told(page: PageOnPath, walked: Journey) -> list[AnyQuestion]:
    return [one for one in page.questions if one.ASKS and (one.ON_PAGE or one.id in walked.values)]


def answered_in(
    document: FormDocument, answers: Mapping[str, Value], withheld: Set[str] = frozenset()
) -> list[AnsweredRows]:
    """Return the answers of what was submitted, page by page; those withheld by their labels alone."""
    given = answers.keys() | withheld
    pages = [
        (page, [one for one in with_members(page.questions, answers) if one.id in given]) for page in document.pages
    ]
    return [
        AnsweredRows(page.id, page.title, [RowShown(q, answers, is_withheld=q.id in withheld) for q in told])
        for page, told in pages
        if told
    ]
