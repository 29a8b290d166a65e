"""A form that asks for a proof of work: computed silently, or waited for; a challenge is good for one application."""

import re
from html import unescape
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from kairan.applications.problems import WorkNeeded, WorkTooSoon
from kairan.applications.proof_of_work import (
    NUMBERS,
    VALID_MS,
    WAIT_MS,
    Challenge,
    Work,
    is_computed,
    is_waited_for,
    new_challenge,
    read_challenge,
    require_work,
)
from kairan.core.kit.clock import as_of
from kairan.core.kit.ids import new_id
from kairan.core.kit.secrets import SecretBox
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.questions import ShortText
from tests.applications.conftest import Offered, Town
from tests.applications.resident import Resident

OPINION = FormDocument(
    title="計画へのご意見",
    contact="企画課",
    pages=[QuestionPage(id="p", questions=[ShortText(id="text", label="ご意見")])],
)


@pytest.fixture
def box(tmp_path_factory: pytest.TempPathFactory) -> SecretBox:
    """The key of another installation than the town's."""
    return SecretBox(tmp_path_factory.mktemp("key") / "key")


def solved(challenge: Challenge) -> str:
    """Compute as a browser does."""
    return next(str(one) for one in range(NUMBERS) if is_computed(challenge, str(one)))


def challenge_in(one: Resident) -> Challenge:
    """Return what a page says is to be computed."""
    salt, target = (unescape(re.findall(f'data-{name}="([^"]*)"', one.page.text)[0]) for name in ("salt", "target"))
    return Challenge(salt, target, "", 0)


def asked(town: Town, **terms: object) -> Offered:
    """Publish a form that asks for it."""
    return town.form(OPINION, asks_work=True, **terms)


def at_check(town: Town, form: Offered) -> Resident:
    """Somebody who has filled it in."""
    one = town.resident()
    one.begin(form.address)
    one.press(text="駅前に図書館がほしい")
    assert one.path == f"/f/{form.address}/check"
    return one


def test_a_challenge_is_good_for_its_own_draft_until_it_is_over_and_as_it_was_signed(box: SecretBox) -> None:
    draft, other = new_id(), new_id()
    challenge = new_challenge(box, draft)
    assert len(challenge.salt) + len(str(NUMBERS)) <= 55
    number = solved(challenge)
    assert require_work(box, draft, Work(challenge.text, number)) == "computed"
    salt, target, signature = challenge.text.split("~")
    bad = [
        "", "~~", "~" * 9, "x" * 400, "髙~﨑~葛", challenge.text + "~", challenge.text.replace(draft, other),
        f"{salt}~{target}~{'0' * 64}", f"{salt[:-1]}1.~{target}~{signature}", f"{salt}~{'0' * 64}~{signature}",
    ]  # fmt: skip
    for text in bad:
        with pytest.raises(WorkNeeded):
            require_work(box, draft, Work(text, number))
    with pytest.raises(WorkNeeded):
        require_work(box, other, Work(challenge.text, number))
    with as_of(challenge.at + VALID_MS), pytest.raises(WorkNeeded):
        require_work(box, draft, Work(challenge.text, number))


@pytest.mark.parametrize("number", ["", "-1", "１２３", "1e3", "9" * 5_000, " 1", "0x1"])
def test_what_is_no_number_is_waited_for_and_counted_as_such(box: SecretBox, number: str) -> None:
    draft = new_id()
    challenge = new_challenge(box, draft)
    work = Work(challenge.text, number)
    assert is_waited_for(box, draft, work)
    with as_of(challenge.at + WAIT_MS - 1), pytest.raises(WorkTooSoon):
        require_work(box, draft, work)
    with as_of(challenge.at + WAIT_MS):
        assert require_work(box, draft, work) == "waited"
    assert not is_waited_for(box, draft, Work("", number))
    assert read_challenge(box, draft, challenge.text) == challenge


def test_what_was_computed_is_submitted_at_once_and_makes_one_application(town: Town) -> None:
    form = asked(town)
    one = at_check(town, form)
    sent = one.sent(found=solved(challenge_in(one)))
    for _ in range(2):
        one.page = one.client.post(one.action, data=sent, headers={"Origin": one.url})
        assert "受け付けました" in one.page.text
    other = at_check(town, form)
    theirs = {**other.sent(), "work": sent["work"], "found": sent["found"]}  # paid once, used twice
    other.page = other.client.post(other.action, data=theirs, headers={"Origin": other.url})
    assert "まだ送信していません" in other.page.text
    rows = town.staff().get(f"/api/forms/{form.id}/applications").json()["applications"]
    assert len(rows) == 1


def test_without_a_script_one_waits_and_trying_early_does_not_begin_anew(town: Town) -> None:
    form = asked(town)
    one = at_check(town, form)
    assert "15秒ほどおいて送信してください" in one.page.text
    first = one.sent()["work"]
    one.press()
    assert "15秒ほどおいて、もう一度「送信する」を押してください" in one.page.text
    assert one.sent()["work"] == first
    one.press()
    assert one.sent()["work"] == first
    one.open(f"/f/{form.address}/check?work={quote(first[0][:-1] + '0')}")  # no challenge of ours: a new one
    assert one.sent()["work"] != first


def test_it_is_asked_of_strangers_alone_and_where_it_is_switched_on(town: Town) -> None:
    assert "data-salt" in at_check(town, asked(town, audience="link")).page.text
    assert "data-salt" not in at_check(town, town.form(OPINION)).page.text
    known = asked(town, audience="staff")
    staff = town.resident()
    staff.client = town.staff()
    staff.client.follow_redirects = True
    staff.begin(known.address)
    staff.press(text="庁内から")
    assert "送信する" in staff.page.text
    assert "data-salt" not in staff.page.text


def test_a_page_with_it_lets_its_own_script_run_and_no_other(town: Town) -> None:
    one = at_check(town, asked(town))
    policy = one.page.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    (script,) = re.findall(r'<script src="([^"]*)"', one.page.text)
    assert one.client.get(script).headers["content-type"].startswith("text/javascript")
    plain = at_check(town, town.form(OPINION))
    assert "script-src" not in plain.page.headers["content-security-policy"]


def test_a_browser_computes_it_while_one_reads(town: Town, browser: Browser) -> None:
    form = asked(town)
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{town.server.url}/f/{form.address}")
    page.get_by_role("button", name="記入を始める").click()
    page.get_by_label("ご意見").fill("駅前に図書館がほしい")
    page.get_by_role("button", name="確認へ進む").click()
    page.get_by_role("button", name="送信する").click()  # sooner than anybody reads
    page.get_by_role("heading", name="受け付けました").wait_for()
    page.close()


def test_who_corrects_something_meanwhile_has_waited_all_the_same(town: Town) -> None:
    """The challenge is of the draft, whatever is corrected in it while one waits."""
    form = asked(town)
    one = at_check(town, form)
    work = one.sent()["work"]
    one.open(f"/f/{form.address}/p/p?check=1")
    one.press(text="もう一つ")
    one.open(f"/f/{form.address}/check?work={quote(work[0])}")
    assert one.sent()["work"] == work
