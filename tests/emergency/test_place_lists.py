"""Lists of shelters: a city's own, and the habits of others."""

from pathlib import Path

import pytest

from kairan.core.kit.problems import Problem
from kairan.emergency.places.columns import STANDARD, heading_of
from kairan.emergency.places.lists import PlaceList, capacity_of, read_places, whole_code

DATA = Path(__file__).resolve().parents[1] / "data"
HEAD = "ID,名称,緯度,経度,想定収容人数,災害種別_洪水"


def read(*lines: str, head: str = HEAD, encoding: str = "utf-8") -> PlaceList:
    return read_places("\r\n".join([head, *lines]).encode(encoding))


def faults(found: PlaceList) -> list[tuple[int, str, str]]:
    return [(line, column, why) for line, column, _, why in found.faults]


def test_a_citys_list_is_read_whole() -> None:
    found = read_places((DATA / "shelters" / "nanao-designated.csv").read_bytes())
    assert (len(found.rows), found.unknown, found.has_people, found.faults) == (112, [], False, [])
    first = found.rows[0]
    assert (first.code, first.name, first.latitude, first.longitude) == (
        "CC0000000504",
        "御祓地区コミュニティセンター",
        37.04826,
        136.96136,
    )
    assert (first.capacity, first.listed.capacity_text) == (191, "屋内191人／屋外0人(面積の1/2)")
    assert first.address == "石川県七尾市一本杉町１２４"
    assert first.listed.dangers == ["flood", "landslide", "surge", "earthquake", "tsunami", "inland_flood"]
    assert first.listed.cells["所在地_全国地方公共団体コード"] == "172022"
    assert first.listed.cells["対象となる町会・自治会"] == "御祓地区（25町会）"


@pytest.mark.parametrize("hour", sorted((DATA / "shelters").glob("nanao-open-*.csv")), ids=lambda one: one.stem[11:])
def test_every_hour_of_what_was_open_is_read(hour: Path) -> None:
    found = read_places(hour.read_bytes())
    assert found.has_people
    assert found.rows
    assert all(one.people is not None for one in found.rows)


def test_all_columns_of_the_standard_are_kept_by_their_names() -> None:
    row = [
        "011002" if "コード" in one else "1" if one.startswith("災害") else f"値{n}" for n, one in enumerate(STANDARD)
    ]
    row[STANDARD.index("緯度")], row[STANDARD.index("経度")] = "43.06", "141.35"
    row[STANDARD.index("想定収容人数")] = "50"
    quoted = [f'"{one}"' for one in STANDARD]
    found = read(",".join(row), head=",".join(quoted))
    assert set(found.rows[0].listed.cells) == set(STANDARD)
    assert (found.faults, len(found.rows[0].listed.dangers)) == ([], 8)


@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig", "utf-8"])
def test_the_encodings_of_offices(encoding: str) -> None:
    found = read("1,第一小学校,36.5,137.1,120,○", encoding=encoding)
    assert (found.rows[0].name, found.rows[0].capacity, found.rows[0].listed.dangers) == ("第一小学校", 120, ["flood"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("施設・場所名", "名称"),
        ("名称＿カナ", "名称_カナ"),
        ("住所", "所在地_連結表記"),
        ("崖崩れ、土石流及び地滑り", "災害種別_崖崩れ、土石流及び地滑り"),
        ("災害種別＿崖崩れ,土石流及び地滑り", "災害種別_崖崩れ、土石流及び地滑り"),
        ("建物名等（方書）", "建物名等(方書)"),
        ("人数_令和6年1月9日午後6時時点", "人数"),
        (" 緯度 ", "緯度"),
        ("都道府県コード又は市区町村コード", "全国地方公共団体コード"),
        ("備考２", "備考2"),
    ],
)
def test_headings_as_bodies_write_them(written: str, meant: str) -> None:
    assert heading_of(written) == meant


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("191", 191),
        ("50,700 ", 50_700),
        ("屋内191人／屋外0人(面積の1/2)", 191),
        ("屋内1,371人／屋外5,470人（面積の1/2）", 1_371),
        ("屋内2,736人屋外11,700人（面積の1/2）", 2_736),
        ("約３００名", 300),
        ("未定", None),
        ("99999999999999999999", None),
    ],
)
def test_capacities_as_bodies_write_them(typed: str, count: int | None) -> None:
    assert capacity_of(typed) == count


@pytest.mark.parametrize(
    ("typed", "code"),
    [("172022", "172022"), ("17202", "172022"), ("172022.0", "172022"), ("11002", "011002"), ("1100", "011002"),
     ("０１１００２", "011002"), ("999999", None), ("七尾市", None)],
)  # fmt: skip
def test_codes_that_lost_a_digit(typed: str, code: str | None) -> None:
    assert whole_code(typed) == code


def test_what_is_not_understood_is_told_and_the_place_is_taken_all_the_same() -> None:
    found = read(
        "1,北の集会所,137.1,36.5,多数,はい",
        "2,遠い集会所,51.5,-0.12,10,？",
        "3,途中の集会所,北緯,東経,10,0.0",
        "1,北の集会所,36.5,137.1,10,1",
        "4,,36.5,137.1,10,1",
        f"5,{'長' * 130},36.5,137.1,10,1",
        "6,使えない\x07集会所,36.5,137.1,10,1",
    )
    assert faults(found) == [
        (2, "緯度", "swapped"),
        (2, "想定収容人数", "capacity"),
        (3, "緯度", "abroad"),
        (3, "災害種別_洪水", "hazard"),
        (4, "緯度", "position"),
        (5, "ID", "twice"),
        (6, "名称", "not_named"),
        (7, "名称", "cut"),
        (8, "名称", "unstorable"),
        (8, "名称", "not_named"),
    ]
    assert [(one.name[:2], one.latitude) for one in found.rows] == [
        ("北の", 36.5),
        ("遠い", None),
        ("途中", None),
        ("長長", 36.5),
    ]
    assert found.told("ja", 1)[0].sentence == "緯度と経度が逆のため、入れ替えて取り込みます。"


def test_without_ids_the_same_name_at_the_same_address_is_one_place() -> None:
    found = read("集会所,本町1", "集会所,裏町2", "集会所,本町1", head="名称,住所")
    assert ([one.address for one in found.rows], faults(found)) == (["本町1", "裏町2"], [(4, "名称", "twice")])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "roster.empty"),
        ("氏名,電話\r\n佐藤,1".encode(), "place.list_unfit"),
        ("名称\r\n".encode() + "あ\r\n".encode() * 3_001, "place.list_too_large"),
        (b"PK\x03\x04", "roster.not_csv"),
    ],
)
def test_what_is_no_list_is_refused_in_words(data: bytes, code: str) -> None:
    with pytest.raises(Problem) as refused:
        read_places(data)
    assert refused.value.code == code
