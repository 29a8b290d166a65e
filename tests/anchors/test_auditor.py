"""The auditor's script, alone in a process of its own: yesterday's record is part of today's, or it tells."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import delete, select, update

from kairan.administration.actions import give_role, take_role
from kairan.administration.audit_export import begin_export, exported_lines
from kairan.anchors.actions import Draft, draft_anchor, keep_anchor
from kairan.anchors.keys import SigningKey
from kairan.anchors.letters import anchor_letter
from kairan.anchors.model import AnchorFile, anchor_table
from kairan.anchors.outlets import encoded
from kairan.anchors.proofs import prove
from kairan.anchors.queries import anchor_file
from kairan.commands import anchoring
from kairan.core.journal.model import entry_table, stream_table
from kairan.core.kit.database import Db
from kairan.people import organization_stream
from tests.anchors.test_attacks import rewrite
from tests.cast import Cast, assemble

KEY = SigningKey("city.example.lg.jp", bytes(range(32)))


class Case:
    """What an auditor has on their desk: the script, two anchors, today's export and a proof."""

    def __init__(self, db: Db, desk: Path) -> None:
        self.db, self.desk = db, desk
        self.cast: Cast = assemble(db)
        self.chief = msgspec.structs.replace(self.cast.sato, roles=frozenset({"administrator", "auditor"}))
        self.stream = organization_stream(self.cast.city)
        self.act()
        self.yesterday = self.anchor()
        self.act()
        self.today = self.anchor()
        self.act()
        anchoring.verifier(desk)
        (desk / "yesterday.eml").write_text(anchor_letter("kansa@city.example.lg.jp", 1, self.yesterday.note).text)
        self.lay_out(self.today)

    def lay_out(self, today: AnchorFile) -> None:
        """Put today's papers on the desk."""
        (self.desk / "export.jsonl").write_text(self.export())
        (self.desk / "proof.json").write_bytes(msgspec.json.encode(prove(self.db, self.stream, [1, 2])))
        (self.desk / "today.json").write_bytes(encoded(today))

    def act(self) -> None:
        """Let an administrator do something that is put on record."""
        for _ in range(3):
            give_role(self.db, self.chief, self.cast.tanaka.member_id, "auditor")
            take_role(self.db, self.chief, self.cast.tanaka.member_id, "auditor")

    def anchor(self) -> AnchorFile:
        draft = draft_anchor(self.db, "city.example.lg.jp", KEY)
        assert isinstance(draft, Draft)
        no = keep_anchor(self.db, draft)
        file = anchor_file(self.db, no or 0)
        assert file is not None
        return file

    def export(self) -> str:
        upto = begin_export(self.db, self.chief, "jsonl")
        return exported_lines(self.db, self.chief, "jsonl", 0, upto)[0]

    def run(self, *arguments: str) -> tuple[int, str]:
        """Run the script as the auditor does: by itself, in their folder."""
        command = [sys.executable, "-I", "kairan_verifier.py", *arguments]
        done = subprocess.run(command, cwd=self.desk, capture_output=True, text=True, timeout=60)
        return done.returncode, done.stdout + done.stderr

    def check(self) -> tuple[int, str]:
        kept = ["--anchor", "yesterday.eml", "--anchor", "today.json"]
        return self.run("record", "export.jsonl", "--proof", "proof.json", *kept, "--key", KEY.public.line)

    def change(self, name: str, act: Any) -> None:
        """Change what lies in a file as JSON."""
        file = self.desk / name
        held = json.loads(file.read_text())
        act(held)
        file.write_text(json.dumps(held))

    def change_line(self, place: int, **values: Any) -> None:
        """Change a line of the export."""
        lines = (self.desk / "export.jsonl").read_text().splitlines()
        lines[place] = json.dumps({**json.loads(lines[place]), **values})
        (self.desk / "export.jsonl").write_text("\n".join(lines) + "\n")


@pytest.fixture
def case(db: Db, tmp_path: Path) -> Case:
    return Case(db, tmp_path)


def test_yesterdays_record_is_proved_to_be_part_of_todays(case: Case) -> None:
    code, told = case.check()
    assert (code, told.partition(":")[0]) == (0, "OK"), told
    assert "part of it: anchor 1 of" in told
    assert "anchor 2 of" in told
    assert "7 are younger than the last anchor" in told
    assert case.run("anchor", "today.json", "--key", KEY.public.line)[0] == 0


def test_whatever_was_altered_is_told(case: Case) -> None:
    proof = (case.desk / "proof.json").read_text()
    export = (case.desk / "export.jsonl").read_text()

    def told() -> str:
        code, said = case.check()
        (case.desk / "proof.json").write_text(proof)
        (case.desk / "export.jsonl").write_text(export)
        assert code == 1, said
        return said.strip().removeprefix("WRONG: ")

    case.change_line(3, body='{"id":"x"}')
    assert told() == "entry 4: the body was altered"
    case.change_line(3, at=1)
    assert told() == "entry 4 was altered"
    (case.desk / "export.jsonl").write_text("".join(export.splitlines(keepends=True)[:5]))
    assert told().startswith("anchor 1: the record does not reach entry")
    (case.desk / "export.jsonl").write_text("".join(export.splitlines(keepends=True)[1:]))
    assert told() == "entry 1 is missing"
    case.change("proof.json", lambda held: held["anchors"][0].update(digest="00" * 32))
    assert told() == "anchor 1: the stream is not in it"
    case.change("proof.json", lambda held: held["growth"][0]["path"].clear())
    assert told() == "anchor 2 does not continue anchor 1"
    case.change("proof.json", lambda held: held["anchors"].pop(0))
    assert told() == "the proof says nothing of anchor 1"


def test_a_record_that_was_written_anew_since_yesterday_is_told(case: Case) -> None:
    """The server tells a story that fits together, signed with its own key; only yesterday's letter is against it."""
    no = case.db.scalar(select(stream_table.c.no).where(stream_table.c.name == case.stream))
    here = (entry_table.c.stream_no == no) & (entry_table.c.seq == 2)
    case.db.execute(update(entry_table).where(here).values(body='{"id":"somebody else"}'))
    rewrite(case.db, no)
    case.db.execute(delete(anchor_table))
    case.anchor()
    case.lay_out(case.anchor())
    code, told = case.check()
    assert (code, told.strip()) == (1, "WRONG: anchor 1 of the proof is not the one that was kept")


def test_an_anchor_with_other_heads_or_of_another_key_is_told(case: Case) -> None:
    stranger = SigningKey.new("city.example.lg.jp").public.line
    assert case.run("anchor", "today.json", "--key", stranger)[1].strip() == "WRONG: there is no signature of this key"
    case.change("today.json", lambda held: held["heads"].pop())
    assert case.run("anchor", "today.json")[1].strip() == "WRONG: the heads are not those that were signed"


def test_some_entries_of_a_stream_need_their_links(case: Case) -> None:
    lines = [json.loads(line) for line in (case.desk / "export.jsonl").read_text().splitlines()]
    some = [{**lines[3], "line": "entry", "before": lines[2]["digest"]}]
    (case.desk / "export.jsonl").write_text("".join(json.dumps(line) + "\n" for line in some))
    assert "does not reach entry" in case.check()[1]
    (case.desk / "proof.json").write_bytes(msgspec.json.encode(prove(case.db, case.stream, [1, 2], first=4)))
    assert case.check()[0] == 0


def test_the_script_is_small_and_needs_nothing_of_ours(case: Case) -> None:
    source = (case.desk / "kairan_verifier.py").read_text()
    assert "import kairan" not in source
    assert "from kairan" not in source
    assert source.count("\n") <= 400
