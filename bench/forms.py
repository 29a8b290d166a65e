"""Forms under load: first come first served, submissions a second, a large form, and a hundred thousand answers.

Every part ends by itself: it has so many people, or asks so often, and no connection waits for longer than a minute.
"""

import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.parse import quote, urlencode

import msgspec
from sqlalchemy import func, insert, select

from bench.form_town import ADDRESS, Browser, Clerk, FormTown, ready_drafts, served
from bench.row import Row, in_ms, quantile
from kairan.applications.model import application_table
from kairan.applications.sums import count_what_was_never_counted
from kairan.core.kit.clock import now_ms
from kairan.core.kit.days import DAY_MS
from kairan.core.kit.ids import new_id
from kairan.forms.conditions import AnswerOf, Compare, Constant, Every
from kairan.forms.document import Branch, FormDocument, QuestionPage
from kairan.forms.model import form_table
from kairan.forms.questions import (
    AnyQuestion,
    LongText,
    MultipleChoice,
    Option,
    Place,
    Places,
    ShortText,
    SingleChoice,
    YesNo,
)

AT_ONCE = 64  # connections of the generator
SENDERS = 16
WORDS = (
    "図書館",
    "公園",
    "駅前",
    "バス",
    "道路",
    "子育て",
    "高齢者",
    "防災",
    "学校",
    "病院",
    "ごみ",
    "広報",
    "水道",
    "祭り",
)


def opening(database: str, label: str, people: int = 2_000, places: int = 500, seconds: float = 60) -> list[Row]:
    """People who all want one of a few places, and come within a minute."""
    name = ShortText(id="name", label="氏名")
    slot = Places(id="slot", label="日時", places=[Place("a", "午前", places)])
    document = FormDocument(title="料理教室", contact="公民館", pages=[QuestionPage(id="p", questions=[name, slot])])
    with served(database, document) as (town, start), start() as server:
        begins = time.monotonic() + 0.5
        visit = partial(_want_a_place, server.port, begins, seconds / people)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            answers = [one for took in pool.map(visit, range(people)) for one in took]
        taken = _submitted(town)
    if taken != places:
        raise RuntimeError(f"{taken} have a place of {places}")
    crowd = f"{people:,} people in {seconds:.0f} s, exactly {taken} have a place"
    note = f"{crowd}; {len(answers):,} answers, {in_ms(answers)}"
    p95 = 1_000 * quantile(answers, 0.95)
    return [Row(f"first-come opening, p95 of an answer, {label}", p95, "ms", 500, smaller_is_better=True, note=note)]


def _want_a_place(port: int, begins: float, every_s: float, number: int) -> list[float]:
    """Fill in the form and submit it at one's own time; returns how long each answer took."""
    time.sleep(max(0, begins + number * every_s - time.monotonic()))
    one, took = Browser(port), list[float]()

    def timed(ask: Callable[[], object]) -> str:
        began = time.perf_counter()
        found = ask()
        took.append(time.perf_counter() - began)
        return str(found)

    base = f"/f/{ADDRESS}"
    timed(lambda: one.get(base))
    timed(lambda: one.post(f"{base}/begin", "how=go"))
    timed(lambda: one.get(f"{base}/p/p"))
    typed = urlencode(
        [("-asked", "name"), ("-asked", "slot"), ("name", f"計測 {number}"), ("slot", "a"), ("-to", "next")]
    )
    timed(lambda: one.post(f"{base}/p/p", typed))
    timed(lambda: one.get(f"{base}/check"))
    if checked := one.hidden("checked"):
        body = urlencode({"draft": one.hidden("draft"), "checked": checked})
        timed(lambda: one.post(f"{base}/submit", body))
    one.close()
    return took


def _submitted(town: FormTown) -> int:
    with town.database() as db:
        return int(db.scalar(select(func.count()).select_from(application_table)) or 0)


def submissions(database: str, label: str, count: int = 1_500) -> list[Row]:
    """Submissions acknowledged by one process; everybody has filled in 20 questions and presses the button."""
    typed = {f"c{n}": ["b"] for n in range(15)} | {f"t{n}": ["駅前に図書館がほしい"] for n in range(5)}
    with served(database, _survey(15, 5)) as (town, start):
        drafts = ready_drafts(town, typed, count)
        with start() as server:
            shares = [drafts[at::SENDERS] for at in range(SENDERS)]
            used, began = server.cpu_s(), time.perf_counter()
            with ThreadPoolExecutor(SENDERS) as pool:
                took = [one for share in pool.map(partial(_submit_each, server.port), shares) for one in share]
            seconds, used = time.perf_counter() - began, server.cpu_s() - used
        if (kept := _submitted(town)) != count:
            raise RuntimeError(f"{kept} of {count} submissions were kept")
    note = f"{SENDERS} at once; {in_ms(took)}; {1_000_000 * used / count:,.0f} µs of the server each"
    return [Row(f"submissions acknowledged, {label}", count / seconds, "/s", 300, note=note)]


def _submit_each(port: int, drafts: Sequence[tuple[str, str]]) -> list[float]:
    took = list[float]()
    for cookie, body in drafts:
        one = Browser(port, cookie)
        began = time.perf_counter()
        to = one.post(f"/f/{ADDRESS}/submit", body)
        took.append(time.perf_counter() - began)
        one.close()
        if "/done/" not in to:
            raise RuntimeError(f"not acknowledged: {to}")
    return took


