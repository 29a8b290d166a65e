"""A broadcast's result for its template (結果): figures, departments, posts, places, and whom to look after."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from kairan.applications.paper.layout import Fact, around, inked
from kairan.core.kit.typesetting.glyphs import Printable
from kairan.emergency.broadcasts.printing import BroadcastPrinted
from kairan.emergency.broadcasts.views import BroadcastPace, DepartmentPace
from kairan.people.evidence import written

TEMPLATE = Path(__file__).parent / "report.typ"
DRILL = "これは訓練です"
WORDS = {"kind": "一斉連絡の結果", "replaced": "この書面で表せない文字"}
ASKED_WORDS = {"read": "読む", "confirm": "確認", "question": "質問", "safety": "安否確認"}
DEPARTMENT_HEAD = ("部署", "対象", "届いた", "見た", "対応した", "割合", "けが・助け")
TITLE_HEAD = ("職", "対象", "対応した", "割合", "けが・助け")
PLACE_HEAD = ("いまいる場所", "人数")
PACE_HEAD = ("経過", "端末に届いた", "対応した")
PEOPLE_HEAD = ("氏名", "部署", "段階", "回答", "場所・コメント")
MINUTE_MS = 60_000


def report_paper(out: BroadcastPrinted) -> Mapping[str, object]:
    """Return a broadcast's result."""
    ink, one = Printable(), out.view.broadcast
    tables = [
        _table(ink, "部署ごと", DEPARTMENT_HEAD, (6, 2, 2, 2, 2, 2, 2), _departments(out)),
        _table(ink, "職ごと", TITLE_HEAD, (6, 2, 2, 2, 2), _titles(out)),
        _table(ink, "場所ごと", PLACE_HEAD, (8, 2), _places(out)),
        _table(ink, "経過", PACE_HEAD, (4, 4, 4), _pace(out.figures.pace)),
        _table(ink, "確かめる人", PEOPLE_HEAD, (4, 5, 3, 4, 6), out.people, _left_out(out)),
    ]
    content = {
        "organization": ink(out.organization),
        "heading": ink(one.title),
        "footer": ink(one.title),
        "mark": ink(DRILL if one.is_drill else ""),
        "facts": inked(ink, _facts(out)),
        "tables": [table for table in tables if table["rows"]],
    }
    return content | around(ink, one.title, out.organization, "ja", WORDS)


def _table(
    ink: Printable,
    heading: str,
    head: Sequence[str],
    widths: Sequence[int],
    rows: Sequence[Sequence[str]],
    note: str = "",
) -> dict[str, object]:
    return {
        "heading": ink(heading),
        "head": [ink(cell) for cell in head],
        "widths": list(widths),
        "rows": [[ink(cell) for cell in row] for row in rows],
        "note": ink(note),
    }


def _facts(out: BroadcastPrinted) -> list[Fact]:
    one, pace, before = out.view.broadcast, out.figures.pace, out.figures.before
    facts = [
        ("求めた対応", ASKED_WORDS[one.asked]),
        ("送信", f"{written(one.sent_at)}　{one.by}"),
        ("終了", "続いています" if one.ended_at is None else written(one.ended_at)),
        ("対応した人", f"{one.done:,} / {one.rungs.people:,}人（{_share(one.done, one.rungs.people)}）"),
        ("端末に届いた人", f"{one.rungs.device:,} / {one.rungs.people:,}人"),
        ("届ける手段のない人", f"{out.view.unreachable:,}人"),
        ("半数が対応するまで", _duration(pace.half_ms)),
        ("9割が対応するまで", _duration(pace.most_ms)),
        ("前回", "" if before is None else _before(before)),
        ("出力", f"{written(out.printed_at)}　{out.printed_by}"),
    ]
    return [fact for fact in facts if fact[1]]


def _before(before: BroadcastPace) -> str:
    share = _share(before.done, before.people)
    done = f"{before.done:,} / {before.people:,}人（{share}）"
    return f"{written(before.sent_at)}　{done}　半数まで {_duration(before.half_ms)}"


def _duration(ms: int | None) -> str:
    return "まだです" if ms is None else f"{ms // MINUTE_MS:,}分{ms % MINUTE_MS // 1000}秒"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else ""


def _departments(out: BroadcastPrinted) -> list[list[str]]:
    before = {one.department_id: one for one in out.figures.departments}
    return [
        [
            one.department or "部署なし",
            f"{one.rungs.people:,}",
            f"{one.rungs.device:,}",
            f"{one.rungs.seen:,}",
            f"{one.done:,}",
            _against(one.done, one.rungs.people, before.get(one.department_id)),
            f"{one.help:,}" if one.help else "",
        ]
        for one in out.view.departments
    ]


def _against(done: int, people: int, before: DepartmentPace | None) -> str:
    """Return the share, with the one of the time before where there was one."""
    share = _share(done, people)
    if before is None or not before.people_before:
        return share
    return f"{share}（前回{_share(before.done_before, before.people_before)}）"


def _titles(out: BroadcastPrinted) -> list[list[str]]:
    return [
        [
            one.title or "職なし",
            f"{one.people:,}",
            f"{one.done:,}",
            _share(one.done, one.people),
            f"{one.help:,}" if one.help else "",
        ]
        for one in out.figures.titles
    ]


def _places(out: BroadcastPrinted) -> list[list[str]]:
    return [[one.choice, f"{one.people:,}人"] for one in out.figures.places]


def _pace(pace: BroadcastPace) -> list[list[str]]:
    return [
        [f"{one.minutes:,}分後", f"{one.device:,} / {pace.people:,}", f"{one.done:,} / {pace.people:,}"]
        for one in pace.steps
    ]


def _left_out(out: BroadcastPrinted) -> str:
    return f"ほかの{out.left_out:,}人は、CSVにあります。" if out.left_out > 0 else ""
