"""Posts: what somebody was before stays known, with the department's name of that time."""

import ast
from pathlib import Path

import pytest

from kairan.administration.departments import rename_department
from kairan.core.kit.database import Db
from kairan.people import Post, hold_posts, people_named, rank_of
from kairan.people.ranks import LOWEST
from tests.administration.conftest import office_of
from tests.cast import assemble

SOURCE = Path(__file__).resolve().parents[2] / "src" / "kairan"


def test_the_post_before_a_move_is_known_until_the_move(db: Db) -> None:
    cast = assemble(db)
    hold_posts(db, None, cast.sato.member_id, [Post(cast.works, "係長")])
    (sato,) = people_named(db, [cast.sato.member_id])
    assert (sato.department, sato.post) == ("土木課", "係長")
    assert [(one.department, one.post) for one in sato.former] == [("福祉課", "主事")]


def test_holding_the_same_posts_again_leaves_no_trace(db: Db) -> None:
    cast = assemble(db)
    assert not hold_posts(db, None, cast.sato.member_id, [Post(cast.welfare, "主事")])
    assert people_named(db, [cast.sato.member_id])[0].former == []


def test_a_concurrent_post_changes_nothing_of_what_is_shown(db: Db) -> None:
    cast = assemble(db)
    hold_posts(db, None, cast.sato.member_id, [Post(cast.welfare, "主事"), Post(cast.works, "主事")])
    assert people_named(db, [cast.sato.member_id])[0].former == []


def test_what_was_written_before_a_department_got_another_name_keeps_the_old_one(db: Db) -> None:
    office = office_of(db)
    rename_department(db, office.yoshida, office.cast.welfare, "地域福祉課")
    (sato,) = people_named(db, [office.cast.sato.member_id])
    assert sato.department == "地域福祉課"
    assert [one.department for one in sato.former] == ["福祉課"]


@pytest.mark.parametrize(
    ("higher", "lower"),
    [("部長", "課長"), ("課長", "課長補佐"), ("課長補佐", "係長"), ("市長", "副市長"), ("主査", "主事"), ("主事", "")],
)
def test_titles_rank_as_the_ladder_of_a_town_hall(higher: str, lower: str) -> None:
    assert rank_of(higher) < rank_of(lower)


def test_an_unknown_title_ranks_last() -> None:
    assert rank_of("まごころ案内人") == rank_of(None) == LOWEST


def test_posts_are_changed_in_one_place_only() -> None:
    """Whoever wrote the table elsewhere would lose what was, and the rooms would not follow."""
    elsewhere = [
        f"{file.relative_to(SOURCE)}:{call.lineno}"
        for file in SOURCE.rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"insert", "update", "delete"}
        and any(isinstance(one, ast.Name) and one.id == "post_table" for one in call.args)
        and file.relative_to(SOURCE).as_posix() not in {"people/posts.py", "people/actions.py"}
    ]
    assert elsewhere == []
