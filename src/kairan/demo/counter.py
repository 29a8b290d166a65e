"""The demo's counter: what came in by a form is worked through the actions, each as of its own time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import partial
from typing import Literal

import msgspec

from kairan.applications.applicants import applicant_of_token
from kairan.applications.model import ApplicationId
from kairan.core.kit.clock import now_ms
from kairan.core.kit.days import DAY_MS, day_of
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Viewer
from kairan.counter.annotations.annotating import annotate_case
from kairan.counter.annotations.fields import change_annotation_fields
from kairan.counter.annotations.model import AnnotationChange, AnnotationField, AnnotationFieldsChange
from kairan.counter.approving import approve, ask_approval
from kairan.counter.assigning import assign_case, look_at_case
from kairan.counter.case_view import case_view
from kairan.counter.conversation import read_by_applicant, write_to_applicant, write_to_section
from kairan.counter.correcting import ask_correction
from kairan.counter.deliverables.issuing import order_letter
from kairan.counter.deliverables.model import LetterTemplate, LetterTemplateChange, LetterTemplateId
from kairan.counter.deliverables.templates import add_letter_template
from kairan.counter.model import (
    ApprovalAsked,
    Approving,
    Assignment,
    CaseMove,
    CorrectionAsked,
    ProcedureChange,
    Writing,
)
from kairan.counter.moving import move_case
from kairan.counter.notes import note_on_case
from kairan.counter.opinions.answering import give_opinion
from kairan.counter.opinions.asking import ask_opinion
from kairan.counter.opinions.model import OpinionAsked, OpinionGiven
from kairan.counter.procedure import Approver, Procedure, Sentence, Stage
from kairan.counter.procedures import change_procedure
from kairan.counter.states import State
from kairan.demo.play import Event, Player
from kairan.demo.workdays import JST, is_workday
from kairan.forms.model import FormId

BASE = "http://localhost:8000"  # where `make serve` serves: what the codes on letters lead to
OPINION_DAYS = 7
Step = Literal["look", "examine", "end"]


class Mend(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked to be corrected, and why."""

    question: str
    reason: str


class Consulting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is asked for an opinion about some applications, what, and what they say to every other."""

    to: str
    question: str
    shown: list[str]
    answer: str


class WorkScript(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How what comes in is worked: by whom, through which steps, and where each application has come."""

    by: str
    uses: list[Literal["examining", "deciding", "delivering"]] = []
    standard_days: int | None = None
    saved_minutes: int | None = None
    route: list[list[str]] = []
    deputies: Mapping[str, str] = {}
    texts: Mapping[State, str] = {}
    sentences: list[Sentence] = []
    ends: list[State]  # one application after the other, in a circle
    mend: Mend | None = None
    refusal: str = ""
    notes: Sequence[str] = ()
    questions: Sequence[str] = ()  # of applicants
    answers: Sequence[str] = ()
    fields: list[AnnotationField] = []
    findings: Sequence[Mapping[str, str]] = ()
    opinion: Consulting | None = None
    letter: LetterTemplate | None = None  # handed over at the end


