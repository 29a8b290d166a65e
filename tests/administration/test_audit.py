"""The audit: what is on record is found by person, act and time, and can be proved without us."""

import csv
import hashlib
import io
import json
import re
from pathlib import Path

import pytest

from kairan.administration.actions import change_person, give_role, suspend_person
from kairan.administration.audit import AuditFilter, DayMalformed, acts_known, audit
from kairan.administration.audit_export import begin_export, exported_lines, table_head
from kairan.administration.audit_words import ACTS
from kairan.administration.model import AccountChange
from kairan.core.kit.database import Db
from kairan.core.viewer import Entrance
from kairan.people.roles import RoleNeeded
from kairan.sessions.actions import open_session
from tests.administration.conftest import Office

CONSOLE = Path(__file__).parents[2] / "web" / "src" / "console"


def acts(db: Db, office: Office, **wanted: object) -> list[str]:
    page = audit(db, office.auditor, AuditFilter(**wanted))  # type: ignore[arg-type]
    return [entry.kind for entry in page.entries]


def fill(db: Db, office: Office) -> None:
    cast = office.cast
    open_session(db, cast.tanaka.member_id, Entrance(face="single", device="pc", agent="test"))
    suspend_person(db, office.yoshida, cast.suzuki.member_id)
    give_role(db, office.yoshida, cast.sato.member_id, "auditor")


def test_only_administrators_and_auditors_of_the_body_read_its_record(db: Db, office: Office) -> None:
    fill(db, office)
    for viewer in (office.cast.sato, office.cast.guest):
        for ask in (lambda v: audit(db, v, AuditFilter()), lambda v: acts_known(db, v)):
            with pytest.raises(RoleNeeded):
                ask(viewer)
        with pytest.raises(RoleNeeded):
            begin_export(db, viewer, "csv")
        with pytest.raises(RoleNeeded):
            exported_lines(db, viewer, "csv", 0, 100)
    own = [entry.kind for entry in audit(db, office.townsman, AuditFilter()).entries]
    assert own == ["member.roles_held", "organization.created"]
    told = exported_lines(db, office.townsman, "jsonl", 0, 1_000)[0]
    assert office.cast.city not in told


def test_entries_are_found_by_who_did_it_and_to_whom(db: Db, office: Office) -> None:
    fill(db, office)
    cast = office.cast
    assert acts(db, office)[:2] == ["role.given", "person.suspended"]
    of_yoshida = acts(db, office, person_id=office.yoshida.member_id)
    assert of_yoshida == ["role.given", "person.suspended", "member.roles_held"]
    assert acts(db, office, person_id=cast.suzuki.member_id) == ["person.suspended"]
    assert acts(db, office, person_id=cast.tanaka.member_id) == ["sign_in.accepted"]
    assert acts(db, office, act="role.given") == ["role.given"]
    assert acts(db, office, person_id="%") == []
    assert {"organization.created", "role.given", "sign_in.accepted"} <= set(acts_known(db, office.auditor))


def test_entries_are_found_by_days_of_japan(db: Db, office: Office) -> None:
    fill(db, office)
    whole = acts(db, office)
    assert acts(db, office, first_on="2020-01-01", last_on="2999-12-31") == whole
    assert acts(db, office, last_on="2020-01-01") == []
    for day in ("昨日", "2026-02-30", "9999-12-31"):
        with pytest.raises(DayMalformed):
            audit(db, office.auditor, AuditFilter(last_on=day))


def test_a_long_record_comes_in_pages_without_a_hole(db: Db, office: Office) -> None:
    for number in range(120):
        change_person(db, office.yoshida, office.cast.tanaka.member_id, AccountChange(extension=str(number)))
    seen, before = [], None
    while True:
        page = audit(db, office.auditor, AuditFilter(act="person.changed"), before)
        seen += [entry.seq for entry in page.entries]
        before = page.next
        if before is None:
            break
    assert len(seen) == 120
    assert seen == sorted(seen, reverse=True)
    assert page.names[office.yoshida.member_id] == "吉田 恵（yoshida）"


