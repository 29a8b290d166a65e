"""Standing test: whatever writes by what somebody comes in, or opens a session, is reviewed here.

It finds by itself each function that writes an account, a factor, a link to a provider or the terms of one, and each
that asks for a session, a password, a role or a link. A new one fails until it stands in the table, with the reason why
one hand may do it, or with the act (`act:…`) that it settles with a second person.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kairan
from kairan.concerns import install_all
from kairan.consents.acts import ACTS

SOURCE = Path(kairan.__file__).parent
WRITTEN = {"member_table", "subject_table", "totp_table", "passkey_table", "recovery_code_table", "connection_table"}
ASKED = {
    "clear_factors", "create_member", "issue_password", "keep_link", "keep_roles", "note_proof", "open_session",
    "set_password", "undo_links",
}  # fmt: skip
_WRITE = re.compile(r"\b(insert|update|delete|upsert)\b")
_RAW = re.compile(
    r"\b(insert\s+into|update|delete\s+from)\s+\"?(member|oidc_subject|oidc_connection|totp|passkey|recovery_code|session)\b",
    re.IGNORECASE,
)

OWN = "one's own, with a fresh proof or the old password"
SHOWN = "for whom a password, factor, link or provider vouched just now"
FIELDS = "neither login nor password, role or link: "
HOUSE = "by whoever has the machine, or an operator within what 0085 allows; on record"
CALLED = "called by those that are reviewed here: "

REVIEWED: dict[str, str] = {
    # Accounts.
    "people/actions.py:create_member": CALLED + "adds an account, and notes whose hand it was",
    "people/actions.py:change_status": FIELDS + "the status",
    "people/actions.py:change_settings": OWN,
    "people/actions.py:set_password": OWN,
    "people/founding.py:found": HOUSE,
    "people/founding.py:found_installation": HOUSE,
    "administration/actions.py:add_person": "a new account is nobody yet; whose hand it was is noted",
    "administration/actions.py:change_person": "login and number: noted as a hand, and told, and links of the "
    "rule fall away; of accounts with powers by administrators only, and a provider links those by no name",
    "administration/actions.py:keep_roles": CALLED + "writes roles",
    "administration/actions.py:give_role": "act:role",
    "administration/actions.py:take_role": "what protects is quick; never the last administrator",
    "administration/actions.py:reset_password": "act:password",
    "administration/bulk.py:_keep_status": FIELDS + "the status; `do_bulk` settles for those with powers",
    "administration/beginning_anew.py:begin_with_powers": "takes away what was a way in before there were powers",
    "administration/delegation.py:change_tasks": FIELDS + "tasks, by administrators only; withdrawn by their own entry",
    "roster/applying.py:write": "new accounts are nobody yet; whose hand it was is noted",
    "roster/applying.py:_free_keys": "logins on their way to others; `write` notes the hand",
    "roster/applying.py:_update": "logins of accounts without powers, and numbers; `write` notes the hand",
    "roster/sheets.py:issue_passwords": "passwords of accounts without powers, or where nobody else administers",
    "erasure/actions.py:_forget": "empties an account that nobody uses any more",
    "guests/accepting.py:_created": "a guest's own account, by a link of one use sent to their address",
    "guests/reopening.py:reopen_guest": "a closed account, by a link of one use; nothing of before is read by it",
    "guests/reopening.py:_forget_proofs": "takes away, and gives nobody anything to show",
    "installation/administrators.py:name_administrator": HOUSE,
    "installation/administrators.py:add_administrator": HOUSE,
    "installation/administrators.py:_issue": HOUSE,
    "installation/operators.py:reset_operator": HOUSE,
    "commands/recovery.py:_recover": HOUSE,
    "demo/play.py:_engage": "of the demo, in a database of its own",
    # Sessions and what is shown in them.
    "sessions/actions.py:open_session": CALLED + "opens a session",
    "sessions/actions.py:note_proof": CALLED + "a factor was checked by the caller",
    "sessions/actions.py:issue_password": CALLED + "writes a password, notes the hand, ends the sessions",
    "sessions/actions.py:change_password": OWN,
    "sessions/sign_in_throttle.py:let_in": SHOWN,
    "factors/http.py:post_passkey_session": SHOWN,
    "factors/http.py:post_proof": SHOWN,
    "factors/actions.py:show_second": SHOWN,
    "factors/actions.py:prove": SHOWN,
    # Factors.
    "factors/actions.py:add_totp": OWN,
    "factors/actions.py:add_passkey": OWN,
    "factors/actions.py:remove_totp": OWN,
    "factors/actions.py:_drop_codes_without_factor": OWN,
    "factors/actions.py:clear_factors": CALLED + "takes away, and gives nobody anything to show; notes the hand",
    "factors/passkeys.py:keep_passkey": OWN,
    "factors/passkeys.py:rename_passkey": OWN,
    "factors/passkeys.py:drop_passkey": OWN,
    "factors/passkeys.py:check_passkey": SHOWN,
    "factors/passkeys.py:_block": "a passkey that seems to be copied opens nothing any more",
    "factors/recovery.py:issue_codes": OWN,
    "factors/recovery.py:check_code": SHOWN,
    "factors/totp.py:keep_totp": OWN,
    "factors/totp.py:check_totp": SHOWN,
    "administration/sign_in.py:reset_factors": "act:factors",
    # The provider of a body.
    "single_sign_on/accounts.py:member_for": "by the rule two persons set; never to an account with powers by its name",
    "single_sign_on/accounts.py:_create": "a new account is nobody yet",
    "single_sign_on/accounts.py:keep_link": CALLED + "links a member to a subject",
    "single_sign_on/actions.py:admit": SHOWN,
    "single_sign_on/linking.py:link_own": OWN,
    "single_sign_on/linking.py:unlink_own": OWN,
    "single_sign_on/linking.py:undo_links": CALLED + "takes away a way in",
    "single_sign_on/dropping.py:_drop": CALLED + "takes away links that the rule made, or all of them",
    "single_sign_on/setup.py:unlink": "takes away a way in; accounts with powers come back in by their own link only",
    "single_sign_on/setup.py:_keep": CALLED + "writes the terms",
    "single_sign_on/setup.py:_save": "act:provider",
    "single_sign_on/setup.py:keep_key": "how this server proves itself to the same provider; to be replaced at once",
}


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield every function of the source that stands in no other, with its place."""
    for file in sorted(SOURCE.rglob("*.py")):
        place = file.relative_to(SOURCE).as_posix()
        if not place.startswith("migrations/"):
            yield from ((f"{place}:{one.name}", one) for one in _outermost(ast.parse(file.read_text("utf-8"))))


