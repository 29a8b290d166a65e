"""How long a search takes in a database of millions of messages.

    python bench/search.py sqlite:////tmp/search.db --sentences FILE --messages 1000000

The first run fills the database (it stays); each run then searches for two-character words that occur in the
sentences, as often as they occur, and for rare ones, as a member of all rooms. Sentences: any real text, one a
line; the figures in docs/decisions come from the headlines of 気象庁防災情報XML (source: 気象庁ホームページ).
"""

import argparse
import random
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sqlalchemy import Engine, bindparam, insert, select, text, update

import kairan.schema  # noqa: F401  (every table)
from kairan.core.kit.database import Db, metadata, open_engine, transaction
from kairan.core.kit.text import fold, grams
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.talk.model import MessageId, membership_table, message_table, room_table
from kairan.talk.search import SearchQuery, search
from kairan.talk.search.index import author_token
from kairan.talk.search.keys import keys_of
from kairan.talk.search.model import create_index_tables
from kairan.talk.search.rows import row_of
from kairan.talk.search.scope import Place

YEARS_MS = 5 * 365 * 24 * 60 * 60 * 1000
END = 1_790_000_000_000
BATCH = 20_000
VIEWER = Viewer(member_id=MemberId("0000000viewer"), organization_id=OrganizationId("00000000city0"))
RARE = ("鷺沼鉄道橋", "猪苗代湖畔", "鳳凰木植樹", "薔薇園開放", "蓮根掘り大会")


class Talk:
    """Messages of many rooms of very different sizes, over five years, in the order they are said."""

    def __init__(self, sentences: list[str], rooms: int, messages: int) -> None:
        self.random = random.Random(1)
        self.sentences, self.messages = sentences, messages
        self.weights = [1 / (1 + number) ** 0.7 for number in range(rooms)]
        self.authors = [f"{number:013d}" for number in range(60)]
        self.seqs = dict.fromkeys(range(1, rooms + 1), 1)

    def rows(self) -> Iterator[dict[str, object]]:
        rooms = self.random.choices(list(self.seqs), self.weights, k=self.messages)
        for number, room_no in enumerate(rooms):
            self.seqs[room_no] += 1
            yield self.row(room_no, self.seqs[room_no], END - YEARS_MS + YEARS_MS * number // self.messages, number)

    def row(self, room_no: int, seq: int, at: int, number: int) -> dict[str, object]:
        words = f"{self.random.choice(self.sentences)} {number:x}号"
        if number % 50_000 == 7:
            words += self.random.choice(RARE)
        return {
            "room_no": room_no, "seq": seq, "id": f"{number:013d}", "room_id": f"r{room_no:012d}", "n": seq,
            "author_id": self.random.choice(self.authors), "at": at, "text": words, "client_key": f"{number}",
            "reply_count": 0,
        }  # fmt: skip


def count(db: Db, talk: Talk) -> None:
    """Let each room know how many messages it has."""
    counts = [{"no_": no, "n": last - 1} for no, last in talk.seqs.items()]
    db.execute(update(room_table).where(room_table.c.no == bindparam("no_")).values(message_n=bindparam("n")), counts)


def fill(engine: Engine, talk: Talk, one_in: int) -> None:
    """Write the messages and their index in large batches."""
    metadata.create_all(engine)
    with transaction(engine) as db:
        _rooms(db, list(talk.seqs), one_in)
        if db.dialect == "postgresql":  # made at the end: quicker than a million small insertions
            db.execute(text("DROP INDEX ix_message_gram_keys"))
    batch: list[dict[str, object]] = []
    done, started = 0, time.perf_counter()
    for row in talk.rows():
        batch.append(row)
        if len(batch) == BATCH:
            _write(engine, batch)
            done += len(batch)
            batch = []
            print(f"\r{done:>9} messages, {done / (time.perf_counter() - started):.0f}/s", end="", flush=True)
    _write(engine, batch)
    print()
    with transaction(engine) as db:
        count(db, talk)
        create_index_tables(db.connection)
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))


def _rooms(db: Db, numbers: list[int], one_in: int) -> None:
    for no in numbers:
        room = {"no": no, "id": f"r{no:012d}", "organization_id": VIEWER.organization_id, "kind": "group"}
        more = {"name": f"室{no}", "purpose": "", "open": False, "history": "all", "created_at": 0, "message_n": 0}
        db.execute(insert(room_table).values(**room, **more))
        if no % one_in:
            continue
        member = {"room_no": no, "member_id": VIEWER.member_id, "from_seq": 1, "sees_from": 1, "from_n": 0}
        db.execute(insert(membership_table).values(**member, role="member", joined_at=0))


@cache
def _grams(sentence: str) -> frozenset[str]:
    return frozenset(grams(fold(sentence)))


