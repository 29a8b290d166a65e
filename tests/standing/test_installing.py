"""What is fetched to build and test the client runs nothing of its own while it is installed."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("web", "tests/support/oidc")


@pytest.mark.parametrize("folder", FOLDERS)
def test_packages_run_nothing_when_they_are_installed(folder: str) -> None:
    said = (ROOT / folder / ".npmrc").read_text("utf-8").splitlines()
    assert "ignore-scripts=true" in said
    packages = json.loads((ROOT / folder / "package-lock.json").read_text("utf-8"))["packages"]
    needing = {name for name, one in packages.items() if one.get("hasInstallScript") and not one.get("optional")}
    assert needing == set()
    assert all(one.get("integrity") for name, one in packages.items() if name and not one.get("link"))
