"""The arithmetic of the tables: verdicts, medians, ratios, and the document that is written from them."""

import json
import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest

from bench.beside import FLOOR_OF, ratio
from bench.documents import newest_parts, table, write_documents
from bench.floors import FRAME_BYTES, SOURCE
from bench.row import Row, figure, in_ms, median_of, medians, quantile
from bench.town import TEXTS
from kairan.core.journal import Entry
from kairan.core.realtime.frames import line_of

MACHINE = {
    "processor": "x", "cores": "2", "memory": "8 GiB", "kernel": "6", "disk": "d", "load before": "0.1",
    "python": "3.11", "sqlite": "3.4", "commit": "abc", "day": "2026-11-22",
}  # fmt: skip


@pytest.mark.parametrize(
    ("value", "smaller", "verdict"),
    [
        (2_000, False, "holds"), (1_999, False, "missed"), (5_000, False, "holds, aim reached"),
        (2_000, True, "holds, aim reached"), (5_000, True, "holds"), (5_001, True, "missed"),
    ],
)  # fmt: skip
def test_a_verdict_is_computed_from_the_budget(value: float, smaller: bool, verdict: str) -> None:
    must, aim = (5_000, 2_000) if smaller else (2_000, 5_000)
    assert Row("posts", value, "/s", must, aim, smaller_is_better=smaller).verdict == verdict


def test_without_a_budget_there_is_no_verdict() -> None:
    assert Row("posts", 1, "/s").verdict == ""
    assert Row("posts", 1, "/s").holds is None


def test_of_several_runs_the_median_counts_with_its_own_note_and_the_spread_is_told() -> None:
    rounds = [[Row("posts", value, "/s", note=f"run {value}")] for value in (900, 100, 500)]
    (row,) = medians(rounds)
    assert (row.value, row.note, row.spread) == (500, "run 500", "100 to 900 in 3 runs")
    assert median_of([Row("posts", 7, "/s")]).spread == ""


def test_rounds_that_measured_different_things_are_not_mixed() -> None:
    with pytest.raises(ValueError, match="shorter"):
        medians([[Row("a", 1, "s"), Row("b", 1, "s")], [Row("a", 1, "s")]])


def test_quantiles_are_values_that_were_measured() -> None:
    values = [float(number) for number in range(1, 101)]
    assert [quantile(values, share) for share in (0.5, 0.95, 0.99, 1)] == [51, 96, 100, 100]
    assert in_ms([0.001, 0.002, 0.4]) == "p50 2.00 ms, p95 400 ms, p99 400 ms"
    assert [figure(value) for value in (0.123, 12.34, 1234.5)] == ["0.12", "12.3", "1,234"]


def test_a_ratio_stands_beside_what_has_a_floor_in_the_same_run() -> None:
    rows = {row.what: row for row in (Row("floor: bare SQLite inserts, 64 a commit", 10_000, "/s"),)}
    assert ratio(Row("posts acknowledged, 64 senders, SQLite", 2_500, "/s"), rows) == "0.25 of the floor"
    assert ratio(Row("posts acknowledged, 16 senders, SQLite", 2_500, "/s"), rows) == ""
    assert ratio(Row("resume", 2_500, "/s"), rows) == ""
    assert len(FLOOR_OF) == 5


def test_beside_a_peer_stands_how_many_times_better_kairan_is_whichever_way_is_better() -> None:
    rows = {row.what: row for row in (Row("posts, Kairan", 1_500, "/s"), Row("p99, Kairan", 10, "ms"))}
    assert ratio(Row("posts, ejabberd", 500, "/s"), rows) == "Kairan is 3.00 times better"
    assert ratio(Row("p99, Synapse", 5, "ms", smaller_is_better=True), rows) == "Kairan is 2.00 times worse"
    assert ratio(Row("resume, Synapse", 5, "s", smaller_is_better=True), rows) == ""
    assert ratio(rows["posts, Kairan"], rows) == ""


def test_the_floor_sends_as_many_bytes_as_a_message_takes() -> None:
    body = {
        "id": "1ag2dt925zm5c", "n": 12345, "root_id": None, "text": TEXTS[0], "files": [], "mentions": [],
        "client_key": "burst-1234",
    }  # fmt: skip
    raw = msgspec.Raw(msgspec.json.encode(body))
    entry = Entry("room:1ag2dt925zm5c", 12345, "message.posted", 1_790_000_000_000, "1ag2dt925zm5c", raw)
    assert abs(len(line_of(entry)) - FRAME_BYTES) < 40


@pytest.mark.skipif(shutil.which("cc") is None, reason="the bench leaves this floor out without a compiler, too")
def test_the_floor_in_c_sends_what_it_says(tmp_path: Path) -> None:
    subprocess.run(["cc", "-O2", "-Wall", "-Werror", "-o", tmp_path / "floor", SOURCE], check=True)
    done = subprocess.run([tmp_path / "floor", "20", "100", "0.2"], check=True, capture_output=True, text=True)
    sent, wall, cpu = map(float, done.stdout.split())
    assert sent > 0
    assert sent % 20 == 0
    assert 0.2 <= wall < 5
    assert 0 < cpu <= wall * 1.1


def test_the_document_gets_the_newest_figures_of_each_part_and_keeps_the_rest(tmp_path: Path) -> None:
    def kept(name: str, part: str, value: float) -> None:
        row = {"part": part, **msgspec.structs.asdict(Row(f"{part} done", value, "/s", 10, 20))}
        (tmp_path / f"{name}.json").write_text(json.dumps({"machine": MACHINE, "rows": [row]}))

    kept("20260101-000000", "posts", 5)
    kept("20260102-000000", "posts", 25)
    kept("20260101-000001", "idle", 15)
    (tmp_path / "20250101-000000.json").write_text('{"machine": {}, "rows": [{"what": "old form"}]}')
    document = tmp_path / "performance.md"
    words = "# Words\n\n<!-- measured: {} -->\nbefore\n<!-- end -->\n"
    document.write_text(words.format("posts idle") + words.format("history"))
    write_documents(tmp_path, document)
    text = document.read_text()
    assert "| posts done | 25.0 /s | 10 | 20 | holds, aim reached |" in text
    assert "| idle done | 15.0 /s | 10 | 20 | holds |" in text
    assert "5.00 /s" not in text
    assert text.endswith("<!-- measured: history -->\nbefore\n<!-- end -->\n")  # not measured: stays
    write_documents(tmp_path, document)
    assert document.read_text() == text


def test_what_was_missed_stands_out(tmp_path: Path) -> None:
    row = {"part": "posts", **msgspec.structs.asdict(Row("posts", 5, "/s", 10, 20))}
    (tmp_path / "1.json").write_text(json.dumps({"machine": MACHINE, "rows": [row]}))
    assert "**missed**" in table([newest_parts(tmp_path)["posts"]])
