"""The secret box: what is sealed is read by nobody without the key, and for no other purpose."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kairan.core.kit.secrets import NoKey, SealBroken, SecretBox


@pytest.fixture
def box(tmp_path: Path) -> SecretBox:
    return SecretBox(tmp_path / "secret.key")


def test_what_is_sealed_is_opened_again_and_stands_nowhere_in_the_clear(box: SecretBox) -> None:
    sealed = box.seal("秘密の文字列", "oidc:1")
    assert "秘密" not in sealed
    assert box.open(sealed, "oidc:1") == "秘密の文字列"


def test_the_same_secret_is_sealed_differently_each_time(box: SecretBox) -> None:
    assert box.seal("x", "p") != box.seal("x", "p")


@pytest.mark.parametrize("broken", ["", "v1.", "v1.AAAA", "v1.ü", "plain", "v1." + "A" * 64])
def test_what_was_not_sealed_does_not_open(box: SecretBox, broken: str) -> None:
    with pytest.raises(SealBroken):
        box.open(broken, "oidc:1")


def test_it_opens_for_no_other_purpose_and_with_no_other_key(box: SecretBox, tmp_path: Path) -> None:
    sealed = box.seal("x", "oidc:1")
    with pytest.raises(SealBroken):
        box.open(sealed, "oidc:2")
    with pytest.raises(SealBroken):
        SecretBox(tmp_path / "other.key").open(sealed, "oidc:1")


def test_one_changed_character_is_noticed(box: SecretBox) -> None:
    sealed = box.seal("x" * 40, "p")
    for place in range(3, len(sealed) - 4, 7):
        changed = sealed[:place] + ("A" if sealed[place] != "A" else "B") + sealed[place + 1 :]
        with pytest.raises(SealBroken):
            box.open(changed, "p")


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "new" / "secret.key"
    with ThreadPoolExecutor(8) as pool:
        sealed = list(pool.map(lambda _: SecretBox(file).seal("x", "p"), range(8)))
    assert [SecretBox(file).open(one, "p") for one in sealed] == ["x"] * 8
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.iterdir()] == ["secret.key"]


@pytest.mark.parametrize("content", ["", "short", "ü", "QUJD"])
def test_a_file_that_holds_no_key_is_refused_and_left_alone(tmp_path: Path, content: str) -> None:
    file = tmp_path / "secret.key"
    file.write_text(content, "utf-8")
    with pytest.raises(NoKey):
        SecretBox(file).seal("x", "p")
    assert file.read_text("utf-8") == content