def _outermost(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
        else:
            yield from _outermost(node)


def is_way_in(function: ast.AST) -> bool:
    """Whether a function asks for a way in, writes one of the tables, or writes what was shown in a session."""
    nodes = list(ast.walk(function))
    names = {one.id for one in nodes if isinstance(one, ast.Name)}
    shows = "session_table" in names and any(isinstance(one, ast.keyword) and one.arg == "factors" for one in nodes)
    return bool(names & ASKED) or shows or any(_is_write(one, names) for one in nodes if isinstance(one, ast.Call))


def _is_write(call: ast.Call, names: set[str]) -> bool:
    """Whether a call writes one of the tables; one in a variable may be each that the function names."""
    if not _WRITE.search(ast.unparse(call.func)):
        return False
    given = [one.id for one in call.args if isinstance(one, ast.Name)]
    written = given[-1:] if "upsert" in ast.unparse(call.func) else given[:1]
    is_variable = isinstance(call.func, ast.Name) and not any(one.endswith("_table") for one in written)
    return bool(set(written) & WRITTEN) or (bool(written) and is_variable and bool(names & WRITTEN))


def test_whatever_writes_by_what_somebody_comes_in_is_reviewed() -> None:
    found = {place for place, function in functions() if is_way_in(function)}
    acting = {place for place, why in REVIEWED.items() if why.startswith("act:")}
    assert found - set(REVIEWED) == set(), "says by what somebody comes in: one hand, or an act of two?"
    assert set(REVIEWED) - found - acting - CALLERS == set(), "is no way in any more"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f(db):\n db.execute(update(member_table).values(login='x'))", True),
        ("def f(db):\n for one in (totp_table, passkey_table):\n  db.execute(delete(one))", True),
        ("async def f(ctx):\n await ctx.write(open_session, 1)", True),
        ("def f(db):\n db.execute((sqlite.insert if is_lite else postgresql.insert)(subject_table))", True),
        ("def f(db):\n db.execute(upsert(db, passkey_table).values(id=1))", True),
        ("def f(db):\n db.execute(upsert(db, room_table).values(id=1))", False),
        ("async def f(ctx):\n await ctx.write(undo_links, 1)", True),
        ("def f(db):\n db.execute(update(session_table).values(factors='passkey'))", True),
        ("def f(db):\n return db.all(select(member_table))", False),
        ("def f(db):\n db.execute(delete(session_table))", False),
    ],
)
def test_the_search_finds_what_it_is_for(source: str, found: bool) -> None:
    assert is_way_in(ast.parse(source)) is found


