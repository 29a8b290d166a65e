"""A concern is a folder and a line: one is added from outside here, and found everywhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.schema import CreateTable

from kairan.app import build_litestar
from kairan.concerns import CONCERNS, TABLES
from kairan.core.concern import (
    PERSONAL,
    Concern,
    DemoStage,
    all_bounds,
    all_entries,
    all_problems,
    declared,
    extensions_of,
    tables_of,
)
from kairan.core.edge.openapi import described
from kairan.core.extension import installed
from kairan.core.journal import Body, followed_streams, readable_span
from kairan.core.journal.verify import verify
from kairan.core.kit.database import Db, metadata
from kairan.core.kit.problems import Problem
from kairan.core.settings import Settings
from tests.cast import assemble
from tests.standing.test_isolation import ROUTES, routes
from tests.standing.toy_concern import TOY, TooManyPins, ToyPinned, toy_table

ROOT = Path(__file__).resolve().parents[2]
ALL = (*CONCERNS, TOY)


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Put back what the application of these tests installs."""
    with installed(extensions_of(CONCERNS)):
        yield


def test_a_concern_from_outside_is_found_everywhere(tmp_path: Path) -> None:
    assert toy_table in tables_of(ALL)
    assert all_problems(ALL)["toy.too_many"] is TooManyPins
    assert all_entries(ALL)["toy.pinned"] is ToyPinned
    assert all_bounds(ALL)["toy.pins"].limit == 3
    assert routes(tmp_path, ALL) - set(ROUTES) == {("POST", "/api/toys")}  # the isolation test would ask for it
    document = described(build_litestar(Settings(data=tmp_path), ALL), ALL)
    operation = document["paths"]["/api/toys"]["post"]
    assert "toy.too_many" in operation["responses"]["409"]["content"]["application/problem+json"]["examples"]
    assert document["components"]["schemas"]["NewPin"]["examples"] == [{"text": "鍵は引き出しです"}]
    assert {"name": "Toys", "description": "A board with pins."} in document["tags"]


def test_its_stream_is_read_followed_and_verified_and_its_rows_go_with_the_account(db: Db) -> None:
    cast = assemble(db)
    db.execute(CreateTable(toy_table))
    with installed(extensions_of(ALL)):
        assert TOY.demo is not None
        TOY.demo(DemoStage(db, {"sato": cast.sato}, {}, 0))
        stream = f"toy:{cast.city}"
        assert readable_span(db, cast.tanaka, stream) is not None
        assert readable_span(db, cast.neighbour, stream) is None
        assert stream in followed_streams(db, cast.sato)
        assert toy_table in PERSONAL.given()
    assert readable_span(db, cast.tanaka, stream) is None  # without the line in the list nobody may
    assert db.scalar(select(func.count()).select_from(toy_table)) == 1
    assert verify(db).faults == []


def test_every_table_refusal_and_entry_of_the_house_is_some_concerns() -> None:
    assert {table.name for table in TABLES} == set(metadata.tables)
    problems = {problem for problem in declared("kairan", Problem) if "code" in vars(problem)}
    assert problems - {Problem} == set(all_problems(CONCERNS).values()) - {Problem}
    entries = {body for body in declared("kairan", Body) if isinstance(vars(body).get("kind"), str)}
    assert entries == set(all_entries(CONCERNS).values())


def test_a_code_and_a_kind_have_one_owner() -> None:
    codes = [problem.code for concern in CONCERNS for problem in concern.problems()]
    kinds = [body.kind for concern in CONCERNS for body in concern.entries()]
    assert len(codes) == len(set(codes))
    assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize("concern", CONCERNS, ids=lambda concern: concern.name)
def test_a_concern_stands_on_the_map(concern: Concern) -> None:
    assert f"{concern.name}/" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_every_folder_of_the_house_stands_on_the_map() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    source = ROOT / "src" / "kairan"
    folders = [one for parent in (source, source / "core") for one in parent.iterdir() if one.is_dir()]
    missing = [one.name for one in folders if one.name != "__pycache__" and f"{one.name}/" not in page]
    assert missing == []


def test_every_setting_is_one_concerns() -> None:
    named = [name for concern in CONCERNS for name in concern.settings]
    assert len(named) == len(set(named))
    assert set(named) <= set(Settings.__struct_fields__)


def test_every_file_named_on_the_way_of_a_message_is_there() -> None:
    page = (ROOT / "docs" / "how-a-message-travels.md").read_text("utf-8")
    named = re.findall(r"`((?:web/src|src/kairan|core|talk|policy)/[\w/.]+)`", page)
    roots = (ROOT, ROOT / "src" / "kairan")
    assert [name for name in named if not any((root / name).exists() for root in roots)] == []
    assert len(named) > 20
