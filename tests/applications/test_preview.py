"""A form that is being built may be anything: its preview and its draft are refused in words, or shown."""

from typing import Any

import httpx
import pytest

from tests.applications.conftest import Offered, Town
from tests.forms.documents import DOG


@pytest.fixture(scope="module")
def dog(town: Town) -> Offered:
    return town.form(DOG)


@pytest.fixture(scope="module")
def staff(town: Town) -> httpx.Client:
    return town.staff()


def nested(levels: int) -> dict[str, Any]:
    made: dict[str, Any] = {"is": "answered", "question": "q"}
    for _ in range(levels):
        made = {"is": "not", "of": made}
    return made


TEXT = {"kind": "text", "id": "q", "label": "問"}
UNFINISHED: list[dict[str, Any]] = [
    {"title": ""},
    {"title": "題", "pages": []},
    {"title": "題", "pages": [{"id": "p"}]},
    {"title": "題", "pages": [{"id": "p", "show_if": {"is": "any", "of": []}, "questions": [TEXT]}]},
    {"title": "題", "pages": [{"id": "p", "rules": [{"to": "end"}]}]},
    {"title": "題", "pages": [{"id": "p", "rules": [{"to": "p"}], "questions": [TEXT]}]},
    {"title": "題", "pages": [{"id": "p", "questions": [TEXT, TEXT]}, {"id": "p", "questions": [TEXT]}]},
    {"title": "題", "layout": "single", "pages": [{"id": "all", "questions": [TEXT]}]},
    {"title": "題", "pages": [{"id": "p", "show_if": nested(40), "questions": [TEXT]}]},
    {"title": "題\x00\u202e", "summary": "\x00", "pages": [{"id": "p", "questions": [{**TEXT, "label": "\x00"}]}]},
    {"title": "題", "pages": [{"id": "p", "questions": [{"kind": "choice", "id": "q", "label": ""}]}]},
    {"title": "題", "pages": [{"id": "p", "questions": [{"kind": "places", "id": "q", "label": ""}]}]},
    {"title": "題", "pages": [{"id": "p", "questions": [{"kind": "group", "id": "q", "label": "", "most": 0}]}]},
    {
        "title": "題",
        "pages": [{"id": "p", "questions": [{"kind": "group", "id": "q", "label": "", "questions": [TEXT]}]}],
    },
    {"title": "題", "pages": [{"id": "p", "questions": [{"kind": "calculated", "id": "q", "label": ""}]}]},
    {"title": "題", "pages": [{"id": "p", "questions": [{"kind": "link_value", "id": "q", "label": ""}]}]},
]


@pytest.mark.parametrize("document", UNFINISHED, ids=range(len(UNFINISHED)))
def test_what_is_not_finished_is_shown_and_kept_or_refused_in_words(
    staff: httpx.Client, town: Town, document: dict[str, Any]
) -> None:
    form = town.form(DOG)
    for page_id in ("p", "all", "end", "gone", "front"):
        for is_checked in (False, True):
            what = {"document": document, "page_id": page_id, "typed": {"q": ["x"]}, "is_checked": is_checked}
            shown = staff.post(f"/api/forms/{form.id}/preview", json=what)
            assert shown.status_code == 200, shown.text
            assert "<main" in shown.json()["html"]
    kept = staff.put(f"/api/forms/{form.id}/draft", json={"revision": 1, "document": document})
    assert kept.status_code in {200, 400, 422}, kept.text
    assert staff.get(f"/api/forms/{form.id}").status_code == 200
    made = staff.post("/api/forms", json={"department_id": town.cast.welfare, "document": document})
    assert made.status_code in {200, 201, 400, 422}, made.text


@pytest.mark.parametrize("levels", [60, 900, 5_000, 50_000])
def test_conditions_nested_without_end_are_refused(staff: httpx.Client, dog: Offered, levels: int) -> None:
    condition = '{"is":"not","of":' * levels + '{"is":"answered","question":"q"}' + "}" * levels
    document = f'{{"title":"x","pages":[{{"id":"p","show_if":{condition}}}]}}'
    for method, path, body in (
        ("PUT", "draft", f'{{"revision":1,"document":{document}}}'),
        ("POST", "preview", f'{{"page_id":"p","document":{document}}}'),
    ):
        answer = staff.request(
            method, f"/api/forms/{dog.id}/{path}", content=body, headers={"Content-Type": "application/json"}
        )
        assert answer.status_code in {400, 413, 422}, answer.text


def test_the_page_in_front_is_shown_as_residents_see_it(staff: httpx.Client, dog: Offered) -> None:
    asked = {"document": {"title": "<b>題</b>", "summary": "はじめに読む文", "needs": "登録番号"}, "page_id": "front"}
    answer = staff.post(f"/api/forms/{dog.id}/preview", json=asked)
    shown = answer.raise_for_status().json()
    assert "&lt;b&gt;題&lt;/b&gt;" in shown["html"]
    assert "はじめに読む文" in shown["html"]
    assert "登録番号" in shown["html"]
    assert (shown["path"], shown["faults"]) == ([], 0)


def test_nobody_else_looks_at_what_is_being_built(town: Town, dog: Offered) -> None:
    what = {"document": {"title": "題"}, "page_id": "p"}
    for login in ("tanaka", "guest"):
        assert town.staff(login).post(f"/api/forms/{dog.id}/preview", json=what).status_code == 404
