"""The record of an incident for its template."""

from collections.abc import Mapping
from pathlib import Path

from kairan.applications.paper.layout import Fact, around, inked
from kairan.core.kit.typesetting.glyphs import Printable
from kairan.emergency.closing.paper.map import drawn
from kairan.emergency.closing.printing import BroadcastReached, IncidentPrinted, MapPrinted
from kairan.emergency.incidents.table import DAMAGE_WORDS, KIND_WORDS, SEVERITY_WORDS, STATUS_WORDS
from kairan.emergency.incidents.views import ChronologyEntry, PeopleDone
from kairan.people.evidence import written

TEMPLATE = Path(__file__).parent / "record.typ"
MAP_TEMPLATE = Path(__file__).parent / "map.typ"
MAP_MM, MAP_PAGE_MM = (180.0, 110.0), (267.0, 130.0)
MINUTE = 60_000
DRILL = "これは訓練です"
WORDS = {
    "kind": "災害対応の記録",
    "broadcasts": "一斉連絡の到達",
    "chronology": "クロノロジー",
    "map": "地図",
    "review": "振り返り（よかったこと、次に改善すること）",
    "replaced": "この書面で表せない文字",
}
BROADCAST_HEAD = ("送信日時", "題名", "対象", "届いた", "見た", "確認", "回答", "半数まで", "9割まで")
ENTRY_HEAD = ("番号", "日時", "種別・状況", "内容", "情報源・場所", "担当・記入")


def record_paper(out: IncidentPrinted) -> Mapping[str, object]:
    """Return the record of an incident."""
    ink, one = Printable(), out.view.incident
    content = {
        "organization": ink(out.organization),
        "heading": ink(one.name),
        "footer": ink(one.name),
        "mark": ink(DRILL if one.is_drill else ""),
        "facts": inked(ink, _facts(out)),
        "map": drawn(ink, out.map, out.hazards, MAP_MM),
        "review": ink(out.review),
        "broadcast_head": [ink(cell) for cell in BROADCAST_HEAD],
        "broadcasts": [[ink(cell) for cell in _reached(each)] for each in out.broadcasts],
        "entry_head": [ink(cell) for cell in ENTRY_HEAD],
        "entries": [_entry(ink, each) for each in out.entries],
        "left_out": ink(f"これより前の{out.left_out:,}件は、CSVにあります。" if out.left_out else ""),
    }
    return content | around(ink, one.name, out.organization, "ja", WORDS)


def _facts(out: IncidentPrinted) -> list[Fact]:
    view, one = out.view, out.view.incident
    facts = [
        ("体制", one.level),
        ("開始", written(one.begun_at)),
        ("終了", "対応中" if one.ended_at is None else written(one.ended_at)),
        ("参加者", f"{view.people:,}人"),
        ("記録", f"未対応 {view.open:,}件　対応中 {view.working:,}件　完了 {view.done:,}件"),
        ("安否確認", _answered(view.safety)),
        ("参集", _answered(view.muster)),
        ("出力", f"{written(out.printed_at)}　{out.printed_by}"),
    ]
    return [fact for fact in facts if fact[1]]


def _answered(answered: PeopleDone | None) -> str:
    return "" if answered is None else f"{answered.done:,} / {answered.people:,}人"


def _reached(one: BroadcastReached) -> list[str]:
    rungs = one.rungs
    counts = (rungs.people, rungs.device, rungs.seen, rungs.confirmed, rungs.answered)
    return [
        written(one.sent_at),
        one.title,
        *(f"{count:,}" for count in counts),
        *map(_lasted, (one.half_ms, one.most_ms)),
    ]


def _lasted(ms: int | None) -> str:
    return "－" if ms is None else "1分以内" if ms < MINUTE else f"{ms // MINUTE:,}分"


def _entry(ink: Printable, one: ChronologyEntry) -> dict[str, object]:
    kinds = (KIND_WORDS[one.kind], DAMAGE_WORDS[one.damage], SEVERITY_WORDS[one.severity], STATUS_WORDS[one.status])
    where = "" if one.position is None else f"{one.position.latitude:.5f}, {one.position.longitude:.5f}"
    photos = f"（添付 {len(one.files)}件）" if one.files else ""
    return {
        "struck": one.struck_at is not None,
        "cells": [
            ink(str(one.number)),
            ink(written(one.happened_at)),
            ink("・".join(filter(None, kinds))),
            ink(f"{one.text}{photos}" + (f"【取消】{one.struck_reason}" if one.struck_at is not None else "")),
            ink("　".join(filter(None, (one.source, one.place, where)))),
            ink("　".join(filter(None, (one.responsible, one.writer)))),
        ],
    }


def map_paper(out: MapPrinted) -> Mapping[str, object]:
    """Return the map of an incident."""
    ink, one = Printable(), out.incident
    content = {
        "organization": ink(out.organization),
        "heading": ink(one.name),
        "footer": ink(f"{one.name}　{written(out.printed_at)}　{out.printed_by}"),
        "mark": ink(DRILL if one.is_drill else ""),
        "map": drawn(ink, out.map, out.hazards, MAP_PAGE_MM),
    }
    return content | around(ink, one.name, out.organization, "ja", WORDS | {"kind": "災害の地図"})
