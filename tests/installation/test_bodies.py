"""What operators do to bodies: told in both records, refused to everybody else, and no more than counts and names."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import func, select

from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.kit.jobs.model import job_table
from kairan.core.kit.problems import NotFound, Problem
from kairan.core.viewer import INSTALLATION, Entrance, OrganizationId, Viewer
from kairan.installation.actions import change_body, change_plan, create_body, reopen_body, retry_job, suspend_body
from kairan.installation.model import BodyChange, NewBody, PlanChange, Surroundings
from kairan.installation.problems import BodyNotFound, ReasonMissing, ShortTaken
from kairan.installation.queries import BodyFilter, acts, bodies, body, condition, listed_bodies, plans
from kairan.people import NewMember, create_member, organization_stream, organizations, terms_of
from kairan.people.founding import OrganizationExists
from kairan.people.municipalities import CodeUnknown
from kairan.people.problems import AccountsFull
from kairan.sessions.actions import open_session
from kairan.sessions.model import session_table
from kairan.sessions.problems import OrganizationSuspended
from kairan.sessions.queries import viewer_of
from tests.installation.conftest import Installation

HERE = Surroundings("1.0", Path(), ("lgwan", "internet"))

AT = Entrance("single", "pc")
HYUGA = NewBody(code="45206", administrator="甲斐 情報", login="kai")
NOBODY = OrganizationId("0000000000000")


def told(db: Db, organization_id: OrganizationId, kind: str) -> list[dict[str, Any]]:
    entries = entries_after(db, organization_stream(organization_id), 0, 1_000)
    return [msgspec.json.decode(entry.body) for entry in entries if entry.kind == kind]


def test_a_body_is_created_by_its_code_with_its_name_from_the_list(db: Db, installation: Installation) -> None:
    made = create_body(db, installation.operator, HYUGA, "hash")
    assert (made.summary.name, made.summary.code, made.summary.kind) == ("日向市", "452068", "municipality")
    assert made.administrators == ["甲斐 情報"]
    for stream_of in (INSTALLATION, made.summary.id):
        assert told(db, stream_of, "organization.created")[-1]["name"] == "日向市"
    by = entries_after(db, organization_stream(made.summary.id), 0, 1)[0].by
    assert by == installation.operator.member_id


def test_a_body_without_a_code_is_created_freely_and_none_is_created_twice(db: Db, installation: Installation) -> None:
    hospital = NewBody(name="市民病院", kind="hospital", plan="free", administrator="医事 課長", login="iji")
    made = create_body(db, installation.operator, hospital, "hash")
    assert (made.summary.kind, made.summary.terms.allowance.accounts) == ("hospital", 10)
    with pytest.raises(OrganizationExists):
        create_body(db, installation.operator, hospital, "hash")
    with pytest.raises(CodeUnknown):
        create_body(db, installation.operator, msgspec.structs.replace(HYUGA, code="13999"), "hash")


def test_the_list_shows_counts_and_is_searched(db: Db, installation: Installation) -> None:
    page = bodies(db, installation.operator, BodyFilter())
    assert {(one.name, one.use.accounts, one.use.guests) for one in page.bodies} == {
        ("あおば市", 6, 1),
        ("みどり町", 2, 0),
    }
    assert page.total == 2
    assert [one.name for one in bodies(db, installation.operator, BodyFilter(sought="みどり")).bodies] == ["みどり町"]
    assert bodies(db, installation.operator, BodyFilter(status="suspended")).bodies == []
    city = body(db, installation.operator, installation.office.cast.city)
    assert city.administrators == ["吉田 恵"]
    assert b"\xe4\xbd\x90\xe8\x97\xa4" not in msgspec.json.encode(city)  # 佐藤


def test_a_suspended_body_is_out_at_once_and_back_when_reopened(db: Db, installation: Installation) -> None:
    cast = installation.office.cast
    token = open_session(db, cast.sato.member_id, AT)
    others = open_session(db, cast.neighbour.member_id, AT)
    suspended = suspend_body(db, installation.operator, cast.city, "契約の終了")
    assert (suspended.summary.status, suspended.reason) == ("suspended", "契約の終了")
    assert viewer_of(db, token, "single") is None
    assert viewer_of(db, others, "single") is not None
    with pytest.raises(OrganizationSuspended):
        open_session(db, cast.sato.member_id, AT)
    assert cast.city not in {one.id for one in organizations(db)}
    assert db.scalar(select(func.count()).select_from(session_table)) == 1
    for stream_of in (INSTALLATION, cast.city):
        (entry,) = told(db, stream_of, "organization.suspended")
        assert (entry["reason"], entry["sessions"]) == ("契約の終了", 1)
    suspend_body(db, installation.operator, cast.city, "もう一度")
    assert len(told(db, cast.city, "organization.suspended")) == 1
    reopen_body(db, installation.operator, cast.city)
    assert viewer_of(db, token, "single") is None
    assert viewer_of(db, open_session(db, cast.sato.member_id, AT), "single") is not None


@pytest.mark.parametrize("reason", ["", " 　", "理" * 201])
def test_a_body_is_not_suspended_without_a_reason(db: Db, installation: Installation, reason: str) -> None:
    with pytest.raises(ReasonMissing):
        suspend_body(db, installation.operator, installation.office.cast.city, reason)


def test_plan_and_limits_are_changed_and_told_before_and_after(db: Db, installation: Installation) -> None:
    city = installation.office.cast.city
    changed = change_body(db, installation.operator, city, BodyChange(plan="free", guests=3, bytes=0))
    assert (changed.summary.terms.plan, changed.own.guests, changed.own.bytes) == ("free", 3, 0)
    (entry,) = told(db, city, "organization.terms_changed")
    assert {(one["field"], one["before"], one["after"]) for one in entry["changes"]} == {
        ("plan", "full", "free"),
        ("guests_most", None, "3"),
        ("bytes_most", None, "0"),
    }
    change_body(db, installation.operator, city, BodyChange(plan="free", guests=3))
    assert len(told(db, city, "organization.terms_changed")) == 1
    change_body(db, installation.operator, city, BodyChange(guests=None))
    assert terms_of(db, city).allowance.guests == 10


def test_a_short_name_belongs_to_one_body(db: Db, installation: Installation) -> None:
    cast = installation.office.cast
    change_body(db, installation.operator, cast.city, BodyChange(short="Aoba-City"))
    assert body(db, installation.operator, cast.city).short == "aoba-city"
    with pytest.raises(ShortTaken):
        change_body(db, installation.operator, cast.neighbour.organization_id, BodyChange(short="aoba-city"))


def test_what_a_plan_gives_is_changed_for_all_bodies_on_it(db: Db, installation: Installation) -> None:
    operator, city = installation.operator, installation.office.cast.city
    change_body(db, operator, city, BodyChange(plan="free"))
    six = PlanChange(accounts=6, guests=0, bytes=0, file_bytes=0, trial_days=60, grace_days=30)
    assert change_plan(db, operator, "free", six).plans["free"].accounts == 6
    with pytest.raises(AccountsFull):
        create_member(db, None, city, NewMember(login="one", name="もう一人"))
    (entry,) = told(db, INSTALLATION, "plan.changed")
    assert {one["field"] for one in entry["changes"]} == {"accounts", "guests", "bytes"}
    change_plan(db, operator, "free", six)
    assert len(told(db, INSTALLATION, "plan.changed")) == 1


def test_a_failed_job_is_listed_without_what_it_was_about_and_tried_again(db: Db, installation: Installation) -> None:
    values = {"id": "0000000000job", "kind": "mail.send", "body": '{"to": "sato@example.lg.jp"}', "due_at": 1}
    row = {**values, "attempts": 10, "error": "SMTPError: refused sato@example.lg.jp", "failed_at": 2, "created_at": 1}
    db.execute(job_table.insert().values(row))
    seen = condition(db, installation.operator, HERE)
    assert (seen.bodies, seen.troubles[0].kind, seen.troubles[0].error) == (2, "mail.send", "SMTPError")
    assert b"example.lg.jp" not in msgspec.json.encode(seen)
    retry_job(db, installation.operator, "0000000000job")
    assert condition(db, installation.operator, HERE).troubles == []
    assert told(db, INSTALLATION, "job.retried") == [{"job_id": "0000000000job", "job_kind": "mail.send"}]
    with pytest.raises(NotFound):
        retry_job(db, installation.operator, "0000000000job")


def test_the_record_of_the_installation_names_the_operators(db: Db, installation: Installation) -> None:
    suspend_body(db, installation.operator, installation.office.cast.city, "点検")
    page = acts(db, installation.operator)
    assert (page.acts[0].kind, page.acts[0].by) == ("organization.suspended", "設楽 運")
    assert "operator.added" in {one.kind for one in page.acts}


def test_the_list_of_real_bodies_tells_which_are_here(db: Db, installation: Installation) -> None:
    create_body(db, installation.operator, HYUGA, "hash")
    found = listed_bodies(db, installation.operator, "宮崎県 日").bodies
    assert {(one.name, one.is_registered) for one in found} == {
        ("日南市", False),
        ("日向市", True),
        ("日之影町", False),
    }


ASKED: list[Callable[[Db, Viewer], object]] = [
    lambda db, viewer: bodies(db, viewer, BodyFilter()),
    lambda db, viewer: body(db, viewer, viewer.organization_id),
    lambda db, viewer: create_body(db, viewer, HYUGA, "hash"),
    lambda db, viewer: suspend_body(db, viewer, viewer.organization_id, "なし"),
    lambda db, viewer: reopen_body(db, viewer, viewer.organization_id),
    lambda db, viewer: change_body(db, viewer, viewer.organization_id, BodyChange(plan="full")),
    lambda db, viewer: change_plan(
        db, viewer, "free", PlanChange(accounts=0, guests=0, bytes=0, file_bytes=0, trial_days=1, grace_days=1)
    ),
    plans,
    lambda db, viewer: listed_bodies(db, viewer, "宮崎"),
    lambda db, viewer: condition(db, viewer, HERE),
    acts,
    lambda db, viewer: retry_job(db, viewer, "x"),
]


@pytest.mark.parametrize("ask", ASKED)
def test_only_operators_do_any_of_it_and_administrators_are_none(
    db: Db, installation: Installation, ask: Callable[[Db, Viewer], object]
) -> None:
    forged = msgspec.structs.replace(installation.office.yoshida, roles=frozenset({"administrator", "operator"}))
    for viewer in (installation.office.cast.sato, installation.office.yoshida, forged):
        with pytest.raises(NotFound):
            ask(db, viewer)


@pytest.mark.parametrize("organization_id", [NOBODY, INSTALLATION])
def test_what_is_no_body_is_not_found_and_operators_do_not_suspend_themselves(
    db: Db, installation: Installation, organization_id: OrganizationId
) -> None:
    tries: list[Callable[[], object]] = [
        lambda: body(db, installation.operator, organization_id),
        lambda: suspend_body(db, installation.operator, organization_id, "なし"),
        lambda: change_body(db, installation.operator, organization_id, BodyChange(plan="free")),
    ]
    for attempt in tries:
        with pytest.raises(BodyNotFound) as refused:
            attempt()
        assert isinstance(refused.value, Problem)
