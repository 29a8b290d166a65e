"""`kairan serve` says one sentence when it cannot, and says that it runs only once it listens."""

import fcntl
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from kairan.commands.listening import bound_sockets, listen
from kairan.commands.server import addresses_of
from kairan.core.kit.instance_lock import lock_file_of, sole_server
from kairan.core.settings import Settings
from kairan.core.words import Refusal
from tests.support.processes import Program
from tests.support.server import KAIRAN, Server

RUNS = "Kairan is running"


def serve(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `kairan serve` where it cannot run."""
    given = {f"KAIRAN_{name.upper()}": value for name, value in environment.items()}
    return subprocess.run(
        [KAIRAN, "serve"], cwd=folder, env={**os.environ, "KAIRAN_PORT": "0", **given}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=180,
    )  # fmt: skip


def refused(told: subprocess.CompletedProcess[str], sentence: str, code: int = 1) -> None:
    assert (told.returncode, told.stdout) == (code, ""), told.stderr
    assert sentence in told.stderr
    assert told.stderr.count("\n") == 1
    assert RUNS not in told.stderr


@contextmanager
def running(folder: Path, **settings: object) -> Iterator[Server]:
    folder.mkdir(exist_ok=True)
    server = Server(folder, lang="en", **settings)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def test_what_cannot_run_says_one_sentence_and_never_that_it_runs(tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "kairan.db").write_bytes(b"this is no database, but a text of some length\n" * 100)
    (tmp_path / "file").write_text("x", "utf-8")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused(serve(tmp_path, data="a", port=str(taken.getsockname()[1])), "another program uses it")
    refused(serve(tmp_path, data="broken"), "The file of the database is damaged")
    refused(serve(tmp_path, data="file/below"), "cannot be made")
    refused(serve(tmp_path, data="b", trusted_proxies='["10.0.0.300"]'), "KAIRAN_TRUSTED_PROXIES: ", 2)
    refused(serve(tmp_path, data="b", database="postgresql+psycopg://x@127.0.0.1:1/x"), "The database cannot be used")
    assert not (tmp_path / "b" / "kairan.db").exists()


def test_a_second_server_on_one_folder_is_refused_and_commands_are_not(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    with running(folder) as server:
        (tmp_path / "same").symlink_to(folder / "data")
        for name in (str(folder / "data"), str(tmp_path / "same")):
            refused(serve(tmp_path, data=name), "Another Kairan is already running on this data")
        assert server.run("verify").returncode == 0
        assert server.run("backup", str(tmp_path / "b.tar")).returncode == 0
        assert f"{RUNS}: {server.url}" in server.log.read_text("utf-8")
    with running(folder):  # the first one was killed: nothing is left of its lock
        pass


def test_what_is_forked_off_neither_keeps_the_lock_nor_the_port(tmp_path: Path) -> None:
    database = tmp_path / "kairan.db"
    settings = Settings(data=tmp_path, port=0)
    with sole_server(database), bound_sockets(settings) as sockets:
        listen(sockets, 5, settings)
        port = sockets[0].getsockname()[1]
        ours, theirs = socket.socketpair()
        child = os.fork()
        if child == 0:
            ours.close()
            theirs.send(b"here")
            theirs.recv(1)  # outlive the one who forked us
            os._exit(0)
        theirs.close()
        assert ours.recv(4) == b"here"
    try:
        with lock_file_of(database).open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with bound_sockets(Settings(data=tmp_path, port=port)) as again:
            listen(again, 5, settings)
    finally:
        ours.close()
        os.waitpid(child, 0)


def test_of_two_who_bound_a_port_one_listens(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, port=0)
    with bound_sockets(settings) as first:
        same = Settings(data=tmp_path, port=first[0].getsockname()[1])
        with bound_sockets(same) as second:
            listen(first, 5, settings)
            with pytest.raises(Refusal, match="another program uses it"):
                listen(second, 5, same)


def test_whoever_reads_that_it_runs_can_reach_it(tmp_path: Path) -> None:
    """The port is the system's choice: it is known from the sentence alone."""
    log = tmp_path / "log"
    given = {"KAIRAN_DATA": "data", "KAIRAN_PORT": "0", "KAIRAN_LANG": "en"}
    program = Program([str(KAIRAN), "serve"], log, env=given)
    try:
        program.wait_for(lambda: RUNS in program.tail(), "it says that it runs", within_s=120)
        (line,) = [line for line in log.read_text("utf-8").splitlines() if RUNS in line]
        assert httpx.get(line.rpartition(" ")[2] + "/health", timeout=30).status_code == 200
    finally:
        program.kill()


@pytest.mark.parametrize(
    ("settings", "addresses"),
    [
        ({}, ["http://localhost:8000"]),
        ({"host": "10.1.0.21", "port": 80}, ["http://10.1.0.21:80"]),
        ({"host": "2001:db8::1"}, ["http://[2001:db8::1]:8000"]),
        ({"url": "https://kairan.example.lg.jp"}, ["https://kairan.example.lg.jp"]),
        (
            {"url": "https://a.example", "faces": {"a.example": "internet", "b.lgwan": "lgwan"}},
            ["https://a.example (internet)", "https://b.lgwan (lgwan)"],
        ),
        ({"faces": {"a.test": "lgwan"}}, ["http://a.test:8000 (lgwan)"]),
    ],
)
def test_the_addresses_told_are_those_that_are_answered(settings: dict[str, object], addresses: list[str]) -> None:
    given = Settings(**settings)  # type: ignore[arg-type]  # of the table above
    assert addresses_of(given, given.port) == addresses
