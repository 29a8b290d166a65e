"""What the screens of broadcasts are told."""

import msgspec

from kairan.emergency.broadcasts.ladder import Asked, Rungs, Step
from kairan.emergency.broadcasts.model import (
    AnsweredBy,
    BroadcastAnswer,
    BroadcastDraft,
    BroadcastId,
    BroadcastQuestions,
    TemplateId,
    ToldTo,
)
from kairan.emergency.broadcasts.plan import PlanFault, PlanRound, Way
from kairan.people import Person


class WayReach(msgspec.Struct, frozen=True, kw_only=True):
    """How many of those it would go to a way reaches."""

    way: Way
    people: int


class AddresseesCalled(msgspec.Struct, frozen=True, kw_only=True):
    """A post, or an association of guests, and how many belong to it."""

    name: str
    people: int


class BroadcastAddressees(msgspec.Struct, frozen=True, kw_only=True):
    """What can be named beside departments and people."""

    titles: list[AddresseesCalled]
    affiliations: list[AddresseesCalled]


class BroadcastPreview(msgspec.Struct, frozen=True, kw_only=True):
    """To whom a broadcast would go, before it goes."""

    people: int
    staff: int
    guests: int
    ways: list[WayReach]
    faults: list[PlanFault]


class OwnBroadcast(msgspec.Struct, frozen=True, kw_only=True):
    """A broadcast as it stands for one of those it was sent to."""

    id: BroadcastId
    title: str
    text: str
    asked: Asked
    questions: BroadcastQuestions
    is_urgent: bool
    is_drill: bool
    by: str
    sent_at: int
    ended_at: int | None
    step: Step
    is_done: bool
    answer: BroadcastAnswer | None
    answered_for_by: str | None  # who answered for the viewer


class OwnBroadcasts(msgspec.Struct, frozen=True, kw_only=True):
    """What was sent to the viewer and is not over, the newest first; those that wait for them before the others."""

    broadcasts: list[OwnBroadcast]


class BroadcastRow(msgspec.Struct, frozen=True, kw_only=True):
    """A broadcast in the list of the headquarters."""

    id: BroadcastId
    title: str
    asked: Asked
    is_urgent: bool
    is_drill: bool
    by: str
    sent_at: int
    ended_at: int | None
    told_to: ToldTo
    rungs: Rungs
    done: int


class BroadcastPage(msgspec.Struct, frozen=True, kw_only=True):
    """Broadcasts, the newest first, and where the next page begins."""

    broadcasts: list[BroadcastRow]
    next: str | None


class DepartmentRungs(msgspec.Struct, frozen=True, kw_only=True):
    """How far it has come in a department; `help`: people who are hurt or need help."""

    department_id: str | None
    department: str
    rungs: Rungs
    done: int
    help: int


class ChoiceCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many answered one thing."""

    choice: str
    people: int


class OutsideCount(msgspec.Struct, frozen=True, kw_only=True):
    """What became of what the gateway was asked to send; that it accepted a message says nothing of who read it."""

    way: Way
    waiting: int
    accepted: int
    failed: int  # refused, or the gateway was not there


class BroadcastView(msgspec.Struct, frozen=True, kw_only=True):
    """A broadcast as the headquarters sees it: how far it has come, and what was answered."""

    broadcast: BroadcastRow
    text: str
    questions: BroadcastQuestions
    rounds: list[PlanRound]
    told_at: int  # when it was told last
    next_round_at: int | None
    departments: list[DepartmentRungs]
    choices: list[ChoiceCount]
    coming: list[ChoiceCount]  # of a safety check: who can come
    near: list[ChoiceCount]  # and who is in the area
    unreachable: int  # who is waited for, and has neither a device that is told, nor an address, nor a number
    outside: list[OutsideCount]
    now: int


class ReachedPerson(msgspec.Struct, frozen=True, kw_only=True):
    """One of those it was sent to: how far it has come with them."""

    person: Person
    step: Step
    device_at: int | None
    seen_at: int | None
    confirmed_at: int | None
    answered_at: int | None
    is_done: bool
    choice: str | None
    answer: BroadcastAnswer | None
    answered_by: AnsweredBy | None
    answerer: str | None
    has_left: bool
    ways: list[Way]  # beside the open app, over which they can be told


class ReachedPage(msgspec.Struct, frozen=True, kw_only=True):
    """People, a hundred a page, and where the next page begins."""

    people: list[ReachedPerson]
    next: int | None


class CallRow(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody to be phoned: where they can be reached, and who phones them."""

    person: Person
    step: Step
    by: Person | None  # who took them, or noted the outcome
    at: int | None
    outcome: str | None
    note: str


class CallList(msgspec.Struct, frozen=True, kw_only=True):
    """Who is still to be phoned, by department; whom nobody phones yet first."""

    calls: list[CallRow]
    left: int  # of all, also beyond this list


class BroadcastTemplate(msgspec.Struct, frozen=True, kw_only=True):
    """A broadcast ready to be sent: one of ours, or one of the body's own."""

    id: TemplateId
    draft: BroadcastDraft
    is_own: bool


class BroadcastTemplates(msgspec.Struct, frozen=True, kw_only=True):
    """The body's own first."""

    templates: list[BroadcastTemplate]
    outside: list[Way] = []  # over which a gateway sends besides


class BroadcastMade(msgspec.Struct, frozen=True, kw_only=True):
    """A broadcast that was just sent, and to how many."""

    id: BroadcastId
    people: int


class PaceStep(msgspec.Struct, frozen=True, kw_only=True):
    """How many had it on a device, and of how many nothing more was asked, so many minutes after it was sent."""

    minutes: int
    device: int
    done: int


class BroadcastPace(msgspec.Struct, frozen=True, kw_only=True):
    """How fast a broadcast came; `half_ms`, `most_ms`: until half of all, nine of ten, were done (null: not yet)."""

    id: BroadcastId
    title: str
    sent_at: int
    people: int
    done: int
    half_ms: int | None
    most_ms: int | None
    steps: list[PaceStep]


class DepartmentPace(msgspec.Struct, frozen=True, kw_only=True):
    """How a department did, and how it did the time before."""

    department_id: str | None
    department: str
    people: int
    done: int
    half_ms: int | None
    people_before: int
    done_before: int


class TitlePace(msgspec.Struct, frozen=True, kw_only=True):
    """How those who hold a post did; `help`: people who are hurt or need help."""

    title: str
    people: int
    done: int
    help: int


class BroadcastFigures(msgspec.Struct, frozen=True, kw_only=True):
    """How a broadcast went, against the last one that asked the same (a drill against a drill)."""

    pace: BroadcastPace
    before: BroadcastPace | None
    departments: list[DepartmentPace]
    titles: list[TitlePace]
    places: list[ChoiceCount]
