"""What people type into matrices, rankings, positions and places, what is read from it, and what is not accepted."""

from kairan.forms.conditions import Value
from kairan.forms.questions import AnyQuestion, Matrix, MatrixRow, Option, Position, Ranking

SCALE = [Option("lo", "不満"), Option("mid", "ふつう"), Option("hi", "満足")]
ROWS = [MatrixRow("bus", "バス"), MatrixRow("road", "道路"), MatrixRow("park", "公園（=1+1、<b>）")]
MATRIX = Matrix(id="q", label="満足度", rows=ROWS, options=SCALE)
SOME_ROWS = Matrix(id="q", label="満足度", rows=ROWS, options=SCALE, every_row=False)
FREE_ROWS = Matrix(id="q", label="満足度", rows=ROWS, options=SCALE, required=False)
NO_ROWS = Matrix(id="q", label="満足度")
ABC = [Option("a", "甲"), Option("b", "乙"), Option("c", "丙")]
RANKING, FIRST_TWO = Ranking(id="q", label="順番", options=ABC), Ranking(id="q", label="順番", options=ABC, most=2)
MORE_THAN_ALL, NOTHING_RANKED = Ranking(id="q", label="順番", options=ABC, most=9), Ranking(id="q", label="順番")
POSITION = Position(id="q", label="場所")
EVERY_ROWS: list[AnyQuestion] = [
    MATRIX, SOME_ROWS, FREE_ROWS, NO_ROWS, RANKING, FIRST_TWO, MORE_THAN_ALL, NOTHING_RANKED, POSITION,
]  # fmt: skip

Typed = str | dict[str, str] | list[str]
TOKYO = {"latitude": "35.689500", "longitude": "139.691700"}


def at(latitude: str, longitude: str = "", place: str = "") -> dict[str, str]:
    return {"latitude": latitude, "longitude": longitude, "place": place}


GOOD_ROWS: list[tuple[AnyQuestion, Typed, Value | None]] = [
    (MATRIX, {"park": "lo", "bus": "hi", "road": "mid"}, {"bus": "hi", "road": "mid", "park": "lo"}),
    (MATRIX, {"bus": "", "road": " "}, None),
    (MATRIX, {"other": "hi", "gone": "hi"}, None),
    (SOME_ROWS, {"road": "mid"}, {"road": "mid"}),
    (FREE_ROWS, {"road": "mid"}, {"road": "mid"}),
    (NO_ROWS, {"bus": "hi"}, None),
    (RANKING, {"a": "2", "b": "3", "c": "1"}, ["c", "a", "b"]),
    (RANKING, {"a": "２", "b": "３", "c": "１"}, ["c", "a", "b"]),
    (RANKING, {"a": "", "b": "", "c": ""}, None),
    (FIRST_TWO, {"a": "", "b": "1", "c": "2"}, ["b", "c"]),
    (MORE_THAN_ALL, {"a": "1", "b": "2", "c": "3"}, ["a", "b", "c"]),
    (NOTHING_RANKED, {"a": "1"}, None),
    (POSITION, at("35.6895", "139.6917"), TOKYO),
    (POSITION, at("35.6895, 139.6917"), TOKYO),
    (POSITION, at("35.6895 139.6917"), TOKYO),
    (POSITION, at("３５．６８９５、１３９．６９１７"), TOKYO),
    (POSITION, at("北緯35.6895度、東経139.6917度"), TOKYO),
    (POSITION, at("北緯35.6895度東経139.6917度"), TOKYO),
    (POSITION, at("35.6895N", "139.6917E"), TOKYO),
    (POSITION, at("139.6917", "35.6895"), TOKYO),  # the other way round: only one of them can be a latitude
    (POSITION, at("35°41′22.2″", "139°41′30.12″"), TOKYO),
    (POSITION, at("35度41分22.2秒", "139度41分30.12秒"), TOKYO),
    (POSITION, at("35.689499999999999", "139.691700000000001"), TOKYO),
    (POSITION, at("20.425", "136.081", "沖ノ鳥島"),
     {"latitude": "20.425000", "longitude": "136.081000", "place": "沖ノ鳥島"}),
    (POSITION, at("24.283", "153.98"), {"latitude": "24.283000", "longitude": "153.980000"}),
    (POSITION, at("45.5264", "141.9"), {"latitude": "45.526400", "longitude": "141.900000"}),
    (POSITION, at("", "", "市役所の\n前の 𠮷 橋"), {"place": "市役所の 前の 𠮷 橋"}),
    (POSITION, at("", "", "<b>=HYPERLINK(1)"), {"place": "<b>=HYPERLINK(1)"}),
    (POSITION, at("", "", " \u3000"), None),
]  # fmt: skip

BAD_ROWS: list[tuple[AnyQuestion, Typed, str]] = [
    (MATRIX, {"bus": "hi", "road": "mid"}, "row_missing"),
    (MATRIX, {"bus": "hi", "road": "gone", "park": "lo"}, "no_such_choice"),
    (MATRIX, {"bus": "バス"}, "no_such_choice"),
    (MATRIX, {"bus": "\x00"}, "not_storable"),
    (MATRIX, {"bus": "x" * 100_000}, "too_long"),
    (RANKING, {"a": "1", "b": "1", "c": "2"}, "same_place"),
    (RANKING, {"a": "1", "b": "", "c": "3"}, "place_missing"),
    (RANKING, {"a": "1"}, "place_missing"),
    (RANKING, {"a": "4", "b": "1", "c": "2"}, "no_such_choice"),
    (RANKING, {"a": "0"}, "no_such_choice"),
    (RANKING, {"a": "-1"}, "no_such_choice"),
    (RANKING, {"a": "1.0"}, "no_such_choice"),
    (RANKING, {"a": "٣"}, "no_such_choice"),
    (RANKING, {"a": "1" * 5_000}, "too_long"),
    (FIRST_TWO, {"a": "3"}, "no_such_choice"),
    (FIRST_TWO, {"a": "2"}, "place_missing"),
    (POSITION, at("35.6895"), "half_position"),
    (POSITION, at("", "139.6917"), "half_position"),
    (POSITION, at("48.8566", "2.3522"), "outside_japan"),
    (POSITION, at("35.6895", "239.6917"), "outside_japan"),
    (POSITION, at("-35.6895", "139.6917"), "coordinates"),
    (POSITION, at("35.6895S", "139.6917"), "coordinates"),
    (POSITION, at("35°60′0″", "139°41′30″"), "coordinates"),
    (POSITION, at("٣٥.٦", "139.6917"), "coordinates"),
    (POSITION, at("1e1", "139.6917"), "coordinates"),
    (POSITION, at("NaN", "inf"), "coordinates"),
    (POSITION, at("駅前", "139.6917"), "coordinates"),
    (POSITION, at("", "", "あ" * 201), "too_long"),
    (POSITION, at("", "", "私の番号は123456789018です"), "my_number"),
    (POSITION, at("\x1b[31m", "139"), "not_storable"),
]  # fmt: skip
