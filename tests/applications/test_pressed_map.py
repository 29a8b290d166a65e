"""A position is pressed on a map, where the operator lets residents see one; without it the fields are the same."""

import gzip
import re

import pytest

from kairan.applications.pages.rendering import STYLE
from kairan.applications.pages.scripts import MAP_PATH
from kairan.emergency.maps.bounds import bounds_of
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.questions import LongText, Position
from tests.applications.conftest import TILES, Town

HOLE = FormDocument(
    title="道路の穴の連絡",
    pages=[QuestionPage(id="p", questions=[Position(id="where", label="穴のある場所", required=True)])],
)


def test_the_map_is_offered_only_where_residents_may_see_it(town: Town, mapped_town: Town) -> None:
    without = town.resident().begin(town.form(HOLE).address)
    assert "data-map" not in without
    assert "緯度" in without

    resident = mapped_town.resident()
    page = resident.begin(mapped_town.form(HOLE).address)
    assert f'data-tiles="{TILES}"' in page
    assert "地図：国土地理院&lt;b&gt;" in page
    assert re.search(r'data-map="f-where" data-script="/f/-/assets/map\.[a-z2-7]{12}\.js"', page)
    assert re.search(r'data-bounds="139\.7\d+,35\.6\d+,139\.7\d+,35\.7\d+"', page)  # where the body lies
    policy = resident.page.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "img-src 'self' data:" in policy
    assert len(gzip.compress(page.encode())) + len(gzip.compress(STYLE.encode())) < 40 * 1024
    script = resident.client.get(MAP_PATH)
    assert script.headers["content-type"].startswith("text/javascript")
    assert len(gzip.compress(script.content)) < 8 * 1024


def test_a_page_without_a_position_has_no_map(mapped_town: Town) -> None:
    other = FormDocument(title="ご意見", pages=[QuestionPage(id="p", questions=[LongText(id="say", label="ご意見")])])
    assert "data-map" not in mapped_town.resident().begin(mapped_town.form(other).address)


def test_staff_read_where_it_is_as_numbers(town: Town) -> None:
    form = town.form(HOLE)
    resident, staff = town.resident(), town.staff()
    for typed in ({"where__latitude": "35.6895", "where__longitude": "139.6917"}, {"where__place": "市役所の前"}):
        resident.begin(form.address)
        resident.press(**typed)
        resident.press()
        shown = staff.get(f"/api/applications/{resident.path.rsplit('/', 1)[-1]}").json()["pages"][0]["answers"][0]
        at = {"latitude": 35.6895, "longitude": 139.6917} if "where__latitude" in typed else None
        assert shown["point"] == at


@pytest.mark.parametrize(
    ("code", "west", "north"),
    [
        ("131016", 139.73, 35.70),  # 千代田区
        ("011002", 140.99, 43.19),  # 札幌市, which the outline knows by its wards
        ("270008", 135.09, 35.05),  # 大阪府
    ],
)
def test_a_body_lies_where_its_municipalities_lie(code: str, west: float, north: float) -> None:
    found = bounds_of(code)
    assert found is not None
    assert (found.west, found.north) == pytest.approx((west, north), abs=0.03)
    assert bounds_of("999999") is None
