"""A time stamp of a real authority is taken, kept and checked; a wrong one is told."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kairan.anchors.model import AnchorFile
from kairan.anchors.notes import read_note
from kairan.anchors.stamps import StampWrong, ask_for_stamp, read_roots, require_stamp, time_of
from kairan.commands import anchoring, maintenance
from kairan.commands.maintenance import Held
from kairan.core.kit.clock import now_ms
from tests.anchors.authority import Authority, Takes, listening
from tests.commands.installations import Installations


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
