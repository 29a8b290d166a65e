"""The big database in small: what the seeder writes in bulk is what the product would have written."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from bench.prefecture import Prefecture, Size
from bench.prefecture.cache import seed
from bench.prefecture.words import RARE
from kairan.core.journal.model import entry_table
from kairan.core.journal.verify import verify
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.settings import Settings
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.talk.cards import cards_of
from kairan.talk.fold import fetch_room, fold_room
from kairan.talk.model import mark_table, membership_table, message_table, room_table, thread_mark_table
from kairan.talk.queries import message_of
from kairan.talk.search import SearchQuery, search
from kairan.talk.search.index import _sqlite_row
from kairan.talk.search.model import matches, terms_of
from tests.support.databases import Databases

SMALL = Size(messages=2_000, rooms=20, people=30, places=150, busy_rooms=12)
_msg, _mk, _ms, _t = message_table.c, mark_table.c, membership_table.c, thread_mark_table.c


@pytest.fixture(scope="module")
def small(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Prefecture:
    """A small prefecture on each database."""
    url = databases.fresh()
    return seed(tmp_path_factory.mktemp("prefecture"), "" if url.startswith("sqlite") else url, SMALL, lambda _: None)


@pytest.fixture
def db(small: Prefecture) -> Iterator[Db]:
    engine = open_engine(Settings(data=Path(small.folder), database=small.database).database_url, pool_size=1)
    with transaction(engine) as db:
        yield db
    engine.dispose()


def viewer_of(small: Prefecture, member_id: str) -> Viewer:
    return Viewer(member_id=MemberId(member_id), organization_id=OrganizationId(small.organization_id))


def test_every_chain_of_the_seeded_database_verifies(db: Db) -> None:
    verified = verify(db)
    assert verified.faults == []
    posted = db.scalar(select(func.count()).select_from(entry_table).where(entry_table.c.kind == "message.posted"))
    assert posted == SMALL.messages


def test_search_in_the_seeded_database_finds_what_a_scan_finds(db: Db, small: Prefecture) -> None:
    viewer = viewer_of(small, small.ordinary)
    mine = select(_ms.room_no).where(_ms.member_id == viewer.member_id)
    rows = db.all(select(message_table).where(_msg.room_no.in_(mine)).order_by(_msg.at.desc(), _msg.room_no.desc()))
    for q in ("確認", "道", "お願い", "【", "@全員", "避難 確認", RARE[0]):
        expected = [row.id for row in rows if matches(message_of(row), terms_of(q))]
        found: list[str] = []
        page = search(db, viewer, SearchQuery(q=q))
        while True:
            found += [hit.message.id for hit in page.hits]
            if page.next is None:
                break
            page = search(db, viewer, SearchQuery(q=q, before=page.next))
        assert found == expected, q
    assert expected  # the rare word was said where one hears it: else nothing was compared


def test_every_seeded_room_is_what_its_entries_make_of_it(db: Db) -> None:
    for room_id in db.scalars(select(room_table.c.id)):
        assert fold_room(db, room_id) == fetch_room(db, room_id)


def test_unread_counts_of_the_seeded_database_equal_a_recount(db: Db, small: Prefecture) -> None:
    for member_id in (small.busy, small.ordinary):
        viewer = viewer_of(small, member_id)
        for card in cards_of(db, viewer):
            no = db.scalar(select(room_table.c.no).where(room_table.c.id == card.id))
            read = db.scalar(select(_mk.n).where(_mk.room_no == no, _mk.member_id == member_id))
            timeline = (_msg.room_no == no) & _msg.root_seq.is_(None)
            recount = db.scalar(select(func.count()).select_from(message_table).where(timeline, _msg.n > read))
            assert card.mine is not None
            assert card.mine.unread == recount
            own = db.scalar(select(func.max(_msg.n)).where(timeline, _msg.author_id == member_id)) or 0
            assert read >= own


def test_threads_of_the_seeded_database_hold_as_many_replies_as_their_roots_say(db: Db) -> None:
    counted = db.all(
        select(_msg.room_no, _msg.root_seq, func.count().label("n"), func.max(_msg.n).label("last"))
        .where(_msg.root_seq.is_not(None))
        .group_by(_msg.room_no, _msg.root_seq)
    )
    roots = {
        (row.room_no, row.seq): row.reply_count for row in db.all(select(message_table).where(_msg.reply_count > 0))
    }
    assert {(row.room_no, row.root_seq): row.n for row in counted} == roots
    assert all(row.n == row.last for row in counted)
    marks = db.all(select(thread_mark_table))
    assert len(marks) > len(roots)
    assert all(mark.n <= roots[mark.room_no, mark.root_seq] for mark in marks)


def test_a_message_can_be_taken_out_of_the_seeded_index_by_the_tokens_of_its_text(db: Db, small: Prefecture) -> None:
    if db.dialect != "sqlite":
        return  # there the row says which message it is of; no tokens are needed to take it out
    for row in db.all(select(message_table)):
        taken = _sqlite_row(row.room_no, message_of(row))
        db.execute(text("INSERT INTO message_gram (message_gram, rowid, grams) VALUES ('delete', :row, :grams)"), taken)
    for q in ("確認", "お願い"):
        assert search(db, viewer_of(small, small.busy), SearchQuery(q=q)).hits == []
    db.connection.rollback()
