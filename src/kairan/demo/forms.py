"""The demo's forms: made, published and filled in through the actions, each as of its own time.

What they ask stands in the templates; `content/forms/` says whose they are, when, and how they tend to be answered.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import partial
from importlib.resources.abc import Traversable
from random import Random

import msgspec
from sqlalchemy import select

from kairan.applications.applicants import applicant_of_member, applicant_of_token
from kairan.applications.filling import begin, keep, today
from kairan.applications.invitations.actions import invite
from kairan.applications.invitations.model import Invited, form_invitation_table
from kairan.applications.invitations.numbers import opened_number
from kairan.applications.model import Applicant, digest_of_answers
from kairan.applications.proof_of_work import NO_WORK, Work, new_challenge
from kairan.applications.submitting import submit
from kairan.core.kit.clock import as_of
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Viewer
from kairan.demo.counter import CounterPlayer, WorkScript
from kairan.demo.made_answers import Answering, Names, Said, filled_in
from kairan.demo.payments import PaymentPlayer, PaymentScript
from kairan.demo.play import MINUTE, Event, Player
from kairan.demo.script import CONTENT, Moment, ScriptError
from kairan.demo.workdays import JST, is_workday
from kairan.forms.actions import change_terms, create_form, publish_form
from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument, QuestionPage, Tongue, Translated
from kairan.forms.model import Audience, FormId, FormTerms, NewForm, Publication, RightHeld, RightsChange, Topic
from kairan.forms.questions import Place, Places
from kairan.forms.rights import RIGHTS
from kairan.forms.sharing import share_form
from kairan.forms.templates import template
from kairan.forms.translating import texts_of

HOURS = (7, 8, 9, 9, 10, 10, 11, 12, 12, 12, 13, 14, 15, 16, 17, 18, 18, 19, 19, 20, 20, 20, 21, 21, 21, 22, 22, 23)
"""When residents come: at noon, and after dinner."""
OFFICE_HOURS = (8, 9, 9, 10, 10, 11, 11, 12, 13, 13, 14, 14, 15, 15, 16, 16, 17)
UNFINISHED_DAYS = 3


class Deadline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Until when, in working days from today and office time."""

    on: int
    at: str