def large_form(database: str, label: str, questions: int = 300, rules: int = 100, times: int = 200) -> list[Row]:
    """A page of a form of 300 questions and 100 rules, for somebody who has filled in all of it."""
    document = large_document(questions, rules)
    typed = {one.id: ["yes"] if isinstance(one, YesNo) else ["答え"] for one in document.questions()}
    with served(database, document) as (town, start):
        (draft,) = ready_drafts(town, typed, 1)
        with start() as server:
            one = Browser(server.port, draft.cookie)
            took = list[float]()
            for at in range(times):
                began = time.perf_counter()
                status = one.get(f"/f/{ADDRESS}/p/{document.pages[at % len(document.pages)].id}")
                took.append(time.perf_counter() - began)
                if status != 200:
                    raise RuntimeError(f"the page answered {status}")
            one.close()
    note = f"{questions} questions on {len(document.pages)} pages, {rules} rules; {times} pages, {in_ms(took)}"
    p95 = 1_000 * quantile(took, 0.95)
    return [Row(f"page of a form of 300 questions, p95, {label}", p95, "ms", 50, smaller_is_better=True, note=note)]


def large_document(questions: int, rules: int) -> FormDocument:
    """Make a form in which a third of the questions depend on others; half of the rules lead on."""
    asked = list[AnyQuestion]()
    for n in range(questions):
        if n % 3 == 0:
            asked.append(YesNo(id=f"q{n}", label=f"質問 {n}"))
        else:
            is_ruled = n % 3 == 1 and n // 3 < rules // 2
            first = Compare(left=AnswerOf(question=f"q{n - n % 3}"), by="=", right=Constant(value=True))
            asked.append(ShortText(id=f"q{n}", label=f"質問 {n}", show_if=Every(of=[first]) if is_ruled else None))
    pages = [asked[at : at + 10] for at in range(0, questions, 10)]
    each = -(-(rules - rules // 2) // max(1, len(pages) - 1))
    made = list[QuestionPage]()
    for at, on_page in enumerate(pages):
        to = f"p{at + 1}"
        never = Compare(left=AnswerOf(question=on_page[0].id), by="=", right=Constant(value=False))
        made.append(
            QuestionPage(
                id=f"p{at}",
                title=f"ページ {at}",
                questions=on_page,
                rules=[Branch(when=never, to=to)] * each if at + 1 < len(pages) else [],
            )
        )
    return FormDocument(title="大きなフォーム", contact="計測課", pages=made)


def _survey(choices: int, texts: int) -> FormDocument:
    options = [Option(key, f"選択肢{key}") for key in "abcde"]
    questions: list[AnyQuestion] = [SingleChoice(id=f"c{n}", label=f"設問{n}", options=options) for n in range(choices)]
    questions.append(MultipleChoice(id="m", label="いくつでも", options=options, required=False))
    questions += [LongText(id=f"t{n}", label=f"意見{n}", required=False) for n in range(texts)]
    return FormDocument(title="調査", contact="計測課", pages=[QuestionPage(id="p", questions=questions)])


def answers(database: str, label: str, count: int = 100_000, times: int = 40) -> list[Row]:
    """The list and the totals of a hundred thousand answers to 40 questions, over a year."""
    with served(database, _survey(35, 4)) as (town, start):
        _fill(town, count)
        form = f"/api/forms/{town.form_id}"
        asked = {
            "list": f"{form}/applications",
            "totals": f"{form}/figures",
            "search": f"{form}/applications?q={quote('図書館 防災')}",
            "filter": f"{form}/applications?question=c3&choice=e",
        }
        with start() as server:
            clerk = Clerk(server.port, town.token)
            took = {what: [_timed(clerk, path) for _ in range(times)] for what, path in asked.items()}
            cross = [_timed(clerk, f"{form}/figures/cross?rows=c1&columns=c2") for _ in range(3)]
            words = [_timed(clerk, f"{form}/figures/words?question=t1") for _ in range(3)]
            clerk.close()
    once = f"crossed in {max(cross):.2f} s, words in {max(words):.2f} s"
    return [
        Row(
            f"{what} of {count:,} answers, p95, {label}",
            1_000 * quantile(seconds, 0.95),
            "ms",
            200 if what in {"list", "totals"} else None,
            smaller_is_better=True,
            note=f"{in_ms(seconds)}" + (f"; {once}" if what == "totals" else ""),
        )
        for what, seconds in took.items()
    ]


def _timed(clerk: Clerk, path: str) -> float:
    began = time.perf_counter()
    clerk.get(path)
    return time.perf_counter() - began


def _fill(town: FormTown, count: int) -> None:
    """Write applications in bulk, and let them be counted as those are that came before there were counts."""
    chance = random.Random(count)
    now = now_ms()
    with town.database() as db:
        of = db.scalar(select(form_table.c.organization_id).where(form_table.c.id == town.form_id))
        rows = list[dict[str, object]]()
        for number in range(count):
            said: dict[str, object] = {f"c{n}": chance.choice("abcde") for n in range(35)}
            said["m"] = sorted(chance.sample("abcde", 2))
            said |= {f"t{n}": "、".join(chance.sample(WORDS, 3)) + "をよくしてほしい。" for n in range(4)}
            at = now - int(365 * DAY_MS * (1 - number / count))
            one_id = new_id(at)
            rows.append(
                {
                    "id": one_id,
                    "organization_id": of,
                    "form_id": town.form_id,
                    "version": 1,
                    "number": f"{number:09}",
                    "draft_id": one_id,
                    "applicant": "x",
                    "submitted_at": at,
                    "digest": "0" * 64,
                    "answers": msgspec.json.encode(said, order="deterministic").decode(),
                }
            )
            if len(rows) == 5_000:
                db.execute(insert(application_table), rows)
                rows.clear()
        if rows:
            db.execute(insert(application_table), rows)
        count_what_was_never_counted(db)
