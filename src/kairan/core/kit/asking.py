"""Waiting for an answer only as long as somebody wants it, and in turn where it costs much."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from kairan.core.kit.bounds import bounded
from kairan.core.kit.problems import Problem
from kairan.core.kit.turns import Turns

T = TypeVar("T")

PATIENCE_S = 0.2  # most answers are there by then, and nobody need be asked whether they still wait
SEARCHES_EACH = bounded("search.waiting", 8, "refuse", "429 `search.waiting`; of one account, one by one")


class Gone(Exception):  # noqa: N818  (nothing went wrong)
    """The asker has gone before they had said everything, or before they were answered."""


class SearchesWaiting(Problem):
    """One account asks for more searches than can be made one after the other."""

    status = 429
    code = "search.waiting"
    ja = "前の検索がまだ終わっていません。終わるのを待って、もう一度お試しください。"
    en = "Your earlier searches are still running. Please wait for them and try again."


async def unless_gone(work: Awaitable[T], gone: Callable[[], Awaitable[None]] | None) -> T:
    """Wait for an answer; once it takes long, give up when the asker has gone. Raises Gone."""
    if gone is None:
        return await work
    asked = asyncio.ensure_future(work)
    try:
        done, _ = await asyncio.wait({asked}, timeout=PATIENCE_S)
        if not done:
            await _first(asked, asyncio.ensure_future(gone()))
        return await asked
    finally:
        asked.cancel()


async def _first(asked: "asyncio.Future[T]", going: "asyncio.Future[None]") -> None:
    try:
        both: set[asyncio.Future[Any]] = {asked, going}
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if not asked.done():
            raise Gone
    finally:
        going.cancel()


def _refuse() -> Problem:
    return SearchesWaiting(retry_after_s=2)


searches = Turns(SEARCHES_EACH, _refuse)
"""By account."""
