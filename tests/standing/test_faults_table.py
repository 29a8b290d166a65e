"""What is said to be mended is shown by a test that exists, and nothing in the table is without a word."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "faults.md"
TESTS = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
CLIENT = re.compile(r'`(web/src/[\w/]+\.test\.tsx?)` "([^"]+)"')
ROW = re.compile(r"^\| (?!id \||---)(.+) \|$", re.MULTILINE)


def rows() -> list[list[str]]:
    return [row.split(" | ") for row in ROW.findall(PAGE.read_text("utf-8"))]


def names_in(file: Path) -> set[str]:
    if not file.is_file():
        return set()
    return {
        node.name
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_every_test_named_on_the_page_exists() -> None:
    named = TESTS.findall(PAGE.read_text("utf-8"))
    assert len(named) > 100
    assert [f"{file}::{name}" for file, name in named if name not in names_in(ROOT / file)] == []


def test_every_sentence_of_the_clients_tests_stands_there() -> None:
    named = CLIENT.findall(PAGE.read_text("utf-8"))
    assert named
    assert [
        f"{file} {sentence}"
        for file, sentence in named
        if not (ROOT / file).is_file() or f'"{sentence}"' not in (ROOT / file).read_text("utf-8")
    ] == []


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_every_row_says_what_shows_it_or_why_nothing_does(row: list[str]) -> None:
    assert all(cell.strip() for cell in row)
    assert "tests/" in row[-1] or "web/src/" in row[-1] or len(row[-1].split()) >= 6
