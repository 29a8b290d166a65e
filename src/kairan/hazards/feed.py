"""Asking an Atom feed of the Agency: what it names and is not here yet is fetched and taken in. Off by default.

A feed is asked at most once a minute, and only for what changed since (ETag, Last-Modified); one that does not answer
is asked ever more seldom, up to once an hour. What it names is fetched from its own origin only, each address once, so
many in one turn; while some are left, the feed is not taken for known. What is too old to warn of is passed over.
"""

import asyncio
import time
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urljoin, urlsplit

import msgspec
from sqlalchemy import select

from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs, enqueue
from kairan.core.kit.outside import OutsideThreads
from kairan.core.kit.problems import Problem
from kairan.core.kit.store import Store
from kairan.core.kit.upsert import upsert
from kairan.hazards.deciding import LATE_MS
from kairan.hazards.model import feed_entry_table, feed_table
from kairan.hazards.patience import run_patiently
from kairan.hazards.receiving import Brought, read_brought, take_in
from kairan.hazards.telegrams.xml import BYTES_MOST, read_xml

USUAL = (
    "https://www.data.jma.go.jp/developer/xml/feed/eqvol.xml",
    "https://www.data.jma.go.jp/developer/xml/feed/extra.xml",
)
"""The Agency's frequent feeds: earthquakes and volcanoes; warnings and other information at any time."""
ASKED_EVERY_S = 60
SELDOM_MOST_MS = 3_600_000
ANSWER_S = 10.0
TURN_S = 20.0
ENTRIES_MOST = bounded("hazards.feed_entries", 40, "wait", "the others are fetched a minute later")
ADDRESS_MOST = 400
TROUBLE_MOST = 100
_f, _e = feed_table.c, feed_entry_table.c


class AskFeed(msgspec.Struct, frozen=True):
    """A feed is to be asked."""

    url: str


class Known(msgspec.Struct, frozen=True):
    """What is known of a feed before it is asked."""

    etag: str | None
    modified: str | None
    ask_again_at: int
    failures: int


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What came of asking: nothing (None of the lists), or telegrams and the addresses that are known now."""

    etag: str | None = None
    modified: str | None = None
    brought: list[Brought] = []
    known: list[str] = []
    trouble: str | None = None
    is_asked: bool = True


class Entry(msgspec.Struct, frozen=True):
    """A telegram that a feed names."""

    address: str
    updated_at: int


class FeedTrouble(Exception):  # noqa: N818  (what happened, as in this house)
    """A feed or a telegram could not be had."""


class Answer(msgspec.Struct, frozen=True):
    """What an address answered."""

    status: int
    content: bytes
    etag: str | None = None
    modified: str | None = None


def feeds_named(named: Sequence[str]) -> tuple[str, ...]:
    """Return the addresses; "usual" stands for the Agency's own."""
    return tuple(dict.fromkeys(url for one in named for url in (USUAL if one == "usual" else (one,))))


def register_feed_jobs(jobs: Jobs, store: Store, feeds: Sequence[str]) -> None:
    """Ask every feed once a minute, each by one node."""
    if not feeds:
        return
    threads = OutsideThreads("hazards feed", 2 * len(feeds))

    async def ask(what: AskFeed) -> Asked:
        if what.url not in feeds:
            return Asked(is_asked=False)  # no longer among the settings
        known = await store.read(known_feed, what.url)
        if known.ask_again_at > now_ms():
            return Asked(is_asked=False)
        return await ask_feed(store, threads, what.url, known)

    def ask_all(db: Db) -> None:
        for url in feeds:
            enqueue(db, "hazards.feed", AskFeed(url), key=url[:200])

    jobs.add_outside("hazards.feed", AskFeed, ask, lambda db, what, asked: keep_asked(db, what.url, asked), at_once=2)
    jobs.every(ASKED_EVERY_S, "hazards.feeds", ask_all)


def known_feed(db: Db, url: str) -> Known:
    """Return what is known of a feed."""
    row = db.first(select(feed_table).where(_f.url == url))
    return Known(None, None, 0, 0) if row is None else Known(row.etag, row.modified, row.ask_again_at, row.failures)


async def ask_feed(store: Store, threads: OutsideThreads, url: str, known: Known) -> Asked:
    """Ask a feed, and fetch what it names and is not known; nothing that happens on the way is raised."""
    try:
        answer = await fetch(url, known.etag, known.modified)
        if answer.status == 304:
            return Asked(etag=known.etag, modified=known.modified)
        if answer.status != 200:
            raise FeedTrouble(f"HTTP {answer.status}")
        entries = await run_patiently(threads, entries_of, url, answer.content)
    except (FeedTrouble, Problem) as trouble:
        return Asked(trouble=str(trouble)[:TROUBLE_MOST])
    new = await store.read(unknown_of, entries)
    fetched = [one for one in new if now_ms() - one.updated_at <= LATE_MS]
    old = [one.address for one in new if now_ms() - one.updated_at > LATE_MS]
    brought, done, missed = await _fetch_all(threads, fetched[:ENTRIES_MOST])
    is_all = len(done) == len(fetched)
    return Asked(
        etag=answer.etag if is_all else None,
        modified=answer.modified if is_all else None,
        brought=brought,
        known=[*done, *old],
        trouble=missed,
    )


