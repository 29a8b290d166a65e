"""Play the script on an empty installation: the actions a person would have called, each as of its own time."""

import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

import msgspec

from kairan.alliances.model import NewAllianceRoom
from kairan.alliances.rooms import open_room
from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.core.viewer import OrganizationId, Viewer
from kairan.demo.script import Body, RoomScript, Say, Script, Somebody, calls, with_links
from kairan.demo.workdays import Workdays
from kairan.files import FileId
from kairan.guests.sponsorship import take_on
from kairan.people import DepartmentId, NewMember, create_department, create_member, create_organization
from kairan.talk.actions import edit_message, remove_message, send_message
from kairan.talk.model import AllianceId, Draft, Keep, Mention, Message, NewRoom, RoomId
from kairan.talk.reactions import add_reaction
from kairan.talk.reading import mark_read, mark_thread_read
from kairan.talk.rooms import archive_room, create_room, invite, keep_room, name_master, open_direct

MINUTE = 60_000

Event = tuple[int, Callable[[], object]]
Attach = Callable[[Db, Viewer, str], str]
"""Give a file of the content to a member, as if they had uploaded it; returns its id."""


class Played(msgspec.Struct):
    """What has come into being so far, by the script's own names."""

    viewers: dict[str, Viewer] = {}
    departments: dict[tuple[str, str], DepartmentId] = {}
    rooms: dict[str, RoomId] = {}
    sent: dict[tuple[str, str], Message] = {}
    newest: dict[str, int] = {}  # the room's newest ordinal
    alliance: AllianceId | None = None
    answered: dict[tuple[str, str], int] = {}  # (room, person): the newest ordinal they reacted to


