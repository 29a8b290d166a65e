"""Answers that somebody could have given: made for a form by walking through it, always the same ones for a seed."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import assert_never

import msgspec

from kairan.forms.conditions import Value
from kairan.forms.document import FormDocument
from kairan.forms.journey import Journey, journey
from kairan.forms.members import question_named
from kairan.forms.questions import (
    Address,
    AnyQuestion,
    Calculated,
    Consent,
    CorporateNumber,
    Day,
    Explanation,
    FileUpload,
    Group,
    LinkValue,
    LongText,
    MailAddress,
    Matrix,
    MultipleChoice,
    Number,
    PersonName,
    Phone,
    Photo,
    Places,
    Position,
    Ranking,
    Scale,
    ShortText,
    SingleChoice,
    TimeOfDay,
    YesNo,
)
from kairan.forms.questions.choices import OTHER

BLANK = 0.4  # how often what need not be answered is left out
YEAR = 365.25
CORPORATE_NUMBER = "7000012050002"  # of the National Tax Agency
_WORDS = {"any": "とくになし", "kana": "ナシ", "hiragana": "なし", "digits": "1234", "ascii": "K-0123"}

Range = tuple[int, int]
TypedIn = dict[str, list[str]]
Choose = Callable[[AnyQuestion], Value | None]


class Said(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a question tends to be answered; what is not said is left to chance."""

    choose: Mapping[str, int] = {}  # what, and how often beside the others: options, steps, yes and no, places
    several: Range = (1, 2)  # how many of them
    other: Sequence[str] = ()  # what その他 is
    texts: Sequence[str] = ()  # in words; of a time: 08:30
    number: Range | None = None
    days: Range | None = None  # from the day of filling in
    is_first_of_month: bool = False  # of a day: the first of the month after
    ages: Range = (20, 80)  # of who is born on the day
    is_elsewhere: bool = False  # of an address: not at home
    rows: Mapping[str, Mapping[str, int]] = {}  # of a matrix: what is chosen in a row, and how often
    blank: float = BLANK