class InvitedScript(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom a form is for, where it is for invited people alone."""

    people: int
    own: str = ""  # the question they answer with how they are called; empty: none does
    called: str = "{number}"
    first: int = 1


class FormScript(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A form: whose, when, and who answers what."""

    template: str
    address: str
    department: str
    also: tuple[str, ...] = ()  # departments that do everything with it, too
    made: Moment
    published: Moment | None = None  # none: it is still being built
    ends: Deadline | None = None
    title: str = ""  # empty: as in the template
    summary: str = ""
    contact: str
    audience: Audience = "listed"
    keep_days: int = 1_825
    most: int | None = None
    places: Mapping[str, list[Place]] = {}  # instead of the template's, by question
    applications: int = 0
    unfinished: int = 0  # drafts of the last days that nobody submitted
    answers: Mapping[str, Said] = {}
    invited: InvitedScript | None = None  # of a form for invited people
    translations: Mapping[Tongue, Mapping[str, str]] = {}  # by where a text stands
    topic: Topic = ""
    asks_work: bool = False
    work: WorkScript | None = None  # none: what comes in is counted only
    payment: PaymentScript | None = None  # none: nothing is paid
    days: Mapping[str, int] = {}  # what everybody answers, in working days from today: when the river came


def read_names(content: Traversable = CONTENT) -> Names:
    """Read the names of who fills in forms. Raises msgspec.ValidationError."""
    return msgspec.toml.decode((content / "names.toml").read_bytes(), type=Names)


def read_forms(content: Traversable = CONTENT) -> list[FormScript]:
    """Read and check the forms. Raises ScriptError or msgspec.ValidationError."""
    found = [
        msgspec.toml.decode(file.read_bytes(), type=FormScript)
        for file in sorted((content / "forms").iterdir(), key=lambda file: file.name)
    ]
    for form in found:
        asked = {one.id for one in template(form.template).every_question()}
        if unknown := {*form.answers, *form.places, *form.days} - asked:
            raise ScriptError(f"{form.template}: no question {sorted(unknown)}")
        if (form.audience == "invited") != (form.invited is not None):
            raise ScriptError(f"{form.template}: who is invited, and to what")
    return found


class FormPlayer:
    """Plays the forms among everything else."""

    def __init__(self, player: Player, forms: Sequence[FormScript], names: Names, box: SecretBox) -> None:
        self._player, self._forms, self._names, self._box = player, forms, names, box
        self._days = player.days
        self._made: dict[str, FormId] = {}
        self._documents: dict[str, FormDocument] = {}
        self._counters = {form.address: CounterPlayer(player, form.work, box) for form in forms if form.work}
        self._tills = {form.address: PaymentPlayer(player, form.payment, box) for form in forms if form.payment}
        self._numbers: dict[str, list[str]] = {}  # of the invited, by form
        self._taken: Counter[tuple[str, str]] = Counter()  # by form and place

    def events(self) -> list[Event]:
        """Return everything that is to happen with forms, in order."""
        return sorted((event for form in self._forms for event in self._events_of(form)), key=lambda event: event[0])

    def _events_of(self, form: FormScript) -> Iterator[Event]:
        yield self._days.at(form.made.on, form.made.at), partial(self._make, form)
        if form.published is None:
            return
        opened = self._days.at(form.published.on, form.published.at)
        yield opened, partial(self._publish, form)
        staff = self._staff_for(form)
        ended = min(self._days.now, self._ends_at(form) or self._days.now)
        for number in range(form.applications):
            rng = Random(f"{form.address} {number}")  # noqa: S311  (always the same people)
            at = self._moment(rng, opened, ended, OFFICE_HOURS if staff else HOURS)
            applicant = self._applicant(form, number, staff)
            yield at, partial(self._apply, form, number, applicant, rng, at)
            if counter := self._counters.get(form.address):
                yield from counter.events(number, at)
            if till := self._tills.get(form.address):
                yield from till.events(number, at)
        for number in range(form.applications, form.applications + form.unfinished):
            rng = Random(f"{form.address} {number}")  # noqa: S311
            begun = max(opened, ended - UNFINISHED_DAYS * 24 * 60 * MINUTE)
            applicant = self._applicant(form, number, staff)
            yield self._moment(rng, begun, ended, HOURS), partial(self._leave_off, form, applicant, rng)

    def _ends_at(self, form: FormScript) -> int | None:
        return None if form.ends is None else self._days.deadline(form.ends.on, form.ends.at)

    def _staff_for(self, form: FormScript) -> list[str]:
        """Return who of the body's staff answer an internal form, in an order of their own."""
        if form.audience != "staff":
            return []
        body, _ = self._player.script.people[form.made.by]
        staff = [one.key for one in body.people if not one.guest]
        Random(form.address).shuffle(staff)  # noqa: S311
        if form.applications + form.unfinished > len(staff):
            raise ScriptError(f"{form.address}: more answers than staff")
        return staff

    def _applicant(self, form: FormScript, number: int, staff: Sequence[str]) -> str:
        return staff[number] if staff else f"demo {form.address} {number}"

    def _who(self, form: FormScript, name: str) -> Applicant:
        """Return somebody at the time at which they exist."""
        if form.audience == "staff":
            return applicant_of_member(self._player.played.viewers[name])
        return applicant_of_token(name, device="pc" if name.endswith(("0", "4", "7")) else "phone")

    @staticmethod
    def _moment(rng: Random, since: int, until: int, hours: Sequence[int]) -> int:
        """Return when somebody submits: more of them soon after it was published, at the hours people have."""
        first = since + 30 * MINUTE
        at = first + int((until - first) * rng.random() ** 1.3)
        day = datetime.fromtimestamp(at / 1000, JST).date()
        while hours is OFFICE_HOURS and not is_workday(day):
            day -= timedelta(1)
        spent = timedelta(hours=rng.choice(hours), seconds=rng.randint(0, 3599))
        moved = int((datetime.combine(day, time(), JST) + spent).timestamp() * 1000)
        return moved if first <= moved < until - MINUTE else max(first, min(at, until - MINUTE))

    # --- what happens

    def _make(self, form: FormScript) -> None:
        document = self._document_of(form)
        body, _ = self._player.script.people[form.made.by]
        department = self._player.played.departments[body.key, form.department]
        viewer = self._player.played.viewers[form.made.by]
        new = NewForm(department_id=department, document=document, address=form.address)
        made = self._made[form.address] = create_form(self._player.db, viewer, new).form.id
        if form.also:
            departments = [self._player.played.departments[body.key, one] for one in (form.department, *form.also)]
            all_of_it = [RightHeld(one, is_department=True, rights=list(RIGHTS)) for one in departments]
            share_form(self._player.db, viewer, made, RightsChange(rights=all_of_it))
        self._documents[form.address] = document

    def _document_of(self, form: FormScript) -> FormDocument:
        """Return the template as this body would have changed it."""
        given = template(form.template)
        changed = {
            "title": form.title or given.title,
            "summary": form.summary or given.summary,
            "contact": form.contact,
            "pages": [self._with_places(page, form) for page in given.pages],
        }
        made = msgspec.structs.replace(given, **changed)
        return msgspec.structs.replace(made, translations=_translations_of(made, form))

    def _with_places(self, page: QuestionPage, form: FormScript) -> QuestionPage:
        questions = [
            msgspec.structs.replace(one, places=[self._dated(place) for place in form.places[one.id]])
            if isinstance(one, Places) and one.id in form.places
            else one
            for one in page.questions
        ]
        return msgspec.structs.replace(page, questions=questions)

    def _dated(self, place: Place) -> Place:
        return msgspec.structs.replace(place, label=self._days.with_weekends(self._days.written(place.label)))

    def _publish(self, form: FormScript) -> None:
        if form.published is None:
            return
        db, viewer = self._player.db, self._player.played.viewers[form.published.by]
        form_id = self._made[form.address]
        publish_form(db, viewer, form_id, Publication(revision=1))
        terms = FormTerms(
            address=form.address,
            audience=form.audience,
            ends_at=self._ends_at(form),
            most=form.most,
            keep_days=form.keep_days,
            topic=form.topic,
            asks_work=form.asks_work,
        )
        change_terms(db, viewer, form_id, terms)
        if form.invited:
            self._invite(form, form.invited, viewer)
        if counter := self._counters.get(form.address):
            counter.set_up(form_id, viewer)
        if till := self._tills.get(form.address):
            till.set_up(form_id, viewer)

    def _apply(self, form: FormScript, number: int, name: str, rng: Random, at: int) -> None:
        """Let somebody begin, fill in, check and submit."""
        db, applicant, document = self._player.db, self._who(form, name), self._documents[form.address]
        asked = [one for one in document.questions() if isinstance(one, Places)]
        full = {place.id for one in asked for place in one.places if self._is_full(form, one, place)}
        answer = Answering(self._names, rng, today(), form.answers, full, self._own(form, name, number))
        typed, walked = filled_in(document, today(), answer)
        if not walked.is_complete:
            return  # the ages that templates ask for are of one year: the demo loads in every other, too
        for one in walked.questions():
            if isinstance(one, Places):
                self._taken[form.address, str(walked.values[one.id])] += 1
        with as_of(at - rng.randint(3, 25) * MINUTE):
            draft = begin(db, applicant, self._box, form.address, self._number_for(form, number))
        draft = keep(db, applicant, self._box, form.address, [one.id for one in walked.questions()], typed)
        digest = digest_of_answers(draft.form_id, draft.version, walked.values)
        waits = [one.id for one in asked]
        with as_of(at - MINUTE):
            work = Work(new_challenge(self._box, draft.id).text) if form.asks_work else NO_WORK  # waited for
        submitted = submit(
            db, applicant, self._box, form.address, draft.id, digest, is_mailed=False, waits=waits, work=work
        )
        if counter := self._counters.get(form.address):
            counter.came_in(number, submitted, name)
        if till := self._tills.get(form.address):
            till.came_in(number, submitted)

    def _invite(self, form: FormScript, invited: InvitedScript, viewer: Viewer) -> None:
        """Invite people by their names, each with a number of their own."""
        form_id = self._made[form.address]
        people = [Invited(name=invited.called.format(number=invited.first + at)) for at in range(invited.people)]
        invite(self._player.db, viewer, self._box, form_id, people)
        one = form_invitation_table.c
        rows = self._player.db.all(select(form_invitation_table).where(one.form_id == form_id).order_by(one.name))
        self._numbers[form.address] = [opened_number(self._box, row.id, row.number) for row in rows]

    def _number_for(self, form: FormScript, number: int) -> str:
        """Return the number an invited person begins with; empty where nobody needs one."""
        return self._numbers[form.address][number] if form.invited else ""

    def _own(self, form: FormScript, name: str, number: int = 0) -> dict[str, Value]:
        """Return what is known of who answers: of a member of staff who they are, of an invited person how called."""
        if form.invited and form.invited.own:
            return {form.invited.own: form.invited.called.format(number=form.invited.first + number)}
        if form.audience != "staff":
            return {question: self._days.day(on).isoformat() for question, on in form.days.items()}
        _, somebody = self._player.script.people[name]
        (family, _, given), (family_kana, _, given_kana) = somebody.name.partition(" "), somebody.kana.partition(" ")
        return {
            "name": {"family": family, "given": given, "family_kana": family_kana, "given_kana": given_kana},
            "section": (somebody.department or "").replace("/", " "),
            "ext": somebody.extension or "",
        }

    def _is_full(self, form: FormScript, question: Places, place: Place) -> bool:
        """Whether nobody can ask for a place any more, not even to wait for it."""
        asked_for = self._taken[form.address, place.id]
        return not question.is_drawn and asked_for >= place.capacity + question.waiting

    def _leave_off(self, form: FormScript, name: str, rng: Random) -> None:
        """Let somebody begin, fill in the first page, and go away."""
        db, applicant, document = self._player.db, self._who(form, name), self._documents[form.address]
        own = self._own(form, name)
        typed, walked = filled_in(document, today(), Answering(self._names, rng, today(), form.answers, own=own))
        begin(db, applicant, self._box, form.address)
        keep(db, applicant, self._box, form.address, [one.id for one in walked.pages[0].questions], typed)


def _translations_of(document: FormDocument, form: FormScript) -> dict[Tongue, dict[str, Translated]]:
    """Return what a form is called in other languages, each of the text that stands there. Raises ScriptError."""
    texts = dict(texts_of(document))
    if unknown := {place for said in form.translations.values() for place in said} - set(texts):
        raise ScriptError(f"{form.template}: no text {sorted(unknown)}")
    return {
        tongue: {place: Translated(of=texts[place], text=text) for place, text in said.items()}
        for tongue, said in form.translations.items()
    }
