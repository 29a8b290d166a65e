"""A user group of the whole country: one message to 25,000 members of whom 5,000 are connected, and its directories.

Everybody is of one of fifty bodies that send all their staff. What is asked of the directories is measured as the
server asks it, without the way there and back.
"""

import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from bench.fanout import steady
from bench.row import Row, in_ms, quantile
from bench.serving import Server
from bench.town import TEXTS, Town, all_current, data_folder, open_session_for
from bench.wire import Loop, Post
from kairan.alliances.consent import act_on_body
from kairan.alliances.directory import rooms_of_alliance
from kairan.alliances.founding import found_alliance
from kairan.alliances.model import AllianceSending, BodyAct, NewAlliance, NewAllianceRoom, Sent
from kairan.alliances.people import people_of_alliance
from kairan.alliances.question_model import NewQuestion
from kairan.alliances.questions import ask_question, similar_questions
from kairan.alliances.rooms import join_alliance_room, open_room
from kairan.alliances.sending import set_sending
from kairan.commands.server import prepare
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.settings import Settings
from kairan.core.viewer import OrganizationId, Viewer
from kairan.people import NewMember, create_member, create_organization
from kairan.talk.cards import card_of
from kairan.talk.model import AllianceId, RoomId
from kairan.talk.queries import Place, page_of

ASKED = 200  # times each question is asked
QUESTIONS = 1_000


class Group:
    """The group: its people, the alliance, the room all of them are in, and a room for questions."""

    def __init__(self, db: Db, people: int, bodies: int) -> None:
        ids = [create_organization(db, None, f"計測市{number:03}", "municipality") for number in range(bodies)]
        deciders = [_decider(db, body, number) for number, body in enumerate(ids)]
        self.viewers = [_person(db, ids[number % bodies], number) for number in range(people)]
        host = deciders[0]
        self.alliance = found_alliance(db, host, NewAlliance(name="ユーザー会", terms="個人情報は書かない。"))
        for decider in deciders:
            self._join(db, host, decider)
        first = self.viewers[0]
        self.room = self._room(db, first, NewAllianceRoom(name="全員", theme="全体"))
        self.asking = self._room(db, first, NewAllianceRoom(name="質問", theme="全体", style="questions"))
        for viewer in self.viewers[1:]:
            join_alliance_room(db, viewer, self.alliance, self.room)
        for number in range(QUESTIONS):
            text = f"{TEXTS[number % len(TEXTS)]} {number}はどうしていますか。"
            new = NewQuestion(room_id=self.asking, text=text, client_key=f"q{number}")
            ask_question(db, first, self.alliance, new)

    def _join(self, db: Db, host: Viewer, decider: Viewer) -> None:
        alliance: AllianceId = self.alliance
        if decider is not host:
            body = decider.organization_id
            act_on_body(db, host, alliance, body, BodyAct(act="invite"))
            act_on_body(db, decider, alliance, body, BodyAct(act="accept", terms_version=1))
        revision = 1 if decider is host else 2  # it has accepted meanwhile
        set_sending(db, decider, alliance, AllianceSending(revision=revision, sent=[Sent("everybody")]))

    def _room(self, db: Db, viewer: Viewer, new: NewAllianceRoom) -> RoomId:
        return open_room(db, viewer, self.alliance, new)


def _decider(db: Db, body: OrganizationId, number: int) -> Viewer:
    new = NewMember(login=f"a{number:05}", name=f"管理 {number}", kana=f"かんり {number}", roles=("administrator",))
    member_id = create_member(db, None, body, new)
    return Viewer(member_id=member_id, organization_id=body, roles=frozenset({"administrator"}))


def _person(db: Db, body: OrganizationId, number: int) -> Viewer:
    new = NewMember(login=f"p{number:05}", name=f"計測 {number}", kana=f"けいそく {number}")
    return Viewer(member_id=create_member(db, None, body, new), organization_id=body)


def user_group(seconds: float, people: int = 25_000, connected: int = 5_000, bodies: int = 50) -> list[Row]:
    """Measure what is sent to all, what is opened, and what is sought."""
    with data_folder() as folder:
        settings = Settings(data=folder)
        prepare(settings)
        engine = open_engine(settings.database_url, pool_size=1)
        with transaction(engine) as db:
            group = Group(db, people, bodies)
            tokens = [open_session_for(db, viewer.member_id) for viewer in group.viewers[:connected]]
        with transaction(engine) as db:
            rows = _looked_up(db, group, people)
        engine.dispose()
        return [*_sent(folder, Town(tokens, [group.room], []), people, seconds), *rows]


def _sent(folder: Path, town: Town, town_size: int, seconds: float) -> list[Row]:
    with Server(folder) as server:
        loop = Loop()
        listeners = all_current(loop, server, town)
        post = Acknowledged(server.port, town.tokens[0], town.rooms[0])
        loop.add(post)
        row = steady(loop, server, listeners, post, seconds)
        loop.close()
    p99 = 1000 * quantile(post.taken, 0.99)
    stored = f"one message to {town_size:,} members, stored and acknowledged, p99"
    return [
        msgspec.structs.replace(row, must=1_000.0),
        Row(stored, p99, "ms", must=50.0, smaller_is_better=True, note=in_ms(post.taken)),
    ]


class Acknowledged(Post):
    """Who posts, and how long each message took to be acknowledged."""

    def __init__(self, port: int, token: str, room: str) -> None:
        super().__init__(port, token, room)
        self.taken: list[float] = []

    def read(self) -> bool:
        """Read what came, and note when the answer is complete."""
        is_complete = super().read()
        if is_complete:
            self.taken.append(time.perf_counter() - self.sent_at)
        return is_complete


def _looked_up(db: Db, group: Group, people: int) -> list[Row]:
    viewer, alliance = group.viewers[-1], group.alliance

    def opened(_: int) -> None:
        card_of(db, viewer, group.room)
        page_of(db, viewer, group.room, Place())

    return [
        _row(f"a room of {people:,} members, opened, p95", 50, opened),
        _row(
            f"the directory of {people:,} people, searched, p95",
            100,
            lambda n: people_of_alliance(db, viewer, alliance, f"計測 {n}"),
        ),
        _row("the directory of rooms, p95", 100, lambda _: rooms_of_alliance(db, viewer, alliance)),
        _row(
            f"questions like one being written, of {QUESTIONS:,}, p95",
            100,
            lambda n: similar_questions(db, viewer, alliance, TEXTS[n % len(TEXTS)]),
        ),
    ]


def _row(what: str, must: float, ask: Callable[[int], object]) -> Row:
    taken: list[float] = []
    for number in range(ASKED):
        began = time.perf_counter()
        ask(number)
        taken.append(time.perf_counter() - began)
    p95 = 1000 * quantile(taken, 0.95)
    return Row(what, p95, "ms", must=must, smaller_is_better=True, note=in_ms(taken))