class Player:
    """Plays everything in the order of time, so that every stream tells of its past as it was."""

    def __init__(
        self, db: Db, script: Script, days: Workdays, *, attach: Attach, hashes: Mapping[str, str], url: str
    ) -> None:
        self.db, self.script, self.days = db, script, days
        self.attach, self.hashes, self.url = attach, hashes, url.rstrip("/")
        self.played = Played()

    def events(self) -> list[Event]:
        """Return everything that is to happen, in order."""
        bodies = [(self.days.at(-35, "9:00"), self._later(self._found, body)) for body in self.script.bodies]
        rooms = [event for room in self.script.rooms for event in self._events_of(room)]
        guests = [(self.days.now, self._take_on_guests)]
        return sorted([*bodies, *rooms, *guests], key=lambda event: event[0])

    @staticmethod
    def _later(action: Callable[..., object], *args: object) -> Callable[[], object]:
        return lambda: action(*args)

    # --- bodies and people

    def _found(self, body: Body) -> None:
        organization_id = create_organization(self.db, None, body.name, body.kind, body.code)
        for path in body.departments:
            above, _, name = path.rpartition("/")
            parent = self.played.departments.get((body.key, above))
            made = create_department(self.db, None, organization_id, name, parent)
            self.played.departments[body.key, path] = made
        for somebody in body.people:
            self._engage(body, organization_id, somebody)

    def _engage(self, body: Body, organization_id: OrganizationId, somebody: Somebody) -> None:
        logins = {door.person: door.login for door in self.script.doors}
        roles = ("administrator",) if somebody.administrator else ()
        department = self.played.departments[body.key, somebody.department] if somebody.department else None
        new = NewMember(
            login=logins.get(somebody.key, somebody.key),
            name=somebody.name,
            kana=somebody.kana,
            kind="guest" if somebody.guest else "staff",
            department_id=department,
            post="" if somebody.guest else somebody.post,
            affiliation=somebody.post if somebody.guest else None,
            extension=somebody.extension,
            password_hash=self.hashes.get(somebody.key),
            roles=roles,
        )
        member_id = create_member(self.db, None, organization_id, new)
        self.played.viewers[somebody.key] = Viewer(
            member_id=member_id, organization_id=organization_id, kind=new.kind, roles=frozenset(roles)
        )

    def _take_on_guests(self) -> None:
        """Let a member of staff answer for each guest: who made the first room they are in."""
        for body in self.script.bodies:
            for guest in (somebody for somebody in body.people if somebody.guest):
                room = next(one for one in self.script.rooms if guest.key in self.script.ever_in(one))
                sponsor, member = self.played.viewers[room.made.by], self.played.viewers[guest.key]
                ends_on = self.days.today + timedelta(days=guest.ends_in_days)
                take_on(self.db, sponsor, member.member_id, room.purpose or room.name or "", ends_on.isoformat())

    # --- rooms

    def _events_of(self, room: RoomScript) -> Iterator[Event]:
        yield self.days.at(room.made.on, room.made.at), self._later(self._open, room)
        for joining in room.later:
            yield self.days.at(joining.on, joining.at), self._later(self._bring, room, joining.by, joining.members)
        for on, say in room.says:
            yield from self._events_of_message(room, self.days.at(on, say.at), say)
        if room.archived:
            moment = room.archived
            yield self.days.at(moment.on, moment.at), self._later(self._archive, room, moment.by)
            return
        yield self.days.now, self._later(self._read, room, self.days.now)

    def _open(self, room: RoomScript) -> None:
        maker = self.played.viewers[room.made.by]
        members = [self.played.viewers[key].member_id for key in self.script.members(room)]
        if room.kind == "direct":
            self.played.rooms[room.key] = open_direct(self.db, maker, members)
        elif room.theme and self.played.alliance is not None:
            shared = NewAllianceRoom(
                name=room.name,
                purpose=room.purpose,
                theme=room.theme,
                style=room.style,
                writers=room.writers,
                open=room.open,
                member_ids=members,
            )
            self.played.rooms[room.key] = open_room(self.db, maker, self.played.alliance, shared)
        else:
            new = NewRoom(
                name=room.name, purpose=room.purpose, open=room.open, history=room.history, member_ids=members
            )
            self.played.rooms[room.key] = create_room(self.db, maker, new)
        for master in room.masters:
            name_master(self.db, maker, self.played.rooms[room.key], self.played.viewers[master].member_id)

    def _bring(self, room: RoomScript, by: str, members: list[str]) -> None:
        ids = [self.played.viewers[key].member_id for key in members]
        invite(self.db, self.played.viewers[by], self.played.rooms[room.key], ids)

    def _archive(self, room: RoomScript, by: str) -> None:
        self._read(room, self.days.at(room.archived.on, room.archived.at) if room.archived else self.days.now)
        archive_room(self.db, self.played.viewers[by], self.played.rooms[room.key])

    # --- messages

    def _events_of_message(self, room: RoomScript, at: int, say: Say) -> Iterator[Event]:
        name = _name(at, say)
        yield at, self._later(self._send, room, name, say)
        if say.first is not None:
            yield min(at + 2 * MINUTE, self.days.now), self._later(self._edit, room, name, say)
        if say.removed:
            yield min(at + MINUTE, self.days.now), self._later(self._remove, room, name, say)
        for place, (emoji, key) in enumerate(say.reactions):
            when = min(at + MINUTE + place * 40_000, self.days.now)
            yield when, self._later(self._react, room, name, emoji, key)

    def name_of(self, on: int, say: Say) -> str:
        """Return by what name a message is found among what was sent in its room."""
        return _name(self.days.at(on, say.at), say)

    def _send(self, room: RoomScript, name: str, say: Say) -> None:
        viewer = self.played.viewers[say.by]
        root = self.played.sent[room.key, say.re].id if say.re else None
        text = self._wording(say, say.text if say.first is None else say.first)
        draft = Draft(
            client_key=f"demo-{len(self.played.sent)}",
            text=text,
            file_ids=[FileId(self.attach(self.db, viewer, file)) for file in say.files],
            root_id=root,
            mentions=self._mentions(room, text),
            stamp=say.stamp,
        )
        message = send_message(self.db, viewer, self.played.rooms[room.key], draft)
        self.played.sent[room.key, name] = message
        if root is None:
            self.played.newest[room.key] = message.n

    def _wording(self, say: Say, text: str) -> str:
        addresses = {place: self._address(self.played.sent[place]) for place in say.links}
        return with_links(self.days.written(text), addresses)

    def _address(self, message: Message) -> str:
        return f"{self.url}/rooms/{message.room_id}/messages/{message.id}"

    def _mentions(self, room: RoomScript, text: str) -> list[Mention]:
        found = []
        for kind, key, start, length in calls(self.script, room, text):
            if kind == "person":
                found.append(Mention("person", self.played.viewers[key].member_id, start, length))
            elif kind == "department":
                found.append(Mention("department", self.played.departments[room.body, key], start, length))
            else:
                found.append(Mention("all", None, start, length))
        return found

    def _edit(self, room: RoomScript, name: str, say: Say) -> None:
        text = self._wording(say, say.text)
        message_id = self.played.sent[room.key, name].id
        edit_message(self.db, self.played.viewers[say.by], message_id, text, self._mentions(room, text))

    def _remove(self, room: RoomScript, name: str, say: Say) -> None:
        remove_message(self.db, self.played.viewers[say.by], self.played.sent[room.key, name].id)

    def _react(self, room: RoomScript, name: str, emoji: str, key: str) -> None:
        message = self.played.sent[room.key, name]
        add_reaction(self.db, self.played.viewers[key], message.id, emoji)
        if message.root_id is None:
            self.played.answered[room.key, key] = max(message.n, self.played.answered.get((room.key, key), 0))

    # --- how far everybody has read

    def _read(self, room: RoomScript, by: int) -> None:
        newest = self.played.newest.get(room.key, 0)
        for place, key in enumerate(self.script.ever_in(room)):
            unread = self._unread(room, key)
            with as_of(by - (place + 1) * MINUTE):
                mark_read(self.db, self.played.viewers[key], self.played.rooms[room.key], newest - unread)
        for key in room.favourite:
            keep_room(self.db, self.played.viewers[key], self.played.rooms[room.key], Keep(favourite=True))
        self._read_threads(room)

    def _unread(self, room: RoomScript, key: str) -> int:
        """Who can be signed in as has what the script says; of the others, some are behind, as in every office."""
        if key in room.unread or room.kind == "direct" or key in {door.person for door in self.script.doors}:
            return room.unread.get(key, 0)
        spread = zlib.crc32(f"{room.key} {key}".encode()) % 10
        seen = self.played.answered.get((room.key, key), 0)
        return min({6: 1, 7: 2, 8: 5, 9: 12}.get(spread, 0), self.played.newest.get(room.key, 0) - seen)

    def _read_threads(self, room: RoomScript) -> None:
        """Threads of earlier days are read by who follows them; today's wait for an answer."""
        today = {say.re for on, say in room.says if say.re and on == 0}
        threads = {say.key: [say] for _, say in room.says if say.key and not say.re}
        for _, say in room.says:
            if say.re and say.re not in today:
                threads[say.re].append(say)
        for root, says in threads.items():
            for key in {say.by for say in says} if len(says) > 1 else ():
                message_id = self.played.sent[room.key, root].id
                mark_thread_read(self.db, self.played.viewers[key], message_id, len(says) - 1)


def _name(at: int, say: Say) -> str:
    return say.key or f"{at} {say.by} {say.text[:20]}"
