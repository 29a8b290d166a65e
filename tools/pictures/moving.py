"""The walk of docs/moving-in.md: a city of 5,000 moves in, from `kairan init` to an auditor's question.

Everything happens on a real server with an empty data folder and two entrances; nothing is put into the database beside
it. What takes long is measured and printed.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.server import Server
from tools.pictures.camera import Camera
from tools.pictures.moving_outside import invite_a_guest, let_a_phone_in
from tools.pictures.moving_over import announce_the_start, answer_the_auditor, prepare_transfers
from tools.pictures.office import OWN_PASSWORD, Desk
from tools.pictures.roster import Row, as_csv, cast_in, roster_of
from tools.pictures.town import Town

CITY = "汐見原市"
PEOPLE = 5_000
INSIDE, OUTSIDE = "kairan.lgwan.localhost", "kairan.city.localhost"


def take_all(camera: Camera) -> None:
    """Walk through all stages; a stage stands on those before it, so all are walked for one picture."""
    rows = roster_of(PEOPLE)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder), cast_in(rows)["administrator"]) as server:
        inside, outside = (f"http://{host}:{server.port}" for host in (INSIDE, OUTSIDE))
        town = Town(camera, inside, outside, cast_in(rows), Desk(camera, inside))
        sign_in_first(town)
        import_everybody(town, rows, Path(folder))
        print_sheets(town)
        give_powers(town)
        set_the_policy(town)
        let_a_phone_in(town)
        invite_a_guest(town)
        prepare_transfers(town)
        answer_the_auditor(town)
        announce_the_start(town)


@contextmanager
def served(folder: Path, administrator: Row) -> Iterator[Server]:
    """Serve an empty installation with two entrances, once `kairan init` has made the city."""
    server = Server(folder)
    server.environment |= {
        "KAIRAN_URL": f"http://{INSIDE}:{server.port}",
        "KAIRAN_GUEST_URL": f"http://{OUTSIDE}:{server.port}",
        "KAIRAN_FACES": f'{{"{INSIDE}": "lgwan", "{OUTSIDE}": "internet"}}',
        "KAIRAN_ADMIN_PASSWORD": OWN_PASSWORD,
        "LANG": "ja_JP.UTF-8",
    }
    made = server.run("init", "--organization", CITY, "--name", administrator.name, "--login", administrator.login)
    print(made.stdout or made.stderr, flush=True)
    made.check_returncode()
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long it took; the guide quotes it."""
    began = time.monotonic()
    yield
    load = os.getloadavg()[0]
    print(f"  {what}: {time.monotonic() - began:.1f} s (load {load:.1f} on {os.cpu_count()} processors)", flush=True)


def sign_in_first(town: Town) -> None:
    """段 1: the administrator's first look at their console, with nobody in it but themselves."""
    town.office.sign_in(town.cast["administrator"].login, OWN_PASSWORD)
    page = town.office.page
    page.get_by_role("link", name="管理").first.wait_for()
    town.office.go("/console/people", "職員")
    page.get_by_text(town.cast["administrator"].name).first.wait_for()
    town.office.take("first")


def import_everybody(town: Town, rows: list[Row], folder: Path) -> None:
    """段 2: a file with faults is refused, the corrected one is looked at and imported."""
    page = town.office.go("/console/roster", "名簿")
    town.office.take("roster")
    faulty = as_csv(rows).decode("cp932").splitlines()
    faulty[3] = faulty[3].replace(rows[2].name, "", 1)
    faulty[41] = faulty[41].replace(rows[40].login, rows[39].login, 1)
    choose(town, folder / "職員名簿.csv", "\r\n".join(faulty).encode("cp932"))
    page.get_by_text("誤りが").first.wait_for()
    town.office.take("roster-faults")
    page.get_by_role("button", name="別のファイルを選ぶ").click()
    with timed(f"looking at a roster of {PEOPLE}"):
        choose(town, folder / "職員名簿.csv", as_csv(rows))
        page.get_by_role("heading", name="取り込むとこうなります").wait_for()
    town.office.take("roster-plan")
    page.get_by_role("button", name="取り込む", exact=True).click()
    with timed(f"importing {PEOPLE} people"):
        page.get_by_role("dialog").get_by_role("button", name="取り込む", exact=True).click()
        page.get_by_text("取り込みました").first.wait_for()
    town.office.take("roster-done")


