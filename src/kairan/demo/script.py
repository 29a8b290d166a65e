"""The demo's content as it is written in the files under `content/`, and what must hold of it.

Reading it checks it: whoever is named exists, whoever speaks is in the room, whatever is answered was said.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable

import msgspec

from kairan.people.model import OrganizationKind
from kairan.talk.model import History, RoomKind, RoomStyle, Writers

CONTENT = files("kairan.demo") / "content"

_LINK = re.compile(r"\{link:([\w-]+)/([\w-]+)\}")
_REACTION = re.compile(r"(\S+) ([\w -]+)")
_CALL = re.compile(r"(?<![\w.@])@", re.ASCII)


class ScriptError(ValueError):
    """The content contradicts itself; the message says where."""


class Somebody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person of a body; guests have neither department nor extension."""

    key: str
    name: str
    kana: str
    post: str
    department: str | None = None  # the path of names, from the top
    extension: str | None = None
    guest: bool = False
    ends_in_days: int = 330  # of a guest: until when, from the day on which the demo is loaded
    administrator: bool = False


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A body (団体) with its departments and people."""

    key: str
    name: str
    kind: OrganizationKind
    code: str
    departments: list[str]
    people: list[Somebody]

    @property
    def department_names(self) -> dict[str, str]:
        """Short name → path: what may be called with @."""
        return {path.rsplit("/", 1)[-1]: path for path in self.departments}


class Authentication(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody one can sign in as."""

    login: str
    person: str
    story: str
    story_en: str


class Moment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When, in working days before today and office time, and by whom."""

    on: int
    at: str
    by: str


class Joining(Moment, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """People brought in later."""

    members: list[str]


class Asks(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That a message asks to be confirmed, by when, of whom (empty: of everybody), and who has."""

    on: int
    at: str
    confirmed: list[str]
    people: list[str] = []


