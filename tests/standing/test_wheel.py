"""What operators install: one wheel, the client inside, no Node.js, nothing of the source beside it."""

import subprocess
import sys
import zipfile
from pathlib import Path

import httpx
import pytest

from kairan.forms.templates import KEYS
from tests.support.server import Server
from tests.support.surroundings import reaching_out

ROOT = Path(__file__).resolve().parents[2]
UV = ROOT / ".tools" / "bin" / "uv"


def uv(*command: str | Path) -> None:
    done = subprocess.run([UV, *command], cwd=ROOT, env=reaching_out(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    uv("build", "--wheel", "--quiet", "--python", sys.executable, "--out-dir", folder)
    (built,) = folder.glob("kairan-*.whl")
    return built


def test_the_wheel_holds_the_built_client_the_migrations_and_the_demo(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "kairan/client/index.html" in names
    assert {
        "kairan/core/kit/typesetting/fonts/NotoSansJP-Regular.ttf",
        "kairan/core/kit/typesetting/fonts/OFL.txt",
    } <= set(names)
    assert any(name.startswith("kairan/migrations/versions/") and name.endswith(".py") for name in names)
    assert any(name.startswith("kairan/demo/content/") for name in names)
    assert {f"kairan/forms/templates/{key}.toml" for key in KEYS} <= set(names)
    assert not any(name.startswith(("web/", "tests/")) for name in names)


def test_an_installed_wheel_serves_the_client_in_a_clean_environment(wheel: Path, tmp_path: Path) -> None:
    uv("venv", "--quiet", "--python", sys.executable, tmp_path / "venv")
    uv("pip", "install", "--quiet", "--python", tmp_path / "venv" / "bin" / "python", wheel)
    server = Server(tmp_path)
    server.kairan = tmp_path / "venv" / "bin" / "kairan"
    assert "kairan 0." in server.run("version").stdout
    assert server.run("anchors", "verifier").stdout.startswith("#!/usr/bin/env python3")
    server.start()
    try:
        page = httpx.get(server.url)
        assert page.status_code == 200
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert '<html lang="ja"' in page.text
        assert httpx.get(f"{server.url}/api/session").status_code == 401
    finally:
        server.stop()
