"""Letters lead where residents come in, whatever a request says of its host."""

import pytest

from kairan.forms.links import url_of_residents


@pytest.mark.parametrize(
    ("url", "faces", "leads"),
    [
        ("https://kairan.example.lg.jp/", {}, "https://kairan.example.lg.jp"),
        (
            "https://kairan.example.lg.jp",
            {"kairan.lgwan.example": "lgwan", "shinsei.example.lg.jp": "public"},
            "https://shinsei.example.lg.jp",
        ),
        ("http://localhost:8000", {"shinsei.localhost": "public"}, "http://shinsei.localhost:8000"),
        ("", {"shinsei.example.lg.jp": "public"}, ""),
    ],
)
def test_where_letters_lead(url: str, faces: dict[str, str], leads: str) -> None:
    assert url_of_residents(url, faces) == leads
