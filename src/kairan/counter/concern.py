"""The manifest of the counter: what becomes of what was submitted."""

import kairan.counter.model
from kairan.applications.arrivals import ARRIVED, ERASED, WITHDRAWN
from kairan.applications.attachments import WAITING
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.jobs import Jobs
from kairan.counter.arriving import forget_words, open_case
from kairan.counter.correction_files import waits_for_correction
from kairan.counter.correction_files_http import router as correction_files_router
from kairan.counter.files_http import router as files_router
from kairan.counter.http import router
from kairan.counter.jobs import register_jobs
from kairan.counter.model import (
    ApprovalAsked,
    Approving,
    Assignment,
    CaseMove,
    CorrectionAsked,
    ManyCases,
    ProcedureChange,
    Writing,
)
from kairan.counter.procedure import Approver, Procedure, Sentence, Stage
from kairan.counter.public_http import router as public_router
from kairan.counter.telling import SUBJECT
from kairan.counter.withdrawing import close_withdrawn
from kairan.notifications import SUBJECTS


def jobs(jobs: Jobs, _parts: Parts) -> None:
    """Give back what nobody works on any more."""
    register_jobs(jobs)


_PERSON = "0s3kq1w8d2hxa"

CONCERN = Concern(
    package="kairan.counter",
    tables=tables_in(kairan.counter.model),
    routers=(router, files_router),
    pages=(public_router, correction_files_router),
    jobs=jobs,
    extensions=(
        ARRIVED.by(open_case),
        WITHDRAWN.by(close_withdrawn),
        ERASED.by(forget_words),
        WAITING.by(waits_for_correction),
        SUBJECTS.by(SUBJECT),
    ),
    examples=(
        CaseMove(to="examining", revision=1),
        Assignment(owner_id=_PERSON),
        Writing("窓口で本人確認書類を見ました。"),
        CorrectionAsked(marks={"address": "番地まで入力してください。"}, answer_by="2026-12-14", revision=2),
        ApprovalAsked(proposed="done", revision=3),
        Approving(is_approved=True),
        ManyCases(case_ids=[_PERSON], owner_id=_PERSON),
        ProcedureChange(
            revision=0,
            procedure=Procedure(
                uses=["examining", "deciding"],
                standard_days=10,
                route=[Stage([Approver(member_id=_PERSON)])],
                texts={"done": "証明書をお送りします。"},
                sentences=[Sentence("correction", "番地まで入力してください。")],
            ),
        ),
    ),
    tags={"Counter": "What becomes of what was submitted: inbox, cases, corrections, approvals."},
)