class CounterPlayer:
    """Plays what a section does with the applications of one form."""

    def __init__(self, player: Player, work: WorkScript, box: SecretBox) -> None:
        self._player, self._work, self._box = player, work, box
        self._cases: dict[int, tuple[ApplicationId, str]] = {}
        self._letter_id: LetterTemplateId | None = None

    def came_in(self, number: int, case_id: ApplicationId, applicant: str) -> None:
        """Remember the case of an application."""
        self._cases[number] = (case_id, applicant)

    def set_up(self, form_id: FormId, by: Viewer) -> None:
        """Say how applications of the form are worked."""
        viewers = self._player.played.viewers

        def approver(name: str) -> Approver:
            deputy = self._work.deputies.get(name)
            deputy_id = None if deputy is None else viewers[deputy].member_id
            return Approver(member_id=viewers[name].member_id, deputy_id=deputy_id)

        procedure = Procedure(
            uses=self._work.uses,
            standard_days=self._work.standard_days,
            saved_minutes=self._work.saved_minutes,
            route=[Stage([approver(name) for name in names]) for names in self._work.route],
            texts=dict(self._work.texts),
            sentences=self._work.sentences,
        )
        change_procedure(self._player.db, by, form_id, ProcedureChange(revision=0, procedure=procedure))
        if self._work.fields:
            fields = AnnotationFieldsChange(revision=0, fields=self._work.fields)
            change_annotation_fields(self._player.db, by, form_id, fields)
        if self._work.letter is not None:
            change = LetterTemplateChange(revision=0, template=self._work.letter)
            self._letter_id = add_letter_template(self._player.db, by, form_id, change).templates[0].id

    def events(self, number: int, at: int) -> Iterator[Event]:
        """Return what happens with an application that comes in at this instant, as far as it lies before now."""
        steps: tuple[tuple[Step, int, int], ...] = (("look", 0, 90), ("examine", 1, 20), ("end", 2, 260))
        for step, days, minutes in steps:
            moment = _in_office(at, days, minutes + number * 7 % 60)
            if moment < self._player.days.now:
                yield moment, partial(self._do, number, step)

    def _do(self, number: int, step: Step) -> None:
        end = self._work.ends[number % len(self._work.ends)]
        found = self._cases.get(number)
        if found is None or end == "received":
            return
        case_id, applicant = found
        {"look": self._look, "examine": self._examine, "end": self._end}[step](number, case_id, applicant, end)

    def _look(self, number: int, case_id: ApplicationId, applicant: str, _end: State) -> None:
        db, clerk = self._player.db, self._clerk
        look_at_case(db, clerk, case_id)
        assign_case(db, clerk, case_id, Assignment(owner_id=clerk.member_id))
        if self._work.notes and number % 3 == 0:
            note_on_case(db, clerk, case_id, Writing(self._work.notes[number // 3 % len(self._work.notes)]))
        if self._work.questions and number % 4 == 1:
            question = self._work.questions[number // 4 % len(self._work.questions)]
            write_to_section(db, applicant_of_token(applicant), case_id, question)

    def _examine(self, number: int, case_id: ApplicationId, _applicant: str, end: State) -> None:
        db, clerk = self._player.db, self._clerk
        if "examining" in self._work.uses:
            move_case(db, clerk, self._box, case_id, CaseMove(to="examining", revision=self._revision(case_id)))
        if self._work.answers and number % 8 == 1:
            write_to_applicant(db, clerk, self._box, case_id, Writing(self._work.answers[0]))
        if self._work.findings and number % 2 == 0:
            found = self._work.findings[number // 2 % len(self._work.findings)]
            annotate_case(db, clerk, case_id, AnnotationChange(values=dict(found)))
        if self._work.opinion is not None and number % 4 == 1:
            self._consult(number, case_id, self._work.opinion)
        if end == "correcting" and self._work.mend is not None:
            marks = {self._work.mend.question: self._work.mend.reason}
            asked = CorrectionAsked(marks=marks, revision=self._revision(case_id))
            ask_correction(db, clerk, self._box, case_id, asked)

    def _consult(self, number: int, case_id: ApplicationId, asked: Consulting) -> None:
        db, other = self._player.db, self._player.played.viewers[asked.to]
        answer_by = day_of(now_ms() + OPINION_DAYS * DAY_MS)
        question = OpinionAsked(
            holder_id=other.member_id, question=asked.question, shown=asked.shown, answer_by=answer_by
        )
        opinion_id = ask_opinion(db, self._clerk, case_id, question)
        if number % 8 == 1:
            give_opinion(db, other, opinion_id, OpinionGiven(answer=asked.answer))

    def _end(self, number: int, case_id: ApplicationId, applicant: str, end: State) -> None:
        if number % 16 == 1:  # every other of those who were answered
            read_by_applicant(self._player.db, applicant_of_token(applicant), case_id)
        if end in {"examining", "correcting"}:
            return
        db, clerk = self._player.db, self._clerk
        reason = self._work.refusal if end == "refused" else ""
        if "deciding" not in self._work.uses:
            move_case(db, clerk, self._box, case_id, CaseMove(to=end, revision=self._revision(case_id), reason=reason))
            self._hand_over(case_id, end)
            return
        proposed: State = "done" if end == "deciding" else end
        asked = ApprovalAsked(proposed=proposed, revision=self._revision(case_id), note=reason)
        ask_approval(db, clerk, case_id, asked)
        if end == "deciding":
            return
        for names in self._work.route:
            for name in names:
                approve(db, self._player.played.viewers[name], self._box, case_id, Approving(is_approved=True))
        self._hand_over(case_id, end)

    def _hand_over(self, case_id: ApplicationId, end: State) -> None:
        if self._letter_id is not None and end in {"delivering", "done"}:
            order_letter(self._player.db, self._clerk, self._box, BASE, case_id, self._letter_id)

    @property
    def _clerk(self) -> Viewer:
        return self._player.played.viewers[self._work.by]

    def _revision(self, case_id: ApplicationId) -> int:
        return case_view(self._player.db, self._clerk, self._box, case_id).case.revision


def _in_office(at: int, working_days: int, minutes: int) -> int:
    """Return an instant in office hours, so many working days later: from half past eight on, never before `at`."""
    when = datetime.fromtimestamp(at / 1000, JST)
    day = when.date()
    left = working_days + (when.hour >= 15)
    while left > 0 or not is_workday(day):
        day += timedelta(1)
        left -= is_workday(day)
    opened = datetime.combine(day, time(8, 30), JST)
    moment = max(opened, when) + timedelta(minutes=minutes)
    return int(moment.timestamp() * 1000)
