"""The order of the client's folders holds, and is one that can be broken."""

from pathlib import Path

import pytest

from tools.client_layers import SOURCES, faults_in

ORDER = ("model", "parts", "app")


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    for folder in ORDER:
        (tmp_path / folder).mkdir()
    (tmp_path / "app" / "App.tsx").write_text('import { Button } from "../parts/Button";\n', "utf-8")
    return tmp_path


def test_the_client_keeps_the_order_of_its_folders() -> None:
    assert list(faults_in(SOURCES)) == []


def test_a_folder_may_import_from_those_before_it(sources: Path) -> None:
    assert list(faults_in(sources, ORDER)) == []


@pytest.mark.parametrize(
    "line",
    [
        'import { App } from "../app/App";',
        'import type { App } from "../app/App";',
        'export * from "../app/App";',
        'const later = () => import("../app/App");',
    ],
)
def test_a_folder_must_not_import_from_those_behind_it(sources: Path, line: str) -> None:
    (sources / "parts" / "Button.tsx").write_text(line + "\n", "utf-8")
    assert list(faults_in(sources, ORDER)) == ["web/src/parts/Button.tsx: parts must not import from app"]


def test_a_new_folder_needs_a_place_in_the_order(sources: Path) -> None:
    (sources / "helpers").mkdir()
    assert list(faults_in(sources, ORDER)) == ["web/src/helpers: a folder without a place in tools/client_layers.py"]