class Names(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A town of made-up people: their names, each with its reading, and where they live."""

    families: list[tuple[str, str]]
    givens: list[tuple[str, str]]
    foreigners: list[tuple[str, str]]  # family and given name in Latin letters; who has one name only has no second
    homes: list[tuple[str, str, str, str]]  # postcode, prefecture, city, street
    elsewhere: list[tuple[str, str, str, str]]
    buildings: list[str]


class Person:
    """Somebody who fills in a form."""

    def __init__(self, names: Names, rng: Random) -> None:
        self._names, self._rng = names, rng
        self.is_foreign = rng.random() < 0.04
        self.family, self.family_kana = rng.choice(names.families)
        self._foreign = rng.choice(names.foreigners)
        self._own = self._given()
        self._address = self._at(names.homes)

    def name(self, question: PersonName) -> Value:
        """Return their own name, or that of somebody of their family."""
        if self.is_foreign:
            family, given = self._foreign
            return {"family": family, "given": given} if given else {"family": family}
        given, kana = self._own if question.id == "name" else self._given()
        parts = {"family": self.family, "given": given}
        if question.with_reading:
            parts |= {"family_kana": self.family_kana, "given_kana": kana}
        return parts

    def _given(self) -> tuple[str, str]:
        return self._rng.choice(self._names.givens)

    def address(self, *, is_elsewhere: bool) -> Value:
        """Return where they live, or will."""
        return self._at(self._names.elsewhere) if is_elsewhere else self._address

    def _at(self, places: Sequence[tuple[str, str, str, str]]) -> dict[str, str]:
        postcode, prefecture, city, street = self._rng.choice(places)
        number = f"{self._rng.randint(1, 5)}-{self._rng.randint(1, 30)}-{self._rng.randint(1, 20)}"
        parts = {"postcode": postcode, "prefecture": prefecture, "city": city, "street": street + number}
        if self._rng.random() < 0.3:
            parts["building"] = f"{self._rng.choice(self._names.buildings)}{self._rng.randint(1, 4)}0{number[0]}号室"
        return parts

    def phone(self) -> Value:
        """Return a number nobody has: no mobile number goes on with 0."""
        return f"{self._rng.choice(('090', '080', '070'))}0000{self._rng.randint(0, 9999):04}"

    def mail(self) -> Value:
        """Return an address of a domain that is nobody's (RFC 2606)."""
        return f"{self._rng.choice(('hana', 'sora', 'umi', 'kaze', 'mori'))}{self._rng.randint(1, 9999)}@example.jp"


class Answering:
    """Answers questions as one person would."""

    def __init__(
        self,
        names: Names,
        rng: Random,
        today: date,
        said: Mapping[str, Said] | None = None,
        full: Container[str] = (),
        own: Mapping[str, Value] | None = None,
    ) -> None:
        """Take what tends to be answered, which places are full, and what this person answers in any case."""
        self._rng, self._today, self._said, self._full = rng, today, said or {}, full
        self._own = own or {}
        self._person = Person(names, rng)

    def __call__(self, question: AnyQuestion) -> Value | None:  # noqa: C901, PLR0911, PLR0912  # one for each kind
        """Return an answer, or None where the question is left out."""
        if question.id in self._own:
            return self._own[question.id]
        if isinstance(question, FileUpload | Photo):
            return None  # the demo's people send no files
        said = self._said.get(question_named(question.id), Said())
        if not question.required and self._rng.random() < said.blank:
            return None
        if isinstance(question, Group | Calculated | LinkValue):
            return self._unasked(question, said)
        match question:
            case PersonName():
                return self._person.name(question)
            case Address():
                return self._person.address(is_elsewhere=said.is_elsewhere)
            case Phone():
                return self._person.phone()
            case MailAddress():
                return self._person.mail()
            case CorporateNumber():
                return CORPORATE_NUMBER
            case ShortText() | LongText():
                characters = question.characters if isinstance(question, ShortText) else "any"
                return self._rng.choice(said.texts or [_WORDS[characters]])
            case Day():
                return self._day(question, said)
            case TimeOfDay():
                return self._rng.choice(said.texts or ["08:30"])
            case Number():
                return self._number(question, said)
            case Position():
                return self._position(said)
            case Matrix(rows=rows):
                return {row.id: self._in_row(question, row.id, said) for row in rows}
            case Ranking():
                return self._ranked(question, said)
            case _:
                return self._chosen(question, said)

    def _position(self, said: Said) -> Value:
        north, east = self._rng.uniform(34.6, 34.8), self._rng.uniform(138.1, 138.3)
        found = {"latitude": f"{north:.6f}", "longitude": f"{east:.6f}"}
        return found | {"place": self._rng.choice(said.texts)} if said.texts else found

    def _in_row(self, question: Matrix, row_id: str, said: Said) -> str:
        options = [one.id for one in question.options]
        return self._one(options, Said(choose=said.rows.get(row_id, said.choose)))

    def _ranked(self, question: Ranking, said: Said) -> list[str]:
        left = [one.id for one in question.options]
        placed: list[str] = []
        while len(placed) < question.places:
            placed.append(self._one(left, said))
            left.remove(placed[-1])
        return placed

    def _unasked(self, question: Group | Calculated | LinkValue, said: Said) -> Value | None:
        """Return how many there are of a group; what is calculated follows, what came with the link may have."""
        if isinstance(question, Group):
            usual = (question.least, min(question.most, question.least + 2))
            return self._rng.randint(*(said.number or usual))
        return self._rng.choice(said.texts) if said.texts else None

    def _chosen(  # noqa: PLR0911  # one for each kind
        self,
        question: YesNo | SingleChoice | MultipleChoice | Scale | Places | Consent | Explanation,
        said: Said,
    ) -> Value | None:
        match question:
            case YesNo():
                return self._one(["yes", "no"], said) == "yes"
            case Scale(steps=steps):
                return int(self._one([str(step) for step in range(1, steps + 1)], said))
            case SingleChoice():
                chosen = self._one(self._options(question, said), said)
                return {OTHER: self._rng.choice(said.other)} if chosen == OTHER else chosen
            case MultipleChoice():
                return self._several(question, said)
            case Places(places=places):
                free = [one.id for one in places if one.id not in self._full]
                return self._one(free, said) if free else None
            case Consent():
                return True
            case Explanation():
                return None
            case _:  # pragma: no cover
                assert_never(question)

    @staticmethod
    def _options(question: SingleChoice | MultipleChoice, said: Said) -> list[str]:
        return [*(one.id for one in question.options), *([OTHER] if question.has_other and said.other else [])]

    def _one(self, options: Sequence[str], said: Said) -> str:
        weights = [said.choose.get(one, 0 if said.choose else 1) for one in options]
        return self._rng.choices(options, weights if any(weights) else None)[0]

    def _several(self, question: MultipleChoice, said: Said) -> Value:
        options = self._options(question, said)
        wanted = max(1, question.least, min(self._rng.randint(*said.several), question.most or len(options)))
        chosen: set[str] = set()
        while len(chosen) < min(wanted, len(options)):
            chosen.add(self._one([one for one in options if one not in chosen], said))
        return [f"{OTHER}:{self._rng.choice(said.other)}" if one == OTHER else one for one in options if one in chosen]

    def _day(self, question: Day, said: Said) -> str:
        if question.is_birth:
            youngest, oldest = said.ages
            ago = self._rng.randint(int(youngest * YEAR), int((oldest + 1) * YEAR) - 1)
            return (self._today - timedelta(ago)).isoformat()
        usual = (-20, 0) if question.latest == "today" else (1, 40)
        found = self._today + timedelta(self._rng.randint(*(said.days or usual)))
        if said.is_first_of_month:
            found = (found.replace(day=1) + timedelta(31)).replace(day=1)
        return found.isoformat()

    def _number(self, question: Number, said: Said) -> float:
        usual = (int(question.least or 0), int(100 if question.most is None else question.most))
        least, most = said.number or usual
        if question.decimals:
            return round(self._rng.uniform(least, most), question.decimals)
        return self._rng.randint(least, most)


class _Filling(Mapping[str, Sequence[str]]):
    """What is typed, field by field, as the journey comes to ask for it: an answer off the path is never made."""

    def __init__(self, document: FormDocument, answer: Choose) -> None:
        self._document = document
        self._asked: set[str] = set()
        self._answer = answer
        self.typed: TypedIn = {}

    def __getitem__(self, field: str) -> Sequence[str]:
        question = self._question_at(field)
        if question is None or question.id in self._asked:
            return self.typed[field]
        self._asked.add(question.id)
        if (value := self._answer(question)) is not None:
            self.typed |= question.typed_again(value)
        return self.typed[field]

    def _question_at(self, field: str) -> AnyQuestion | None:
        """Return the question a field is of: `family.2.name.family` is one of `name` of the second member."""
        first, *more = field.split(".")
        return self._document.named(".".join([first, *more[:2]])) or self._document.question(first)

    def __iter__(self) -> Iterator[str]:
        return iter(self.typed)

    def __len__(self) -> int:
        return len(self.typed)


def filled_in(document: FormDocument, today: date, answer: Choose) -> tuple[TypedIn, Journey]:
    """Walk through a form once, and return what was typed and where that led."""
    filling = _Filling(document, answer)
    walked = journey(document, filling, today)
    return filling.typed, walked
