"""The virus checker, a real one: clean is what it says is clean, and nothing else."""

import io
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kairan.files.checks import check_all, default_checks
from kairan.files.clamd import CheckerAway, Scanner, TooLargeToCheck, is_scanner_address
from kairan.files.problems import CheckerUnreachable, FileInfected, FileTooLargeToCheck
from tests.files.test_checks import candidate
from tests.support.checker import EICAR, STREAM_MOST, Checker
from tests.support.processes import free_port

LONG = b"a" * (STREAM_MOST + 1)


def test_it_finds_what_it_knows_and_nothing_else(checker: Checker) -> None:
    for url in (checker.url, checker.tcp_url):
        scanner = Scanner(url)
        assert "Eicar" in (scanner.found_in(io.BytesIO(EICAR)) or "")
        for content in (b"", b"x", EICAR + b"x", bytes(600_000)):
            assert scanner.found_in(io.BytesIO(content)) is None
        with pytest.raises(TooLargeToCheck):
            scanner.found_in(io.BytesIO(LONG))


def test_what_is_sent_in_talk_is_checked_and_nothing_is_taken_unseen(checker: Checker) -> None:
    checks = default_checks(scanner=Scanner(checker.url))
    assert check_all(checks, candidate("a.txt", "会議の記録".encode())).type == "text/plain"
    with pytest.raises(FileInfected):
        check_all(checks, candidate("a.txt", EICAR))
    with pytest.raises(FileTooLargeToCheck):
        check_all(checks, candidate("a.txt", LONG))
    away = default_checks(scanner=Scanner(f"tcp://127.0.0.1:{free_port()}"))
    with pytest.raises(CheckerUnreachable):
        check_all(away, candidate("a.txt", b"x"))


@contextmanager
def answering(how: Callable[[socket.socket], None]) -> Iterator[str]:
    """Something else than a checker, listening for one connection."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            link, _ = server.accept()
            with link:
                how(link)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"
        thread.join()


@pytest.mark.parametrize(
    "said", [b"", b"\0", b"OK\0", b"stream: OKAY\0", b"HTTP/1.1 200 OK\r\n\r\nstream: OK", b"x" * 9_000]
)
def test_what_says_something_else_is_no_checker(said: bytes) -> None:
    def say(link: socket.socket) -> None:
        while not link.recv(65_536).endswith(bytes(4)):
            pass
        link.sendall(said)

    with answering(say) as url, pytest.raises(CheckerAway):
        Scanner(url).found_in(io.BytesIO(b"content"))


def test_who_says_nothing_is_away_after_its_time(tmp_path: Path) -> None:
    waits = threading.Event()

    def wait(_: socket.socket) -> None:
        waits.wait(30)

    with answering(wait) as url:
        with pytest.raises(CheckerAway):
            Scanner(url, answer_s=0.1).found_in(io.BytesIO(b"content"))
        waits.set()
    with pytest.raises(CheckerAway):
        Scanner(f"unix://{tmp_path}/none.ctl").found_in(io.BytesIO(b"content"))


def test_addresses_of_checkers_are_understood_or_not() -> None:
    for good in ("unix:///run/clamav/clamd.ctl", "tcp://127.0.0.1:3310", "tcp://checker.example", "tcp://[::1]:3310"):
        assert is_scanner_address(good), good
    for bad in (
        "",
        "127.0.0.1",
        "tcp://",
        "tcp://a/b",
        "tcp://u@a",
        "unix://run/x",
        "unix:///",
        "tcp://a:99999",
        "x://a",
    ):
        assert not is_scanner_address(bad), bad