CALLERS = {"single_sign_on/setup.py:_save", "single_sign_on/setup.py:keep_key"}
"""They write through `_keep`, which writes for nobody else."""


def test_the_acts_of_two_are_settled_where_the_table_says_so() -> None:
    install_all()
    known = {one.name for one in ACTS.given()}
    settled = {
        place: {call.args[2].value for call in ast.walk(function) if _is_settling(call)}  # type: ignore[attr-defined]
        for place, function in functions()
    }
    for place, why in REVIEWED.items():
        if why.startswith("act:"):
            assert why.removeprefix("act:") in known & settled[place], place
    assert set().union(*settled.values()) == known


def _is_settling(call: ast.AST) -> bool:
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "settle_second"


def test_whoever_gives_a_power_or_another_name_takes_former_ways_in_away() -> None:
    """A role or task is written, or a hand of another login noted: what came in before does not come in by it."""
    needed = {
        "administration/actions.py:give_role": "begin_with_powers",
        "administration/delegation.py:change_tasks": "begin_with_powers",
        "administration/actions.py:change_person": "drop_links_by_rule",
        "roster/applying.py:write": "drop_links_by_rule",
        "installation/administrators.py:name_administrator": "drop_links_by_rule",
    }
    taking = {"administration/actions.py:take_role", "administration/actions.py:keep_roles"}
    calls = {place: _called(function) for place, function in functions()}
    texts = {place: ast.unparse(function) for place, function in functions()}
    giving = {
        place
        for place, text in texts.items()
        if "keep_roles(" in text or "values(tasks=" in text or re.search(r"note_hands?\(.*'login'\)", text)
    }
    assert giving - taking == set(needed)
    for place, function in needed.items():
        assert function in calls[place], place


def test_whoever_opens_accounts_again_is_reviewed() -> None:
    """Those with powers are opened again by two: each place that may make an account active says why it may."""
    known = {
        "administration/actions.py:reopen_person": "settles",
        "transfers/execution.py:_move": "the plan refuses whoever has powers (`powers_return`)",
        "transfers/undoing.py:_person_back": "left out, whoever has powers (`kept_powers`)",
        "guests/reopening.py:reopen_guest": "guests have no powers",
        "administration/actions.py:suspend_person": "stops",
        "administration/actions.py:mark_left": "stops",
        "erasure/actions.py:delete_account": "stops",
        "guests/sponsorship.py:close": "stops",
        "installation/operators.py:end_operator": "stops",
    }
    calling = {place: function for place, function in functions() if "change_status" in _called(function)}
    assert set(calling) == set(known)
    settling = calling["administration/actions.py:reopen_person"]
    assert any(_is_settling(one) for one in ast.walk(settling))


def _called(function: ast.AST) -> set[str]:
    found = (one.func for one in ast.walk(function) if isinstance(one, ast.Call))
    return {one.id for one in found if isinstance(one, ast.Name)}


def test_nobody_writes_the_terms_of_a_provider_but_who_is_reviewed() -> None:
    place = "single_sign_on/setup.py"
    writing = {
        name
        for name, function in functions()
        if any(isinstance(one, ast.Name) and one.id == "_keep" for one in ast.walk(function)) and name.startswith(place)
    }
    assert writing == CALLERS


def test_these_tables_are_written_in_no_words_of_sql() -> None:
    offenders = [
        f"{place}: {text.value[:80]}"
        for place, function in functions()
        for text in ast.walk(function)
        if isinstance(text, ast.Constant) and isinstance(text.value, str) and _RAW.search(text.value)
    ]
    assert offenders == []