class Say(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A message, a reply (`re`), with what became of it."""

    at: str
    by: str
    text: str
    key: str | None = None
    re: str | None = None
    first: str | None = None  # the wording before it was edited
    files: list[str] = []
    react: str = ""
    removed: bool = False
    stamp: str | None = None
    asks: Asks | None = None

    @property
    def reactions(self) -> list[tuple[str, str]]:
        """(emoji, person) in order."""
        pairs = [_REACTION.fullmatch(part.strip()) for part in self.react.split(",") if part.strip()]
        return [(pair[1], person) for pair in pairs if pair for person in pair[2].split()]

    @property
    def links(self) -> list[tuple[str, str]]:
        """(room, message) this one points to."""
        return [(found[1], found[2]) for found in _LINK.finditer(self.text)]


class Day(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was said on a day."""

    on: int
    says: list[Say]


class RoomScript(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A room and its history."""

    body: str
    key: str
    made: Moment
    days: list[Day]
    kind: RoomKind = "group"
    name: str = ""
    purpose: str = ""
    open: bool = False
    history: History = "all"
    theme: str = ""  # of a room of the alliance: its people come from all bodies
    style: RoomStyle = "talk"
    writers: Writers = "all"
    members: list[str] = []
    everyone: bool = False  # all staff of the body
    masters: list[str] = []
    later: list[Joining] = []
    archived: Moment | None = None
    favourite: list[str] = []
    unread: dict[str, int] = {}

    @property
    def says(self) -> Iterator[tuple[int, Say]]:
        """(day, message), in the order in which they are written."""
        return ((day.on, say) for day in self.days for say in day.says)


class Days(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From one working day after today to another one."""

    first: int
    last: int


class Hours(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From when to when somebody wants to be told nothing, day by day."""

    start: str
    end: str


class Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How somebody wants to be told."""

    person: str
    at_any_time: bool = False
    quiet: Hours | None = None
    leaves: list[Days] = []
    keywords: list[str] = []


class PutOff(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A message somebody wants to be told of another time; `message`: its room and key."""

    person: str
    message: str
    on: int
    at: str

    @property
    def place(self) -> tuple[str, str]:
        """(room, message)."""
        room, _, key = self.message.partition("/")
        return room, key


class Choices(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How people want to be told, and what they put off."""

    choices: list[Told] = []
    reminders: list[PutOff] = []


class _Bodies(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    bodies: list[Body]
    doors: list[Authentication]


class Script(msgspec.Struct, frozen=True, dict=True):
    """Everything."""

    bodies: list[Body]
    doors: list[Authentication]
    rooms: list[RoomScript]
    file_names: dict[str, str]
    told: Choices = Choices()

    @cached_property
    def people(self) -> dict[str, tuple[Body, Somebody]]:
        """Everybody by key."""
        return {somebody.key: (body, somebody) for body in self.bodies for somebody in body.people}

    def body(self, key: str) -> Body:
        """Return a body by key."""
        return next(body for body in self.bodies if body.key == key)

    def members(self, room: RoomScript) -> list[str]:
        """Return who is in a room from the beginning, its maker first."""
        staff = [person.key for person in self.body(room.body).people if not person.guest] if room.everyone else []
        return list(dict.fromkeys([room.made.by, *room.masters, *room.members, *staff]))

    def ever_in(self, room: RoomScript) -> list[str]:
        """Return who is in a room in the end."""
        return [*self.members(room), *(member for joining in room.later for member in joining.members)]


def read_script(content: Traversable = CONTENT) -> Script:
    """Read and check the content. Raises ScriptError or msgspec.ValidationError."""
    people = msgspec.toml.decode((content / "bodies.toml").read_bytes(), type=_Bodies)
    rooms = [
        msgspec.toml.decode(file.read_bytes(), type=RoomScript)
        for file in sorted((content / "rooms").iterdir(), key=lambda file: file.name)
    ]
    names = msgspec.toml.decode((content / "files.toml").read_bytes(), type=dict[str, str])
    told = msgspec.toml.decode((content / "choices.toml").read_bytes(), type=Choices)
    script = Script(people.bodies, people.doors, rooms, names, told)
    check(script)
    return script


def check(script: Script) -> None:
    """Refuse content that contradicts itself. Raises ScriptError."""
    _require_distinct("person", [person.key for body in script.bodies for person in body.people])
    _require_distinct("room", [room.key for room in script.rooms])
    for body in script.bodies:
        _require_distinct("name", [person.name for person in body.people])
        unknown = {person.department for person in body.people} - {None, *body.departments}
        _refuse_unless(not unknown, f"{body.key}: no department {unknown}")
    for door in script.doors:
        _refuse_unless(door.person in script.people, f"no {door.person} behind a door")
    said = {(room.key, say.key): say for room in script.rooms for _, say in room.says if say.key}
    for room in script.rooms:
        _check_room(script, room)
        for _, say in room.says:
            _refuse_unless(set(say.links) <= set(said), f"{room.key} {say.at}: a link leads nowhere")
    for put_off in script.told.reminders:
        _refuse_unless(put_off.place in said, f"{put_off.person} puts off what was not said")
        inside = script.ever_in(_room(script, put_off.place[0]))
        _refuse_unless(put_off.person in inside, f"{put_off.person} puts off what they do not see")


def _room(script: Script, key: str) -> RoomScript:
    return next(room for room in script.rooms if room.key == key)


def _check_room(script: Script, room: RoomScript) -> None:
    inside = script.ever_in(room)
    foreign = [key for key in inside if script.people.get(key, (None,))[0] != script.body(room.body)]
    _refuse_unless(not foreign or bool(room.theme), f"{room.key}: not of this body: {foreign}")
    _refuse_unless(set(inside) <= set(script.people), f"{room.key}: nobody is called so: {inside}")
    _require_distinct(f"{room.key}: message", [say.key for _, say in room.says if say.key])
    roots = {say.key for _, say in room.says if say.key and not say.re}
    named = {*room.favourite, *room.unread, *room.masters}
    _refuse_unless(named <= set(inside), f"{room.key}: not in the room: {named - set(inside)}")
    for on, say in room.says:
        where = f"{room.key} {on} {say.at}"
        confirming = {*say.asks.confirmed, *say.asks.people} if say.asks else set()
        speaking = {say.by, *confirming, *(person for _, person in say.reactions)}
        _refuse_unless(speaking <= set(inside), f"{where}: not in the room: {speaking - set(inside)}")
        _refuse_unless(say.re is None or say.re in roots, f"{where}: answers {say.re}, which was not said")
        _refuse_unless(set(say.files) <= set(script.file_names), f"{where}: no file {say.files}")
        _refuse_unless(say.react.count(",") + bool(say.react) == _parts(say), f"{where}: {say.react}")
        list(calls(script, room, say.text))


def _parts(say: Say) -> int:
    return len({emoji for emoji, _ in say.reactions})


def calls(script: Script, room: RoomScript, text: str) -> Iterator[tuple[str, str, int, int]]:
    """Yield (kind, key, start, length) of whom a text calls; positions in UTF-16 code units, the @ included.

    Raises ScriptError for a call that reaches nobody in the room.
    """
    targets = _targets(script, room)
    for found in _CALL.finditer(text):
        name = next((name for name in targets if text.startswith(name, found.end())), None)
        if name is None:
            raise ScriptError(f"{room.key}: nobody in the room is called {text[found.start() : found.end() + 8]}")
        kind, key = targets[name]
        yield kind, key, _units(text[: found.start()]), _units("@" + name)


def _targets(script: Script, room: RoomScript) -> Mapping[str, tuple[str, str]]:
    body = script.body(room.body)
    inside = set(script.ever_in(room))
    found = {one.name: ("person", key) for key, (_, one) in script.people.items() if key in inside}
    found |= {name: ("department", path) for name, path in body.department_names.items()}
    found["全員"] = ("all", "")
    return dict(sorted(found.items(), key=lambda target: -len(target[0])))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def with_links(text: str, addresses: Mapping[tuple[str, str], str]) -> str:
    """Write the addresses of the messages a text points to."""
    return _LINK.sub(lambda found: addresses[found[1], found[2]], text)


def _require_distinct(what: str, keys: list[str]) -> None:
    twice = {key for key in keys if keys.count(key) > 1}
    _refuse_unless(not twice, f"{what} named twice: {twice}")


def _refuse_unless(good: bool, what: str) -> None:
    if not good:
        raise ScriptError(what)
