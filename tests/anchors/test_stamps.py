"""A time stamp of a real authority is taken, kept and checked; a wrong one is told."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kairan.anchors.checking import Given, Trust, check
from kairan.anchors.model import AnchorFile, instant
from kairan.anchors.notes import Checkpoint, Note, read_note
from kairan.anchors.stamps import StampWrong, ask_for_stamp, read_roots, require_recent, require_stamp, time_of
from kairan.commands import anchoring, maintenance
from kairan.commands.maintenance import Held
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from tests.anchors.authority import Authority, Takes, listening
from tests.commands.installations import Installations
from tests.support.clock import Clock


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa"))


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("other"))


@pytest.fixture
def address(authority: Authority) -> Iterator[str]:
    with listening(authority, Takes()) as url:
        yield url


def test_a_stamp_is_good_for_its_text_and_its_authority_only(
    address: str, authority: Authority, stranger: Authority
) -> None:
    text = b"city.example.lg.jp\n17\n"
    stamp, at = ask_for_stamp(address, text, read_roots(authority.root))
    assert abs(at - now_ms()) < 3_600_000
    require_stamp(stamp, text, read_roots(authority.root))
    with pytest.raises(StampWrong, match="another text"):
        require_stamp(stamp, b"other", read_roots(authority.root))
    with pytest.raises(StampWrong):
        require_stamp(stamp, text, read_roots(stranger.root))
    with pytest.raises(StampWrong):
        time_of(b"nothing of the kind", text)
    with pytest.raises(StampWrong):
        ask_for_stamp(address, text, read_roots(stranger.root))  # not kept, and so never carried by an anchor


def test_a_reply_to_another_request_is_not_taken(authority: Authority) -> None:
    """Somebody on the way who plays back a stamp of yesterday, for the same text."""
    takes = Takes()
    with listening(authority, takes) as url:
        before = ask_for_stamp(url, b"text").reply
        takes.instead = before
        with pytest.raises(StampWrong, match="another request"):
            ask_for_stamp(url, b"text")


@pytest.mark.parametrize("most", [1024 * 1024, 64 * 1024 * 1024])
def test_an_endless_reply_is_not_read_to_its_end(authority: Authority, most: int) -> None:
    takes = Takes()
    takes.instead = b"x" * most
    with listening(authority, takes) as url:
        with pytest.raises(StampWrong, match="more than"):
            ask_for_stamp(url, b"text")
        assert takes.sent < 32 * 1024 * 1024


@pytest.mark.parametrize("ahead_s", [-86_400 * 20, -900, 900, 86_400 * 20])
@pytest.mark.parametrize("reader", ["library", "openssl"])
def test_a_stamp_of_another_time_is_not_taken(
    authority: Authority, tmp_path: Path, ahead_s: float, reader: str
) -> None:
    """Of long ago, or from the future: whoever anchors would say that the record was there when it was not."""
    clock = Clock(tmp_path)
    clock.put(ahead_s)
    if reader == "openssl":
        only_for_openssl(authority)
    try:
        authority.environment = clock.environment
        roots = read_roots(authority.root) if reader == "openssl" else []
        # Before the authority had its certificate, openssl says no for that alone.
        why = "by the clock of this machine" if not roots or ahead_s > 0 else "refused"
        with listening(authority, Takes()) as url, pytest.raises(StampWrong, match=why):
            ask_for_stamp(url, b"text", roots)
        clock.put(300)
        with listening(authority, Takes()) as url:
            assert abs(ask_for_stamp(url, b"text", read_roots(authority.root)).at - now_ms()) < 600_000
    finally:
        authority.environment = {}
        authority.send_along("tsa.pem")


def only_for_openssl(authority: Authority) -> None:
    """Let the authority send its certificates in the order which the library does not take."""
    for chain in (("tsa.pem", "root.pem"), ("root.pem", "tsa.pem")):
        authority.send_along(*chain)
        with listening(authority, Takes()) as url:
            try:
                ask_for_stamp(url, b"text")
            except StampWrong:
                return
    raise AssertionError("the library reads both orders now")


def test_what_only_openssl_reads_is_bound_to_its_request_text_and_authority(
    authority: Authority, stranger: Authority
) -> None:
    only_for_openssl(authority)
    roots, takes = read_roots(authority.root), Takes()
    try:
        with listening(authority, takes) as url:
            stamp, at = ask_for_stamp(url, b"text", roots)
            assert time_of(stamp, b"text") is None
            assert abs(at - now_ms()) < 60_000
            assert int(require_stamp(stamp, b"text", roots).timestamp() * 1000) == at
            with pytest.raises(StampWrong):
                require_stamp(stamp, b"other", roots)
            with pytest.raises(StampWrong):
                require_stamp(stamp, b"text", read_roots(stranger.root))
            takes.instead = stamp
            with pytest.raises(StampWrong):  # played back: another nonce
                ask_for_stamp(url, b"text", roots)
    finally:
        authority.send_along("tsa.pem")


def test_an_anchor_that_says_it_is_older_than_its_stamp_is_told(db: Db, address: str, authority: Authority) -> None:
    """Whoever rewrites the past makes an anchor of back then; no authority stamps it with that time."""
    roots = read_roots(authority.root)
    for ago_ms, is_wrong in ((0, False), (3_600_000, False), (3 * 86_400_000, True), (-3_600_000, True)):
        said = Checkpoint(
            origin="city.example.lg.jp",
            size=1,
            root=bytes(32),
            at=instant(now_ms() - ago_ms),
            heads=0,
            heads_root=bytes(32),
        )
        given = Given("kept.json", [], Note(said), ask_for_stamp(address, said.text.encode(), roots).reply)
        for trust in (Trust(roots=roots), Trust()):
            told = [fault.what for fault in check(db, [given], trust) if "time stamp is wrong" in fault.what]
            assert bool(told) is is_wrong, told


def test_an_anchor_of_long_ago_is_not_stamped_any_more() -> None:
    require_recent(instant(now_ms() - 3_600_000))
    for at in (now_ms() - 3 * 86_400_000, now_ms() + 3_600_000):
        with pytest.raises(StampWrong, match="the anchor says"):
            require_recent(instant(at))


def test_an_authority_that_is_away_is_told() -> None:
    with pytest.raises(StampWrong, match="ConnectError"):
        ask_for_stamp("http://127.0.0.1:9/", b"text")


def test_an_anchor_carries_its_stamp_and_a_wrong_one_is_found(
    installations: Installations,
    address: str,
    authority: Authority,
    stranger: Authority,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    settings = msgspec.structs.replace(installations.filled("sqlite"), anchor_tsa=address, anchor_to=(str(kept),))
    assert anchoring.make(settings, anyway=False) == 0
    (file,) = kept.iterdir()
    held = msgspec.json.decode(file.read_bytes(), type=AnchorFile)
    require_stamp(held.stamp or b"", read_note(held.note).checkpoint.text.encode(), read_roots(authority.root))
    assert maintenance.verify(settings, Held([kept], tsa_ca=authority.root)) == 0
    capsys.readouterr()
    assert maintenance.verify(settings, Held([kept], tsa_ca=stranger.root)) == 1
    assert "time stamp is wrong" in capsys.readouterr().out