def _tokens(row: dict[str, object]) -> set[str]:
    sentence, _, rest = str(row["text"]).rpartition(" ")
    return {*_grams(sentence), *grams(fold(rest)), author_token(str(row["author_id"]))}


def _write(engine: Engine, batch: list[dict[str, object]]) -> None:
    if not batch:
        return
    batch.sort(key=_row)  # FTS5 writes rising rows in one go
    with transaction(engine) as db:
        db.execute(insert(message_table), batch)
        if db.dialect == "sqlite":
            rows = [{"row": _row(r), "g": " ".join(_tokens(r))} for r in batch]
            db.execute(text("INSERT INTO message_gram (rowid, grams) VALUES (:row, :g)"), rows)
        else:
            _copy(db, batch)


def _row(r: dict[str, object]) -> int:
    return row_of(Place(int(str(r["at"])), int(str(r["room_no"])), int(str(r["seq"]))))


def _copy(db: Db, batch: list[dict[str, object]]) -> None:
    driver = db.connection.connection.driver_connection
    assert driver is not None
    with driver.cursor() as cursor, cursor.copy("COPY message_gram (room_no, seq, at, keys) FROM STDIN") as copy:
        for r in batch:
            keys = keys_of(_tokens(r), int(str(r["room_no"])), int(str(r["at"])))
            copy.write_row((r["room_no"], r["seq"], r["at"], keys))


def words(sentences: list[str], count: int) -> list[str]:
    """Draw two-character words of kanji and kana, as often as they occur."""
    chance = random.Random(2)
    drawn: list[str] = []
    while len(drawn) < count:
        sentence = chance.choice(sentences)
        start = chance.randrange(max(1, len(sentence) - 1))
        word = sentence[start : start + 2]
        if len(word) == 2 and all("ぁ" <= c <= "鿿" for c in word):
            drawn.append(word)
    return drawn


def measure(engine: Engine, name: str, queries: list[SearchQuery]) -> None:
    """Search for each and print how long it took."""
    took: list[float] = []
    used: list[float] = []
    hits = 0
    for query in queries:
        with engine.connect() as connection:
            started, begun = time.perf_counter(), time.process_time()
            page = search(Db(connection), VIEWER, query)
            used.append((time.process_time() - begun) * 1000)  # of this process: all of it on SQLite
            took.append((time.perf_counter() - started) * 1000)
            hits += len(page.hits)
    wall, cpu = (f"p50 {_part(figures, 0.5)} p95 {_part(figures, 0.95)}" for figures in (took, used))
    print(f"{name:<30} {wall}   CPU {cpu}   hits {hits}")


def _part(figures: list[float], part: float) -> str:
    return f"{sorted(figures)[int(len(figures) * part)]:6.1f} ms"


def main() -> None:
    """Fill once, then measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("--sentences", type=Path, required=True)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--rooms", type=int, default=200)
    parser.add_argument("--one-in", type=int, default=1, help="the searcher is in one of so many rooms")
    asked = parser.parse_args()
    sentences = [line for line in asked.sentences.read_text("utf-8").splitlines() if line.strip()]
    engine = open_engine(asked.url, pool_size=1)
    metadata.create_all(engine)
    with engine.connect() as connection:
        empty = Db(connection).first(select(message_table.c.id).limit(1)) is None
    if empty:
        fill(engine, Talk(sentences, asked.rooms, asked.messages), asked.one_in)
    drawn = words(sentences, 200)
    days = "2023-06-01", "2023-06-30"
    measure(engine, "(warming)", [SearchQuery(q=word) for word in drawn[:20]])
    measure(engine, "2 characters, as they occur", [SearchQuery(q=word) for word in drawn])
    measure(engine, "2 characters, rare", [SearchQuery(q=word[i : i + 2]) for word in RARE for i in range(3)])
    measure(engine, "2 characters, never", [SearchQuery(q=q) for q in ("鰯鯱", "麒麟", "嗚呼", "齟齬", "躊躇")])
    measure(engine, "5 characters, rare", [SearchQuery(q=word) for word in RARE])
    measure(engine, "1 character, as they occur", [SearchQuery(q=word[0]) for word in drawn[:50]])
    measure(engine, "2 words", [SearchQuery(q=f"{a} {b}") for a, b in zip(drawn[:50], drawn[50:100], strict=True)])
    measure(
        engine,
        "in one month three years ago",
        [SearchQuery(q=word, since=days[0], until=days[1]) for word in drawn[:50]],
    )
    measure(engine, "by one author", [SearchQuery(q=w, author_id=MemberId(f"{7:013d}")) for w in drawn[:50]])
    deep = MessageId(f"{asked.messages // 2:013d}")
    measure(engine, "a page far down", [SearchQuery(q=word, before=deep) for word in drawn[:50]])


if __name__ == "__main__":
    main()