def choose(town: Town, file: Path, content: bytes) -> None:
    """Choose a file on the page of the roster."""
    file.write_bytes(content)
    with town.office.page.expect_file_chooser() as chooser:
        town.office.page.get_by_role("button", name="CSVファイルを選ぶ", exact=True).click()
    chooser.value.set_files(file)


def print_sheets(town: Town) -> None:
    """段 3: a thousand sheets with first passwords, and what is left to print."""
    page = town.office.page
    page.get_by_role("button", name="サインインの案内を印刷する").click()
    page.get_by_text("人分を作ります。").first.wait_for()
    town.office.take("sheets")
    with timed("a PDF of 1,000 sheets"), page.expect_download() as download:
        page.get_by_role("button", name="PDFを作る").click()
    size = Path(download.value.path()).stat().st_size
    print(f"  the PDF has {size / 1_000_000:.1f} MB", flush=True)
    page.get_by_text("案内を作りました").first.wait_for()


def give_powers(town: Town) -> None:
    """Within 段 1 of the guide, possible once people are there: a second administrator, and an auditor."""
    page = town.office.go("/console/people", "職員")
    page.get_by_text(f"{PEOPLE:,}人").first.wait_for()
    town.office.take("people")
    for part, role in (("second", "管理者"), ("auditor", "監査担当")):
        person = town.cast[part]
        page.get_by_role("searchbox").first.fill(person.name)
        page.get_by_text(f"ID {person.login}").first.click()
        page.get_by_role("button", name=f"{role}にする…").click()
        page.get_by_role("textbox", name="理由").fill("移行にあたり、団体の長が指名したため")
        page.get_by_role("button", name="依頼する", exact=True).click()
        page.get_by_text(f"{role}の権限があります").first.wait_for()
        if part == "second":
            page.get_by_role("dialog").get_by_role("button", name="利用を休止する").scroll_into_view_if_needed()
            town.office.take("powers")
        page.get_by_role("dialog").get_by_role("button", name="取り消す").click()
        page.get_by_role("dialog").wait_for(state="hidden")


def set_the_policy(town: Town) -> None:
    """段 4: two entrances from the preset for separated networks, looked through, saved and tried out."""
    page = town.office.go("/console/policy", "ポリシー")
    page.get_by_role("row", name="ルームの閲覧").first.wait_for()
    page.get_by_role("button", name="ひな形から始める").click()
    page.get_by_role("option", name="三層分離").click()
    page.get_by_role("tab", name="インターネット側").or_(page.get_by_text("インターネット側")).first.click()
    page.get_by_text("を当てはめました。").first.wait_for(state="hidden")
    town.office.take("policy")
    page.get_by_role("button", name="変更を確かめて保存").click()
    page.get_by_role("heading", name="変更の確認").first.wait_for()
    town.office.take("policy-review")
    page.get_by_role("button", name="保存する").click()
    page.get_by_text("ポリシーを変更しました。").first.wait_for()
    page.get_by_role("tab", name="確かめる").click()
    page.get_by_role("searchbox").last.fill(town.cast["master"].name)
    page.get_by_role("button", name=town.cast["master"].name).first.click()
    page.get_by_role("button", name="入口").click()
    page.get_by_role("option", name="インターネット側").click()
    page.get_by_role("button", name="端末").click()
    page.get_by_role("option", name="スマートフォン").click()
    page.get_by_role("row", name="ダウンロード").first.wait_for()
    town.office.take("policy-try")
