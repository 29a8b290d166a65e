"""Administration of people: what changes, what is on record, and who is refused."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from kairan.administration.access import require_account as account
from kairan.administration.actions import (
    add_person,
    change_person,
    give_role,
    mark_left,
    reopen_person,
    reset_password,
    suspend_person,
    take_role,
)
from kairan.administration.model import AccountChange, NewAccount, PostWanted, new_password
from kairan.administration.problems import (
    DepartmentNotFound,
    LastAdministrator,
    NumberTaken,
    OwnAccount,
    RoleForStaff,
    StatusUnfit,
)
from kairan.administration.queries import AccountFilter, find_accounts
from kairan.core.kit.database import Db
from kairan.core.viewer import Entrance, MemberId, Viewer
from kairan.people import DepartmentId, PersonNotFound, create_department, set_password
from kairan.people.problems import LoginTaken
from kairan.people.queries import find_people
from kairan.people.roles import RoleNeeded
from kairan.people.typed_fields import MailMalformed
from kairan.sessions.actions import open_session
from kairan.sessions.model import session_table
from tests.administration.conftest import Office
from tests.administration.records import told
from tests.cast import NO_SUCH_ID

Act = Callable[[Db, Viewer, MemberId], object]
ACTS: dict[str, Act] = {
    "look": account,
    "change": lambda db, viewer, member_id: change_person(db, viewer, member_id, AccountChange(name="改名 花子")),
    "suspend": suspend_person,
    "mark as left": mark_left,
    "reopen": reopen_person,
    "reset the password": lambda db, viewer, member_id: reset_password(db, viewer, member_id, "hash"),
    "give a role": lambda db, viewer, member_id: give_role(db, viewer, member_id, "auditor"),
    "take a role": lambda db, viewer, member_id: take_role(db, viewer, member_id, "auditor"),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_only_administrators_act_on_accounts_and_auditors_do_not(db: Db, office: Office, act: Act) -> None:
    before = told(db, office.cast.city)
    for viewer in (office.cast.sato, office.cast.guest, office.auditor):
        with pytest.raises(RoleNeeded):
            act(db, viewer, office.cast.tanaka.member_id)
    assert told(db, office.cast.city) == before


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_an_administrator_cannot_tell_another_bodys_account_from_none(db: Db, office: Office, act: Act) -> None:
    for member_id in (office.cast.tanaka.member_id, MemberId(NO_SUCH_ID)):
        with pytest.raises(PersonNotFound):
            act(db, office.townsman, member_id)


def test_a_list_of_another_bodys_people_is_empty(db: Db, office: Office) -> None:
    for wanted in (AccountFilter(sought="田中"), AccountFilter(department_id=office.cast.works)):
        assert find_accounts(db, office.townsman, wanted).total == 0
    with pytest.raises(RoleNeeded):
        find_accounts(db, office.cast.sato, AccountFilter())


def names(db: Db, office: Office, **wanted: object) -> list[str]:
    return [one.name for one in find_accounts(db, office.yoshida, AccountFilter(**wanted)).accounts]  # type: ignore[arg-type]


def test_accounts_are_found_by_name_reading_login_number_and_state(db: Db, office: Office) -> None:
    cast = office.cast
    change_person(db, office.yoshida, cast.tanaka.member_id, AccountChange(number="A-0123"))
    suspend_person(db, office.yoshida, cast.suzuki.member_id)
    set_password(db, cast.sato, "hash")
    for sought in ("田中", "タナカ", "TANAKA", "Ａ-0123"):
        assert names(db, office, sought=sought) == ["田中 一郎"], sought
    assert names(db, office, status="suspended") == ["鈴木 健"]
    assert names(db, office, kind="guest") == ["介護 花子"]
    assert names(db, office, role="auditor") == ["監査 正"]
    assert names(db, office, password="chosen") == ["佐藤 美咲"]
    assert names(db, office, department_id=cast.works) == ["田中 一郎", "他所 三郎"]


def test_a_long_list_comes_in_pages_that_hold_everybody_once(db: Db, office: Office) -> None:
    for number in range(150):
        add_person(db, office.yoshida, NewAccount(login=f"p{number}", name=f"人 {number}", kana="ひと"), "hash")
    first = find_accounts(db, office.yoshida, AccountFilter(sought="ひと"))
    rest = find_accounts(db, office.yoshida, AccountFilter(sought="ひと"), first.next)
    assert (first.total, len(first.accounts), len(rest.accounts), rest.next) == (150, 100, 50, None)
    assert len({one.id for one in first.accounts + rest.accounts}) == 150


def test_a_new_account_has_its_posts_and_is_on_record(db: Db, office: Office) -> None:
    cast = office.cast
    posts = [PostWanted(cast.works, "主査"), PostWanted(cast.welfare, "係員")]
    new = NewAccount(
        login="mori", name="森 里奈", kana="もり りな", number="55", mail="mori@example.lg.jp", posts=posts
    )
    made = add_person(db, office.yoshida, new, "hash")
    assert [(post.department, post.title) for post in made.posts] == [("土木課", "主査"), ("福祉課", "係員")]
    assert (made.number, made.password, made.status) == ("55", "issued", "active")
    assert told(db, cast.city) == [
        (
            "person.added",
            office.yoshida.member_id,
            {
                "id": made.id,
                "name": "森 里奈",
                "login": "mori",
                "posts": "土木課 主査、福祉課 係員",
                "department_ids": [cast.works, cast.welfare],
            },
        )
    ]
    assert [one.name for one in find_people(db, cast.sato, sought="もり").people] == ["森 里奈"]


def test_a_change_is_on_record_with_before_and_after(db: Db, office: Office) -> None:
    cast = office.cast
    change = AccountChange(name="田中 一朗", extension="455", posts=[PostWanted(cast.welfare, "課長")])
    changed = change_person(db, office.yoshida, cast.tanaka.member_id, change)
    assert (changed.name, changed.extension, changed.kana) == ("田中 一朗", "455", "たなか いちろう")
    ((kind, by, body),) = told(db, cast.city)
    assert (kind, by) == ("person.changed", office.yoshida.member_id)
    assert [tuple(one.values()) for one in body["changes"]] == [
        ("name", "田中 一郎", "田中 一朗"),
        ("extension", None, "455"),
        ("posts", "土木課 主事", "福祉課 課長", [cast.works], [cast.welfare]),
    ]
    assert names(db, office, sought="一朗") == ["田中 一朗"]


def test_a_change_of_nothing_leaves_no_entry(db: Db, office: Office) -> None:
    change_person(db, office.yoshida, office.cast.tanaka.member_id, AccountChange(name="田中 一郎", login="tanaka"))
    assert told(db, office.cast.city) == []


def test_what_cannot_be_stored_is_refused_in_words(db: Db, office: Office) -> None:
    cast = office.cast
    elsewhere = create_department(db, None, cast.neighbour.organization_id, "隣の課")
    change_person(db, office.yoshida, cast.sato.member_id, AccountChange(number="7"))
    wrong: list[tuple[type[Exception], AccountChange]] = [
        (LoginTaken, AccountChange(login="sato")),
        (NumberTaken, AccountChange(number="7")),
        (MailMalformed, AccountChange(mail="田中")),
        (DepartmentNotFound, AccountChange(posts=[PostWanted(elsewhere)])),
        (DepartmentNotFound, AccountChange(posts=[PostWanted(DepartmentId(NO_SUCH_ID))])),
    ]
    for refusal, change in wrong:
        with pytest.raises(refusal):
            change_person(db, office.yoshida, cast.tanaka.member_id, change)


def test_suspending_ends_every_session_and_what_was_written_stays(db: Db, office: Office) -> None:
    tanaka = office.cast.tanaka
    for _ in range(2):
        open_session(db, tanaka.member_id, Entrance(face="single", device="pc", agent="test"))
    assert suspend_person(db, office.yoshida, tanaka.member_id).status == "suspended"
    left = db.all(select(session_table.c.id).where(session_table.c.member_id == tanaka.member_id))
    assert left == []
    assert told(db, office.cast.city)[0][2]["sessions"] == 2
    assert reopen_person(db, office.yoshida, tanaka.member_id).status == "active"
    assert mark_left(db, office.yoshida, tanaka.member_id).status == "left"
    assert [kind for kind, _, _ in told(db, office.cast.city)] == ["person.suspended", "person.reopened", "person.left"]


def test_what_is_done_twice_is_on_record_once(db: Db, office: Office) -> None:
    for act in (suspend_person, suspend_person, reopen_person, reopen_person):
        act(db, office.yoshida, office.cast.tanaka.member_id)
    assert [kind for kind, _, _ in told(db, office.cast.city)] == ["person.suspended", "person.reopened"]


def test_nobody_locks_themselves_out(db: Db, office: Office) -> None:
    for act in (suspend_person, mark_left):
        with pytest.raises(OwnAccount):
            act(db, office.yoshida, office.yoshida.member_id)
    with pytest.raises(OwnAccount):
        reset_password(db, office.yoshida, office.yoshida.member_id, "hash")


def test_a_body_keeps_an_administrator(db: Db, office: Office) -> None:
    cast = office.cast
    with pytest.raises(LastAdministrator):
        take_role(db, office.yoshida, office.yoshida.member_id, "administrator")
    give_role(db, office.yoshida, cast.sato.member_id, "administrator")
    assert take_role(db, office.yoshida, office.yoshida.member_id, "administrator").roles == []
    sato = Viewer(member_id=cast.sato.member_id, organization_id=cast.city, roles=frozenset({"administrator"}))
    with pytest.raises(LastAdministrator):
        suspend_person(db, office.yoshida, sato.member_id)  # yoshida's viewer is of the moment before
    assert [(kind, body["role"]) for kind, _, body in told(db, cast.city)] == [
        ("role.given", "administrator"),
        ("role.taken", "administrator"),
    ]


def test_guests_and_suspended_people_get_no_role(db: Db, office: Office) -> None:
    with pytest.raises(RoleForStaff):
        give_role(db, office.yoshida, office.cast.guest.member_id, "auditor")
    suspend_person(db, office.yoshida, office.cast.tanaka.member_id)
    with pytest.raises(StatusUnfit):
        give_role(db, office.yoshida, office.cast.tanaka.member_id, "administrator")


def test_an_issued_password_is_known_as_such_until_the_person_chooses_one(db: Db, office: Office) -> None:
    sato = office.cast.sato
    assert account(db, office.yoshida, sato.member_id).password == "none"
    reset_password(db, office.yoshida, sato.member_id, "hash")
    assert account(db, office.yoshida, sato.member_id).password == "issued"
    set_password(db, sato, "own")
    assert account(db, office.yoshida, sato.member_id).password == "chosen"
    assert "hash" not in str(told(db, office.cast.city))


def test_initial_passwords_differ_and_can_be_read_from_paper() -> None:
    made = {new_password() for _ in range(100)}
    assert len(made) == 100
    assert not set("".join(made)) & set("ilo01")
