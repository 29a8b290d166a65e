"""No sequence of acts, by whoever in whatever order, leads where the table of states forbids; who is refused changed
nothing.
"""

import random
from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import func, select

from kairan.applications.model import ApplicationId
from kairan.applications.streams import application_stream
from kairan.core.journal import entries_after
from kairan.core.kit.database import Db, Record
from kairan.core.kit.problems import Problem
from kairan.counter.approving import approve, ask_approval, see_afterwards, withdraw_approval
from kairan.counter.conversation import write_to_applicant, write_to_section
from kairan.counter.correcting import ask_correction, correct, withdraw_correction
from kairan.counter.entries import CaseMoved
from kairan.counter.model import (
    ApprovalAsked,
    Approving,
    CaseMove,
    CorrectionAsked,
    Writing,
    case_approval_table,
    case_correction_table,
    case_table,
)
from kairan.counter.moving import move_case
from kairan.counter.problems import CaseChangedMeanwhile, CaseMoveNotAllowed, NoCorrectionOpen
from kairan.counter.procedure import Approver, Stage
from kairan.counter.states import AFTER, OPTIONAL, STATES, turn_of
from kairan.counter.withdrawing import withdraw
from kairan.selfaudit.cases import case_faults
from tests.counter.conftest import Desk

STEPS = 80
_c, _k, _r = case_table.c, case_correction_table.c, case_approval_table.c
Act = Callable[[], object]


def row_of(db: Db, case_id: ApplicationId) -> Record:
    row = db.first(select(case_table).where(_c.id == case_id))
    assert row is not None
    return row


def acts(db: Db, desk: Desk, case_id: ApplicationId, chance: random.Random) -> list[Act]:
    """Everything anybody may try, allowed or not, now and then on what they saw a while ago."""
    cast, box, own = desk.cast, desk.box, desk.applicant()
    revision = max(1, row_of(db, case_id).revision - chance.choice([0] * 7 + [1]))
    reason, proposed = chance.choice(["", "理由", "理由"]), chance.choice(STATES)
    asked = CorrectionAsked(marks={"new": "番地"}, revision=revision)
    moves: list[Act] = [
        partial(move_case, db, cast.sato, box, case_id, CaseMove(to=to, revision=revision, reason=reason))
        for to in STATES
    ]
    return [
        *moves,
        lambda: ask_correction(db, cast.sato, box, case_id, asked),
        lambda: withdraw_correction(db, cast.suzuki, case_id),
        lambda: correct(db, own, box, case_id, {"new": ["県外市1-2-3"]}),
        lambda: withdraw(db, own, box, case_id),
        lambda: write_to_section(db, own, case_id, "いつ頃ですか"),
        lambda: write_to_applicant(db, cast.suzuki, box, case_id, Writing("来週です")),
        lambda: ask_approval(db, cast.sato, case_id, ApprovalAsked(proposed=proposed, revision=revision, note=reason)),
        lambda: approve(db, cast.tanaka, box, case_id, Approving(is_approved=True)),
        lambda: approve(db, cast.suzuki, box, case_id, Approving(is_approved=True)),
        lambda: approve(db, cast.suzuki, box, case_id, Approving(is_approved=False, note=reason)),
        lambda: withdraw_approval(db, cast.sato, case_id),
        lambda: see_afterwards(db, cast.tanaka, case_id),
    ]


def holds(db: Db, case_id: ApplicationId) -> None:
    """What is true of a case at any time."""
    row = row_of(db, case_id)
    assert row.turn == turn_of(row.state)
    assert (row.stopped_on is not None) == (row.state == "correcting")
    open_corrections = (_k.application_id == case_id) & _k.answered_at.is_(None) & _k.withdrawn_at.is_(None)
    assert db.scalar(select(func.count()).where(open_corrections)) == (row.state == "correcting")
    waiting = db.scalar(select(func.count()).where(_r.application_id == case_id, _r.outcome.is_(None)))
    assert bool(waiting) == (row.state == "deciding")


@pytest.mark.parametrize("seed", range(8))
def test_no_sequence_of_acts_leads_where_the_table_forbids(db: Db, desk: Desk, seed: int) -> None:
    chance, cast = random.Random(seed), desk.cast
    uses = [one for one in OPTIONAL if chance.random() < 0.7]
    route = [Stage([Approver(member_id=cast.tanaka.member_id)]), Stage([Approver(member_id=cast.suzuki.member_id)])]
    desk.works_by(uses=uses, route=route if "deciding" in uses else [], standard_days=10)
    case_id = desk.submitted()
    for _ in range(STEPS):
        before = row_of(db, case_id)
        told = len(entries_after(db, application_stream(case_id), 0, 1_000))
        try:
            chance.choice(acts(db, desk, case_id, chance))()
        except Problem:
            assert row_of(db, case_id) == before
            assert len(entries_after(db, application_stream(case_id), 0, 1_000)) == told
        after = row_of(db, case_id).state
        assert after == before.state or after in AFTER[before.state]
        holds(db, case_id)
    moved = [one for one in entries_after(db, application_stream(case_id), 0, 1_000) if one.kind == CaseMoved.kind]
    assert moved
    assert list(case_faults(db)) == []


def test_of_clerk_and_applicant_at_once_one_is_told(db: Db, desk: Desk) -> None:
    sato, own = desk.cast.sato, desk.applicant()
    case_id = desk.submitted()
    seen = desk.case(case_id).case.revision
    withdraw(db, own, desk.box, case_id)
    with pytest.raises(CaseChangedMeanwhile):
        move_case(db, sato, desk.box, case_id, CaseMove(to="done", revision=seen))
    other = desk.submitted("b")
    move_case(db, sato, desk.box, other, CaseMove(to="done", revision=1))
    with pytest.raises(CaseMoveNotAllowed):
        withdraw(db, desk.applicant("b"), desk.box, other)
    third = desk.submitted("c")
    ask_correction(db, sato, desk.box, third, CorrectionAsked(marks={"new": "番地"}, revision=1))
    withdraw_correction(db, sato, third)
    with pytest.raises(NoCorrectionOpen):
        correct(db, desk.applicant("c"), desk.box, third, {"new": ["県外市9"]})