async def _fetch_all(threads: OutsideThreads, entries: Sequence[Entry]) -> tuple[list[Brought], list[str], str | None]:
    brought: list[Brought] = []
    done: list[str] = []
    missed: str | None = None
    ends = time.monotonic() + TURN_S
    for one in entries:  # one after the other: nobody's server is to be asked faster
        if time.monotonic() > ends:
            break  # what is here is kept before the job's own time is over
        try:
            answer = await fetch(one.address)
        except FeedTrouble as trouble:
            missed = str(trouble)[:TROUBLE_MOST]
            continue
        if answer.status == 200:
            brought.append(await run_patiently(threads, read_brought, "feed", one.address, answer.content))
            done.append(one.address)
        elif answer.status in {404, 410}:
            done.append(one.address)  # gone for good
        else:
            missed = f"HTTP {answer.status}"
    return brought, done, missed


def entries_of(url: str, content: bytes) -> list[Entry]:
    """Return the telegrams a feed names, the oldest first; of other origins none. Problems: those of `read_xml`."""
    origin = urlsplit(url)[:2]
    found = []
    for entry in read_xml(content).all("entry"):
        link = entry.first("link")
        address = urljoin(url, "" if link is None else link.attribute("href"))
        if urlsplit(address)[:2] == origin and address != url and len(address) <= ADDRESS_MOST:
            found.append(Entry(address, _updated(entry.said("updated"))))
    return sorted(found, key=lambda one: one.updated_at)


def _updated(said: str) -> int:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return now_ms()
    return int(moment.timestamp() * 1000) if moment.tzinfo else now_ms()


def unknown_of(db: Db, entries: Sequence[Entry]) -> list[Entry]:
    """Return those that were not fetched yet."""
    known: set[str] = set()
    addresses = [one.address for one in entries]
    for start in range(0, len(addresses), 500):
        wanted = select(_e.address).where(_e.address.in_(addresses[start : start + 500]))
        known |= set(db.scalars(wanted))
    return [one for one in entries if one.address not in known]


def keep_asked(db: Db, url: str, asked: Asked) -> None:
    """Take in what came, and keep when the feed is asked again."""
    if not asked.is_asked:
        return
    for one in asked.brought:
        take_in(db, one)
    now = now_ms()
    for address in asked.known:
        db.execute(upsert(db, feed_entry_table).values(address=address, at=now).on_conflict_do_nothing())
    failures = 0 if asked.trouble is None else known_feed(db, url).failures + 1
    pause_ms = min(ASKED_EVERY_S * 1000 * 2 ** min(failures, 10), SELDOM_MOST_MS) if failures else 0
    values = {
        "url": url,
        "etag": asked.etag,
        "modified": asked.modified,
        "asked_at": now,
        "ask_again_at": now + pause_ms,
        "failures": failures,
        "trouble": asked.trouble,
    }
    made = upsert(db, feed_table).values(values)
    changed = {name: made.excluded[name] for name in values if name != "url"}
    db.execute(made.on_conflict_do_update(index_elements=[_f.url], set_=changed))


async def fetch(url: str, etag: str | None = None, modified: str | None = None) -> Answer:
    """Return what an address answers, within bounds of time and size; no redirect is followed. Raises FeedTrouble."""
    import httpx2  # noqa: PLC0415  (a tenth of a cold start, for those who set no feed for nothing)

    asked = {"If-None-Match": etag, "If-Modified-Since": modified, "Accept-Encoding": "identity"}
    headers = {name: value for name, value in asked.items() if value is not None}
    got = bytearray()
    try:
        async with (
            asyncio.timeout(ANSWER_S),
            httpx2.AsyncClient(timeout=ANSWER_S, follow_redirects=False) as client,
            client.stream("GET", url, headers=headers) as answer,
        ):
            async for part in answer.aiter_raw():
                got += part
                if len(got) > BYTES_MOST:
                    raise FeedTrouble(f"more than {BYTES_MOST} bytes")
            said = answer.headers
            return Answer(answer.status_code, bytes(got), _short(said.get("etag")), _short(said.get("last-modified")))
    except TimeoutError as error:
        raise FeedTrouble(f"not answered within {ANSWER_S:g} s") from error
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise FeedTrouble(f"{type(error).__name__}: {error}"[:TROUBLE_MOST]) from error


def _short(said: str | None) -> str | None:
    return said if said is not None and len(said) <= 100 else None
