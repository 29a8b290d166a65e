"""One thing an operator must know: a sentence on the terminal, a warning in the log."""

import sys
from collections.abc import Iterable
from typing import NamedTuple

import structlog

from kairan.core.words import say

log = structlog.get_logger("kairan.start")


class Notice(NamedTuple):
    """One thing to know; `event` is its name in the log."""

    event: str
    ja: str
    en: str


def give(notices: Iterable[Notice]) -> None:
    """Say all of them."""
    for notice in notices:
        sys.stderr.write(say(f"注意: {notice.ja}\n", f"Warning: {notice.en}\n"))
        log.warning(notice.event, message=notice.en)
