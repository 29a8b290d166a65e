"""The counter under load: an inbox of 50,000 cases of 300 procedures, how soon a change is in another's list, its
figures, and a thousand letters.

Cases are written in bulk, as they would stand after a year; letters are ordered over HTTP, 250 at once, and made by the
server's own job.
"""

import json
import random
import time
from collections.abc import Mapping, Sequence

from sqlalchemy import func, insert, select

from bench.form_town import Clerk, FormTown, served
from bench.row import Row, in_ms, quantile
from kairan.applications.model import application_table
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import DAY_MS, day_of
from kairan.core.kit.ids import new_id
from kairan.core.viewer import Viewer
from kairan.counter.deliverables.model import LetterFact, LetterTemplate, LetterTemplateChange, deliverable_table
from kairan.counter.deliverables.templates import add_letter_template
from kairan.counter.model import case_table
from kairan.counter.states import STATES, turn_of
from kairan.forms.actions import create_form, publish_form
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.model import NewForm, Publication, form_table
from kairan.forms.questions import PersonName, ShortText
from kairan.people import member_table

NAMES = ("佐々木", "髙橋", "渡邉", "伊藤", "小林", "加藤", "吉田", "山口")
AT_ONCE = 250
WAIT_S = 600.0
SCREEN_LOOKS_S = 0.8  # `EVERY_MS` of the client's usePulse
_d = deliverable_table.c


def _document() -> FormDocument:
    name, place = PersonName(id="name", label="氏名", with_reading=False), ShortText(id="place", label="住所")
    return FormDocument(title="手続", contact="計測課", pages=[QuestionPage(id="p", questions=[name, place])])


def inbox(database: str, label: str, count: int = 50_000, procedures: int = 300, times: int = 40) -> list[Row]:
    """The inbox, a search in it, and the figures of all procedures."""
    with served(database, _document()) as (town, start):
        with town.database() as db:
            _fill(db, town, count, procedures)
        asked = {
            "inbox": "/api/cases?view=open",
            "new ones": "/api/cases?view=new",
            "a name": "/api/cases?view=open&q=%E9%AB%99%E6%A9%8B",
            "figures": "/api/cases/figures",
        }
        with start() as server:
            clerk = Clerk(server.port, town.token)
            took = {what: [_timed(clerk, path) for _ in range(times)] for what, path in asked.items()}
            seen = _seen_by_another(clerk, Clerk(server.port, town.token), min(times, 10))
            clerk.close()
    of = f"{count:,} cases of {procedures} procedures"
    reaching = Row(
        f"what one does is in the list of another, of {of}, p95, {label}",
        1_000 * quantile(seen, 0.95),
        "ms",
        1_000,
        smaller_is_better=True,
        note=in_ms(seen),
    )
    return [reaching, *_rows(took, of, label)]


def _rows(took: Mapping[str, Sequence[float]], of: str, label: str) -> list[Row]:
    return [
        Row(
            f"{what} of {of}, p95, {label}",
            1_000 * quantile(seconds, 0.95),
            "ms",
            500 if what == "figures" else 200,
            None if what == "figures" else 50,
            smaller_is_better=True,
            note=in_ms(seconds),
        )
        for what, seconds in took.items()
    ]


def _seen_by_another(acting: Clerk, watching: Clerk, times: int) -> list[float]:
    """Let one finish cases while another has the list on screen, who has looked just before each: the longest wait."""
    found, took = json.loads(watching.get("/api/cases?view=new"))["cases"], list[float]()
    known = json.loads(watching.get("/api/cases/pulse"))
    for one in found[:times]:
        began = time.perf_counter()
        acting.post("/api/cases/many", {"case_ids": [one["id"]], "to": "done"})
        time.sleep(SCREEN_LOOKS_S)
        now = json.loads(watching.get(f"/api/cases/pulse?since={known['body_at']}"))
        listed = json.loads(watching.get("/api/cases?view=new"))["cases"]
        took.append(time.perf_counter() - began)
        if now["changed_at"] in {None, known["changed_at"]} or one["id"] in {each["id"] for each in listed}:
            raise RuntimeError(f"what was done with {one['id']} is not seen")
        known = now
    watching.close()
    return took


def _timed(clerk: Clerk, path: str) -> float:
    began = time.perf_counter()
    clerk.get(path)
    return time.perf_counter() - began


