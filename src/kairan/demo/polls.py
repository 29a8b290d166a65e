"""The demo's polls: asked in a room, answered by some of it, and one of them closed."""

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from kairan.demo.play import Event, Player
from kairan.demo.script import CONTENT
from kairan.polls.acting import answer_poll, close_poll, make_poll
from kairan.polls.model import NewPoll, NewPollOption, PollAnswer, PollChoice, PollClosing, PollId, PollKind

_MARKS = "×△○"


class DateScript(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A date that is asked about: a working day, its hours and a place."""

    on: int
    begins: str
    ends: str
    place: str = ""


class PollScript(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One poll, what each answers (positions, or a mark for each date), and which date was fixed."""

    room: str
    by: str
    on: int
    at: str
    kind: PollKind
    title: str
    note: str = ""
    options: list[str] = []
    dates: list[DateScript] = []
    is_secret: bool = False
    answered_at: str
    marks: dict[str, str] = {}
    choices: dict[str, list[int]] = {}
    closed_on: int | None = None
    chosen: int | None = None


class _Polls(msgspec.Struct, frozen=True):
    polls: list[PollScript]


def read_polls() -> list[PollScript]:
    """Read what the rooms are asked."""
    return msgspec.toml.decode((CONTENT / "polls.toml").read_bytes(), type=_Polls).polls


class PollPlayer:
    """Plays who asks a room, who answers, and what is fixed."""

    def __init__(self, player: Player, polls: Sequence[PollScript]) -> None:
        self._player, self._polls = player, polls
        self._made: dict[int, PollId] = {}

    def events(self) -> list[Event]:
        """Return everything that is to happen."""
        return [event for number, one in enumerate(self._polls) for event in self._of(number, one)]

    def _of(self, number: int, one: PollScript) -> Iterator[Event]:
        days = self._player.days
        yield days.at(one.on, one.at), partial(self._ask, number, one)
        for who, answer in _answers(one).items():
            yield days.at(one.on, one.answered_at), partial(self._answer, number, who, answer)
        if one.closed_on is not None:
            yield days.at(one.closed_on, one.answered_at), partial(self._close, number, one)

    def _ask(self, number: int, one: PollScript) -> None:
        played, days = self._player.played, self._player.days
        options = [NewPollOption(label=label) for label in one.options]
        for date in one.dates:
            spans = days.deadline(date.on, date.begins), days.deadline(date.on, date.ends)
            options.append(NewPollOption(label=date.place, begins_at=spans[0], ends_at=spans[1]))
        new = NewPoll(
            client_key=f"demo-{number}",
            room_id=played.rooms[one.room],
            kind=one.kind,
            title=one.title,
            note=one.note,
            options=options,
            is_secret=one.is_secret,
        )
        self._made[number] = make_poll(self._player.db, played.viewers[one.by], new)

    def _answer(self, number: int, who: str, answer: PollAnswer) -> None:
        answer_poll(self._player.db, self._player.played.viewers[who], self._made[number], answer)

    def _close(self, number: int, one: PollScript) -> None:
        viewer = self._player.played.viewers[one.by]
        close_poll(self._player.db, viewer, self._made[number], PollClosing(chosen=one.chosen))


def _answers(one: PollScript) -> dict[str, PollAnswer]:
    suits = {who: [(at, _MARKS.index(mark)) for at, mark in enumerate(marks)] for who, marks in one.marks.items()}
    chosen = {who: [(at, 1) for at in positions] for who, positions in one.choices.items()}
    return {
        who: PollAnswer(choices=[PollChoice(position=at, value=value) for at, value in values])
        for who, values in (suits | chosen).items()
    }