def test_whoever_has_the_json_lines_can_prove_them(db: Db, office: Office) -> None:
    fill(db, office)
    upto = begin_export(db, office.auditor, "jsonl")
    lines = [json.loads(line) for line in exported_lines(db, office.auditor, "jsonl", 0, upto)[0].splitlines()]
    assert [line["seq"] for line in lines] == list(range(1, upto + 1))
    assert lines[-1]["kind"] == "audit.exported"
    before = bytes(32)
    for line in lines:
        body = hashlib.sha256(bytes.fromhex(line["salt"]) + line["body"].encode()).digest()
        heads = (line["stream"], line["seq"], line["kind"], line["at"], line["by"] or "")
        head = "".join(f"{part}\n" for part in heads).encode()
        before = hashlib.sha256(before + head + body).digest()
        assert before.hex() == line["digest"]


def table(db: Db, office: Office, only: AuditFilter = AuditFilter()) -> list[dict[str, str]]:  # noqa: B008
    upto = begin_export(db, office.auditor, "csv", only)
    text = table_head() + exported_lines(db, office.auditor, "csv", 0, upto, only)[0]
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_name_that_looks_like_a_formula_is_only_text_in_the_csv(db: Db, office: Office) -> None:
    change_person(db, office.yoshida, office.cast.tanaka.member_id, AccountChange(extension="1", number="000161"))
    change_person(db, office.yoshida, office.yoshida.member_id, AccountChange(name="=1+1"))
    rows = table(db, office)
    assert [row["操作の種類"] for row in rows][-3:] == ["person.changed", "person.changed", "audit.exported"]
    assert rows[-2]["操作した人"] == "'=1+1"


def test_the_table_says_in_japanese_who_did_what_to_whom(db: Db, office: Office) -> None:
    change_person(db, office.yoshida, office.cast.tanaka.member_id, AccountChange(extension="1", number="000161"))
    give_role(db, office.yoshida, office.cast.sato.member_id, "auditor")
    changed, given = (row for row in table(db, office) if row["操作の種類"] in {"person.changed", "role.given"})
    assert (changed["操作"], changed["操作した人"], changed["操作した人のログインID"]) == (
        "職員の情報を変更", "吉田 恵", "yoshida",
    )  # fmt: skip
    assert (changed["対象の人"], changed["対象の人の職員番号"], changed["対象の人の所属"]) == (
        "田中 一郎", "000161", "土木課",
    )  # fmt: skip
    assert changed["内容"] == "職員番号: なし → 000161 ／ 内線: なし → 1"
    assert given["内容"] == "権限: 監査担当"


def test_who_signed_in_can_be_read_in_the_table(db: Db, office: Office) -> None:
    open_session(db, office.cast.sato.member_id, Entrance("lgwan", "pc"))
    (row,) = (row for row in table(db, office) if row["操作の種類"] == "sign_in.accepted")
    assert (row["操作"], row["操作した人"], row["操作した人のログインID"]) == ("サインイン", "佐藤 美咲", "sato")
    assert "入口: LGWAN側" in row["内容"]


def test_the_table_holds_what_the_screen_was_filtered_by_and_the_record_says_so(db: Db, office: Office) -> None:
    change_person(db, office.yoshida, office.cast.tanaka.member_id, AccountChange(extension="1"))
    give_role(db, office.yoshida, office.cast.sato.member_id, "auditor")
    rows = table(db, office, AuditFilter(act="role.given"))
    assert [row["操作の種類"] for row in rows] == ["role.given"]
    assert table(db, office, AuditFilter(first_on="2001-01-01", last_on="2001-01-02")) == []
    latest = audit(db, office.auditor, AuditFilter(act="audit.exported")).entries[-1]
    assert json.loads(bytes(latest.body))["act"] == "role.given"


def test_an_act_is_called_in_the_table_as_on_the_screen() -> None:
    files = [CONSOLE.joinpath("words", name).read_text("utf-8") for name in ("acts.ts", "alliances.ts", "guests.ts")]
    acts = "".join(text[: text.index("  en: {")] for text in files)
    assert dict(re.findall(r'"([a-z_]+\.[a-z_]+)":\s+"([^"]+)"', acts)) == ACTS
