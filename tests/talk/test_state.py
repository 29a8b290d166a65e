"""Standing test: whatever is done, state folded from entries == state fetched, and unread == recount."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from kairan.core.journal.verify import verify
from kairan.core.kit.database import Db
from kairan.core.kit.group_commit import Alone, Group
from kairan.core.kit.problems import Problem
from kairan.core.viewer import Viewer
from kairan.talk.actions import edit_message, remove_message, send_message
from kairan.talk.cards import cards_of
from kairan.talk.confirmation_model import Asking, Confirming
from kairan.talk.confirming import ask_confirmation, confirm, end_confirmation
from kairan.talk.fold import fetch_room, fold_room
from kairan.talk.model import Draft, History, MessageId, RoomChange, RoomId, mark_table, message_table, room_table
from kairan.talk.phone_model import Outcome, PhoneNote
from kairan.talk.phoning import release, take
from kairan.talk.queries import message
from kairan.talk.reactions import add_reaction, remove_reaction
from kairan.talk.reading import mark_read, mark_room_unread, mark_thread_read, mark_unread
from kairan.talk.reminding import remind
from kairan.talk.rooms import (
    archive_room,
    change_room,
    invite,
    join_room,
    leave_room,
    name_master,
    remove_member,
    unarchive_room,
    withdraw_master,
)
from kairan.talk.urging import Urging, urge
from tests.cast import Cast, assemble, room_of

WHO = st.sampled_from(["sato", "suzuki", "tanaka", "stranger", "guest"])
WHICH = st.integers(0, 12)
STEPS = st.one_of(
    st.tuples(st.just("send"), WHO, st.text("あ避難所é髙\n ", min_size=1, max_size=8)),
    st.tuples(st.just("again"), WHO, st.text("あ", min_size=1, max_size=2)),
    st.tuples(st.just("reply"), WHO, WHICH),
    st.tuples(st.just("edit"), WHO, WHICH),
    st.tuples(st.just("remove"), WHO, WHICH),
    st.tuples(st.just("react"), WHO, WHICH),
    st.tuples(st.just("unreact"), WHO, WHICH),
    st.tuples(st.just("read"), WHO, WHICH),
    st.tuples(st.just("read_thread"), WHO, WHICH),
    st.tuples(st.just("unread"), WHO, WHICH),
    st.tuples(st.just("unread_room"), WHO, st.none()),
    st.tuples(st.just("join"), WHO, st.none()),
    st.tuples(st.just("leave"), WHO, st.none()),
    st.tuples(st.just("invite"), WHO, WHO),
    st.tuples(st.just("expel"), WHO, WHO),
    st.tuples(st.just("name"), WHO, WHO),
    st.tuples(st.just("withdraw"), WHO, WHO),
    st.tuples(st.just("rename"), WHO, st.sampled_from(["避難所", "避難所（第二）"])),
    st.tuples(st.just("history"), WHO, st.sampled_from(["all", "since_joining"])),
    st.tuples(st.just("archive"), WHO, st.booleans()),
    st.tuples(st.just("ask"), WHO, st.tuples(WHICH, st.one_of(st.none(), st.lists(WHO, max_size=3)))),
    st.tuples(st.just("confirm"), WHO, WHICH),
    st.tuples(st.just("end"), WHO, WHICH),
    st.tuples(st.just("phone"), WHO, st.tuples(WHICH, WHO, st.sampled_from([None, "reached", "absent", "message"]))),
    st.tuples(st.just("release"), WHO, st.tuples(WHICH, WHO)),
    st.tuples(st.just("remind"), WHO, WHICH),
    st.tuples(st.just("urge"), WHO, WHICH),
)


class Play:
    """One room and what is done in it."""

    def __init__(self, db: Db, cast: Cast) -> None:
        self.db = db
        self.group: Group | None = None  # of actions that share a commit, as the writer of SQLite does it
        self.cast = cast
        self.room = room_of(db, cast.sato, cast.tanaka, open=True)
        self.sent: list[MessageId] = []

    def who(self, name: str) -> Viewer:
        viewer: Viewer = getattr(self.cast, name)
        return viewer

    def message(self, which: int) -> MessageId:
        return self.sent[which % len(self.sent)] if self.sent else MessageId("0" * 13)

    def step(self, verb: str, who: str, what: object) -> None:
        """Do one thing; what is refused must leave no trace, which the comparison afterwards shows."""
        if self.group is not None:
            self.step_in(self.group, verb, who, what)
            return
        with self._undone_if_refused():
            getattr(self, verb)(self.who(who), what)

    def step_in(self, group: Group, verb: str, who: str, what: object) -> None:
        """Do one thing as one of a group, which is written together."""
        whole, self.db = self.db, Db(group.connection, group)
        try:
            getattr(self, verb)(self.who(who), what)
        except Problem:
            self.db.give_up()
        else:
            self.db.finish()
        finally:
            self.db = whole

    def step_alone(self, verb: str, who: str, what: object) -> None:
        """Do one thing in a transaction of its own, as the store of PostgreSQL does it."""
        with self._undone_if_refused():
            group, whole = Alone(self.db.connection), self.db
            self.db = Db(group.connection, group)
            try:
                getattr(self, verb)(self.who(who), what)
                self.db.finish()
                group.finish()
            finally:
                self.db = whole

    @contextmanager
    def _undone_if_refused(self) -> Iterator[None]:
        mark = self.db.connection.begin_nested()
        try:
            yield
        except Problem:
            mark.rollback()
        else:
            mark.commit()

    def again(self, viewer: Viewer, text: str) -> None:
        """Send with a key that may have been used: a retry."""
        draft = Draft(client_key=f"again-{len(text)}", text=text)
        message = send_message(self.db, viewer, self.room, draft)
        if message.id not in self.sent:
            self.sent.append(message.id)

    def send(self, viewer: Viewer, text: str, root: MessageId | None = None) -> None:
        draft = Draft(client_key=f"k{len(self.sent)}-{viewer.member_id}", text=text, root_id=root)
        self.sent.append(send_message(self.db, viewer, self.room, draft).id)

    def reply(self, viewer: Viewer, which: int) -> None:
        self.send(viewer, "返信します", self.message(which))

    def edit(self, viewer: Viewer, which: int) -> None:
        edit_message(self.db, viewer, self.message(which), f"訂正{which}")

    def remove(self, viewer: Viewer, which: int) -> None:
        remove_message(self.db, viewer, self.message(which))

    def react(self, viewer: Viewer, which: int) -> None:
        add_reaction(self.db, viewer, self.message(which), "👍")

    def unreact(self, viewer: Viewer, which: int) -> None:
        remove_reaction(self.db, viewer, self.message(which), "👍")

    def read(self, viewer: Viewer, n: int) -> None:
        mark_read(self.db, viewer, self.room, n)

    def read_thread(self, viewer: Viewer, which: int) -> None:
        mark_thread_read(self.db, viewer, self.message(which), which)

    def unread(self, viewer: Viewer, which: int) -> None:
        mark_unread(self.db, viewer, self.message(which))

    def unread_room(self, viewer: Viewer, _: None) -> None:
        mark_room_unread(self.db, viewer, self.room)

    def join(self, viewer: Viewer, _: None) -> None:
        join_room(self.db, viewer, self.room)

    def leave(self, viewer: Viewer, _: None) -> None:
        leave_room(self.db, viewer, self.room)

    def invite(self, viewer: Viewer, whom: str) -> None:
        invite(self.db, viewer, self.room, [self.who(whom).member_id])

    def expel(self, viewer: Viewer, whom: str) -> None:
        remove_member(self.db, viewer, self.room, self.who(whom).member_id)

    def name(self, viewer: Viewer, whom: str) -> None:
        name_master(self.db, viewer, self.room, self.who(whom).member_id)

    def withdraw(self, viewer: Viewer, whom: str) -> None:
        withdraw_master(self.db, viewer, self.room, self.who(whom).member_id)

    def rename(self, viewer: Viewer, name: str) -> None:
        change_room(self.db, viewer, self.room, RoomChange(name=name))

    def history(self, viewer: Viewer, history: History) -> None:
        change_room(self.db, viewer, self.room, RoomChange(history=history))

    def archive(self, viewer: Viewer, closed: bool) -> None:
        (archive_room if closed else unarchive_room)(self.db, viewer, self.room)

    def ask(self, viewer: Viewer, what: tuple[int, list[str] | None]) -> None:
        which, names = what
        named = None if names is None else [self.who(name).member_id for name in names]
        ask_confirmation(self.db, viewer, self.message(which), Asking(member_ids=named))

    def confirm(self, viewer: Viewer, which: int) -> None:
        seen = message(self.db, viewer, self.message(which))
        confirm(self.db, viewer, seen.id, Confirming(edited_at=seen.edited_at))

    def end(self, viewer: Viewer, which: int) -> None:
        end_confirmation(self.db, viewer, self.message(which))

    def phone(self, viewer: Viewer, what: tuple[int, str, Outcome | None]) -> None:
        which, whom, outcome = what
        take(self.db, viewer, self.message(which), self.who(whom).member_id, PhoneNote(outcome=outcome))

    def release(self, viewer: Viewer, what: tuple[int, str]) -> None:
        which, whom = what
        release(self.db, viewer, self.message(which), self.who(whom).member_id)

    def remind(self, viewer: Viewer, which: int) -> None:
        remind(self.db, viewer, self.message(which), "unconfirmed")

    def urge(self, viewer: Viewer, which: int) -> None:
        urge(self.db, viewer, self.message(which), Urging(reason="避難指示のため"))


def recounted(db: Db, viewer: Viewer, room_id: RoomId) -> int:
    """Count the unread messages one by one."""
    no = select(room_table.c.no).where(room_table.c.id == room_id).scalar_subquery()
    mark = select(mark_table.c.n).where(mark_table.c.room_no == no, mark_table.c.member_id == viewer.member_id)
    beyond = (
        select(func.count())
        .select_from(message_table)
        .where(
            message_table.c.room_no == no,
            message_table.c.root_seq.is_(None),
            message_table.c.n > mark.scalar_subquery(),
        )
    )
    return int(db.scalar(beyond))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=25))
def test_state_folded_from_entries_equals_state_fetched(db: Db, steps: list[tuple[str, str, object]]) -> None:
    play_through(db, steps, Play.step)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commits=st.lists(st.lists(STEPS, min_size=1, max_size=12), max_size=4))
def test_so_it_is_when_actions_share_a_commit(db: Db, commits: list[list[tuple[str, str, object]]]) -> None:
    if db.dialect != "sqlite":
        return  # there each action has a transaction of its own
    fresh = db.connection.begin_nested()
    play = Play(db, assemble(db))
    for steps in commits:
        play.group = Group(db.connection)
        for verb, who, what in steps:
            play.step(verb, who, what)
        play.group.finish()
    agree(db, play)
    fresh.rollback()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=25))
def test_so_it_is_when_what_an_action_left_goes_to_postgresql_as_one_statement(
    db: Db, steps: list[tuple[str, str, object]]
) -> None:
    if db.dialect != "postgresql":
        return  # there the test above looks at what is left
    play_through(db, steps, Play.step_alone)


def play_through(db: Db, steps: list[tuple[str, str, object]], step: Callable[[Play, str, str, object], None]) -> None:
    """Do all this, and compare."""
    fresh = db.connection.begin_nested()
    play = Play(db, assemble(db))
    for verb, who, what in steps:
        step(play, verb, who, what)
    agree(db, play)
    fresh.rollback()


def agree(db: Db, play: Play) -> None:
    """Compare what was folded, fetched and counted anew."""
    assert fold_room(db, play.room) == fetch_room(db, play.room)
    for name in ("sato", "suzuki", "tanaka", "guest"):
        viewer = play.who(name)
        for card in cards_of(db, viewer):
            assert card.mine is not None
            assert card.mine.unread == recounted(db, viewer, card.id)
    assert verify(db).faults == []
