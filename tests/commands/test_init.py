"""`kairan init`, as a script calls it and as a person types at it."""

import os
import pty
import select
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select as select_rows

from kairan.commands import init, organizations
from kairan.core.settings import Settings
from kairan.core.viewer import INSTALLATION
from kairan.core.words import Refusal
from kairan.installation.model import NewBody
from kairan.people import member_table, organization_table
from kairan.people.codes import CheckDigitWrong
from kairan.people.founding import LoginMalformed, OrganizationExists
from kairan.people.municipalities import CodeUnknown
from kairan.people.problems import LoginTaken, PasswordTooShort
from kairan.sessions.passwords import password_matches
from tests.commands.installations import Installations, contents, writing
from tests.support.databases import Kind
from tests.support.server import KAIRAN

PASSWORD = "correct horse battery"
PATIENCE_S = 180  # a machine that runs other tests too may take its time
GIVEN: dict[str, str | None] = {"organization": "府中市", "code": "13206", "name": "佐藤 美咲", "login": "sato"}


def founded(settings: Settings, **changes: str | None) -> None:
    given = {**GIVEN, **changes}
    init.initialise(
        settings, organization=given["organization"], code=given["code"], name=given["name"], login=given["login"]
    )


@pytest.fixture(autouse=True)
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(init, "_is_asked", lambda: False)
    monkeypatch.setenv(init.PASSWORD, PASSWORD)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_script_founds_a_body_whose_administrator_can_sign_in(
    installations: Installations, kind: Kind, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = installations.empty(kind)
    founded(settings)
    with writing(settings) as db:
        assert db.scalar(select_rows(organization_table.c.code)) == "132063"
        assert password_matches(db.scalar(select_rows(member_table.c.password_hash)), PASSWORD)
    said = capsys.readouterr().out
    assert "“府中市”" in said
    assert PASSWORD not in said


def test_a_code_names_the_body_from_the_list(installations: Installations, capsys: pytest.CaptureFixture[str]) -> None:
    settings = installations.empty("sqlite")
    founded(settings, organization=None)
    with writing(settings) as db:
        assert db.scalar(select_rows(organization_table.c.name)) == "府中市"
    with pytest.raises(CodeUnknown):
        founded(settings, organization=None, code="13999")


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_operator_is_added_above_the_bodies_and_another_one_later(installations: Installations, kind: Kind) -> None:
    settings = installations.empty(kind)
    for login in ("shitara", "unyo"):
        init.initialise_operator(settings, name="設楽 運", login=login)
    with pytest.raises(LoginTaken):
        init.initialise_operator(settings, name="別の人", login="shitara")
    founded(settings)
    with writing(settings) as db:
        assert set(db.scalars(select_rows(organization_table.c.id))) > {INSTALLATION}
        of = select_rows(member_table.c.login).where(member_table.c.organization_id == INSTALLATION)
        assert sorted(db.scalars(of)) == ["shitara", "unyo"]


def test_bodies_are_created_and_listed_on_the_machine_itself(
    installations: Installations, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = installations.empty("sqlite")
    organizations.create(settings, NewBody(code="45206", plan="trial", administrator="甲斐 情報", login="kai"))
    organizations.create(settings, NewBody(name="市民病院", kind="hospital", administrator="医事 課長", login="iji"))
    password = capsys.readouterr().out.rstrip().rpartition(" ")[2]
    with writing(settings) as db:
        iji = select_rows(member_table.c.password_hash).where(member_table.c.login == "iji")
        assert password_matches(db.scalar(iji), password)
    organizations.show(settings, sought="", as_json=True)
    listed = msgspec.json.decode(capsys.readouterr().out)
    assert [(one["name"], one["terms"]["plan"], one["use"]["accounts"]) for one in listed] == [
        ("日向市", "trial", 1),
        ("市民病院", "full", 1),
    ]
    organizations.show(settings, sought="日向", as_json=False)
    assert "市民病院" not in capsys.readouterr().out


def test_the_same_body_is_not_founded_twice(installations: Installations) -> None:
    settings = installations.empty("sqlite")
    founded(settings)
    before = contents(settings)
    with pytest.raises(OrganizationExists):
        founded(settings, organization="ふちゅうし", login="suzuki")
    assert contents(settings) == before


@pytest.mark.parametrize(
    ("change", "problem"),
    [({"code": "132064"}, CheckDigitWrong), ({"login": "佐藤"}, LoginMalformed), ({"name": None}, Refusal)],
    ids=["code", "login", "name"],
)
def test_a_script_is_refused_for_what_is_wrong_or_missing_and_nothing_is_founded(
    installations: Installations, change: dict[str, str | None], problem: type[Exception]
) -> None:
    settings = installations.empty("sqlite")
    with pytest.raises(problem):
        founded(settings, **change)
    assert not any(contents(settings).values())


def test_the_password_of_a_script_comes_from_its_variable_and_must_be_long(
    installations: Installations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(init.PASSWORD, "short")
    with pytest.raises(PasswordTooShort):
        founded(installations.empty("sqlite"))
    monkeypatch.delenv(init.PASSWORD)
    with pytest.raises(Refusal, match="KAIRAN_ADMIN_PASSWORD is needed"):
        founded(installations.empty("sqlite"))


class Typist:
    """Types at `kairan init` on a terminal of its own."""

    def __init__(self, data: Path) -> None:
        here, there = pty.openpty()
        environment = {name: value for name, value in os.environ.items() if name != init.PASSWORD}
        self.terminal = here
        self.seen, self.unheard = "", b""
        self.program = subprocess.Popen(
            [KAIRAN, "init", "--data", data],
            stdin=there,
            stdout=there,
            stderr=there,
            env={**environment, "KAIRAN_LANG": "ja", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"},
            start_new_session=True,
        )
        os.close(there)

    def answer(self, question: str, typed: str) -> None:
        """Wait for the question, then type."""
        self.wait_for(question)
        os.write(self.terminal, typed.encode() + b"\n")

    def wait_for(self, words: str) -> None:
        """Wait until the program has said this, after what was waited for before."""
        end = time.monotonic() + PATIENCE_S
        while words.encode() not in self.unheard:
            assert time.monotonic() < end, f"{words!r} did not come: {self.seen}"
            if select.select([self.terminal], [], [], 1)[0]:
                read = self.read()
                self.unheard += read
                self.seen += read.decode("utf-8", "replace")
        self.unheard = self.unheard.partition(words.encode())[2]

    def read(self) -> bytes:
        try:
            return os.read(self.terminal, 4096)
        except OSError:  # the program has ended
            return b""

    def leave(self) -> int:
        """Wait for the end; a program that does not end is ended."""
        try:
            return self.program.wait(PATIENCE_S)
        finally:
            self.program.kill()
            os.close(self.terminal)


@pytest.fixture
def typist(tmp_path: Path) -> Iterator[Typist]:
    typist = Typist(tmp_path / "data")
    yield typist
    assert typist.leave() == 0


def test_a_person_is_asked_for_everything_again_where_needed_and_the_password_is_not_shown(
    typist: Typist, tmp_path: Path
) -> None:
    typist.answer("全国地方公共団体コード", "132064")
    typist.wait_for("検査数字")
    typist.answer("全国地方公共団体コード", "132063")
    typist.wait_for("団体の名称: 府中市")
    typist.answer("管理者の氏名", "佐藤 美咲")
    typist.answer("ログインID", "sato")
    typist.answer("パスワード: ", "short")
    typist.answer("もう一度: ", "short")
    typist.wait_for("12文字以上")
    typist.answer("パスワード: ", PASSWORD)
    typist.answer("もう一度: ", PASSWORD + "x")
    typist.wait_for("一致しません")
    typist.answer("パスワード: ", PASSWORD)
    typist.answer("もう一度: ", PASSWORD)
    typist.wait_for("kairan serve")
    assert PASSWORD not in typist.seen
    with writing(Settings(data=tmp_path / "data")) as db:
        assert db.scalars(select_rows(member_table.c.login)) == ["sato"]