def _clerk_of(db: Db, town: FormTown) -> tuple[Viewer, str]:
    """Return who works on the form, and its section."""
    form = db.first(select(form_table).where(form_table.c.id == town.form_id))
    if form is None:
        raise LookupError(town.form_id)
    member_id = db.scalar(select(member_table.c.id).where(member_table.c.organization_id == form.organization_id))
    return Viewer(member_id=member_id, organization_id=form.organization_id), form.department_id


def _fill(db: Db, town: FormTown, count: int, procedures: int) -> None:
    """Write cases of a year in every state, the most of them closed, as in an office."""
    clerk, section = _clerk_of(db, town)
    form_ids = [str(town.form_id)]
    for number in range(1, procedures):
        new = NewForm(department_id=section, document=_document(), address=f"tetsuzuki-{number}")
        form_ids.append(create_form(db, clerk, new).form.id)
        publish_form(db, clerk, form_ids[-1], Publication(revision=1))  # type: ignore[arg-type]
    chance, now = random.Random(count), now_ms()
    weights = [8, 6, 3, 3, 2, 70, 5, 3]
    applications, cases = list[dict[str, object]](), list[dict[str, object]]()
    for number in range(count):
        at = now - int(365 * DAY_MS * (1 - number / count))
        one_id, form_id = new_id(at), chance.choice(form_ids)
        state = chance.choices(STATES, weights)[0]
        who = f"{chance.choice(NAMES)}　{number}"
        shared = {"id": one_id, "organization_id": clerk.organization_id, "form_id": form_id}
        applications.append(
            {
                **shared,
                "version": 1,
                "number": f"{number:09}",
                "draft_id": one_id,
                "applicant": "x",
                "submitted_at": at,
                "digest": "0" * 64,
                "answers": "{}",
            }
        )
        cases.append(
            {
                **shared,
                "state": state,
                "state_at": at + DAY_MS,
                "turn": turn_of(state),
                "owner_id": None if state == "received" else clerk.member_id,
                "who": who,
                "sought": who,
                "received_at": at,
                "changed_at": at + DAY_MS,
                "due_on": day_of(at + 14 * DAY_MS),
                "is_opened": state != "received",
                "revision": 1,
            }
        )
        if len(cases) == 5_000 or number + 1 == count:
            db.execute(insert(application_table), applications)
            db.execute(insert(case_table), cases)
            applications.clear()
            cases.clear()


def letters(database: str, label: str, count: int = 1_000) -> list[Row]:
    """Letters that are ordered in a few acts, until the last of them can be fetched."""
    with served(database, _document()) as (town, start):
        with town.database() as db:
            _fill(db, town, count, 1)
            db.execute(case_table.update().values(state="received", turn="section"))
            ids = list(db.scalars(select(case_table.c.id).order_by(case_table.c.id)))
            letter_id = add_letter_template(db, _clerk_of(db, town)[0], town.form_id, _TEMPLATE).templates[0].id
        with start() as server:
            clerk = Clerk(server.port, town.token)
            began = time.perf_counter()
            for at in range(0, count, AT_ONCE):
                clerk.post("/api/cases/many/letters", {"case_ids": ids[at : at + AT_ONCE], "letter_id": letter_id})
            ordered = time.perf_counter() - began
            while _made(town) < count:
                if time.perf_counter() - began > WAIT_S:
                    raise RuntimeError(f"{_made(town)} of {count} letters are made after {WAIT_S:.0f} s")
                time.sleep(0.2)
            took = time.perf_counter() - began
            clerk.close()
    note = f"ordered in {ordered:.1f} s, {count / took:.0f} letters/s"
    what = f"{count:,} letters, until all can be fetched, {label}"
    return [Row(what, took, "s", 60, smaller_is_better=True, note=note)]


_TEMPLATE = LetterTemplateChange(
    revision=0,
    template=LetterTemplate(
        title="受験票",
        mark="計人第{{通し番号}}号",
        body="採用試験の申込みを受け付けました。当日は、この受験票を持ってお越しください。",
        facts=[
            LetterFact("受験番号", "{{通し番号}}"),
            LetterFact("氏名", "{{氏名}}"),
            LetterFact("会場", "計測市役所 3階"),
        ],
        sender="計測市長",
    ),
)


def _made(town: FormTown) -> int:
    with town.database() as db:
        made = select(func.count()).select_from(deliverable_table).where(_d.file_id.is_not(None))
        return db.scalar(made) or 0
