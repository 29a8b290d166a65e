"""The manifest of the counter: what becomes of what was submitted."""

import kairan.counter.annotations.model
import kairan.counter.announcing.model
import kairan.counter.deliverables.model
import kairan.counter.entering.model
import kairan.counter.filters.model
import kairan.counter.importing.model
import kairan.counter.model
import kairan.counter.opinions.model
import kairan.counter.thread_model
from kairan.applications.arrivals import ARRIVED, ERASED, LAST_ACTS, STILL_WORKED, WITHDRAWN
from kairan.applications.attachments import WAITING
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.jobs import Jobs
from kairan.counter.annotations.annotating import forget_annotations
from kairan.counter.annotations.http import router as annotations_router
from kairan.counter.annotations.model import (
    AnnotationChange,
    AnnotationField,
    AnnotationFieldsChange,
    ChosenCases,
)
from kairan.counter.announcing.announcing import announce_later
from kairan.counter.announcing.http import router as announcing_router
from kairan.counter.announcing.model import AnnouncingChoice
from kairan.counter.arriving import forget_words, open_case
from kairan.counter.correction_files import waits_for_correction
from kairan.counter.correction_files_http import router as correction_files_router
from kairan.counter.deliverables.erasing import forget_deliverables
from kairan.counter.deliverables.http import router as deliverables_router
from kairan.counter.deliverables.model import (
    DeliverableWithdrawal,
    FileHandedOver,
    LetterFact,
    LetterOrder,
    LetterTemplate,
    LetterTemplateChange,
    ManyLetters,
)
from kairan.counter.describing import SUBJECT
from kairan.counter.disclosing.http import router as disclosing_router
from kairan.counter.documents_http import router as documents_router
from kairan.counter.entering.entering import mark_entered
from kairan.counter.entering.http import router as entering_router
from kairan.counter.entering.model import EnteringBegun
from kairan.counter.figures.http import router as figures_router
from kairan.counter.files_http import router as files_router
from kairan.counter.filters.http import router as filters_router
from kairan.counter.filters.model import CaseFilter, NewFilter, filter_table
from kairan.counter.http import router
from kairan.counter.importing.http import router as importing_router
from kairan.counter.jobs import register_jobs
from kairan.counter.keeping import is_still_worked, last_act
from kairan.counter.model import (
    ApprovalAsked,
    Approving,
    Assignment,
    CaseMove,
    CorrectionAsked,
    ManyCases,
    MessageWriting,
    ProcedureChange,
    Writing,
)
from kairan.counter.opinions.erasing import forget_opinions
from kairan.counter.opinions.http import router as opinions_router
from kairan.counter.opinions.model import OpinionAsked, OpinionGiven
from kairan.counter.procedure import Approver, Procedure, Sentence, Stage
from kairan.counter.public_http import router as public_router
from kairan.counter.thread.writing import waits_for_writing
from kairan.counter.thread_http import router as thread_router
from kairan.counter.withdrawing import close_withdrawn
from kairan.notifications import SUBJECTS


def jobs(jobs: Jobs, parts: Parts) -> None:
    """Give back what nobody works on any more, and make what was ordered."""
    register_jobs(jobs, parts)


_PERSON = "0s3kq1w8d2hxa"
_LETTER = LetterTemplate(
    title="受験票",
    mark="青市人第{{通し番号}}号",
    body="採用試験の申込みを受け付けました。当日は、この受験票を持ってお越しください。",
    facts=[LetterFact("受験番号", "{{通し番号}}"), LetterFact("氏名", "{{氏名}}")],
    sender="○○市人事課長",
    keep_days=60,
)

CONCERN = Concern(
    package="kairan.counter",
    tables=tables_in(
        kairan.counter.model,
        kairan.counter.annotations.model,
        kairan.counter.announcing.model,
        kairan.counter.deliverables.model,
        kairan.counter.entering.model,
        kairan.counter.filters.model,
        kairan.counter.importing.model,
        kairan.counter.opinions.model,
        kairan.counter.thread_model,
    ),
    personal=(filter_table,),
    routers=(
        router,
        files_router,
        annotations_router,
        announcing_router,
        deliverables_router,
        disclosing_router,
        entering_router,
        figures_router,
        filters_router,
        importing_router,
        opinions_router,
    ),
    pages=(public_router, thread_router, correction_files_router, documents_router),
    jobs=jobs,
    extensions=(
        ARRIVED.by(open_case, mark_entered, announce_later),
        WITHDRAWN.by(close_withdrawn),
        WAITING.by(waits_for_correction, waits_for_writing),
        ERASED.by(forget_words, forget_annotations, forget_deliverables, forget_opinions),
        LAST_ACTS.by(last_act),
        STILL_WORKED.by(is_still_worked),
        SUBJECTS.by(SUBJECT),
    ),
    examples=(
        CaseMove(to="examining", revision=1),
        Assignment(owner_id=_PERSON),
        Writing("窓口で本人確認書類を見ました。"),
        MessageWriting(text="記入例をお送りします。", file_ids=[_PERSON]),
        CorrectionAsked(marks={"address": "番地まで入力してください。"}, answer_by="2026-12-14", revision=2),
        ApprovalAsked(proposed="done", revision=3),
        Approving(is_approved=True),
        ManyCases(case_ids=[_PERSON], owner_id=_PERSON),
        ChosenCases(case_ids=[_PERSON]),
        AnnouncingChoice(_PERSON),
        EnteringBegun(how="phone"),
        NewFilter(name="住民課の未処理", wanted=CaseFilter(view="open", q="佐藤")),
        AnnotationChange(values={"income": "第2段階"}),
        AnnotationFieldsChange(
            revision=0,
            fields=[AnnotationField(id="income", label="収入区分", kind="choice", options=["第1段階", "第2段階"])],
        ),
        OpinionAsked(
            holder_id=_PERSON, question="予定の場所は市道に掛かりますか。", shown=["place"], answer_by="2026-12-14"
        ),
        OpinionGiven(answer="掛かりません。道路占用の許可は要りません。"),
        LetterTemplateChange(revision=0, template=_LETTER),
        _LETTER,
        LetterOrder(letter_id=_PERSON),
        ManyLetters(case_ids=[_PERSON], letter_id=_PERSON),
        FileHandedOver(file_id=_PERSON, title="利用許可証"),
        DeliverableWithdrawal(reason="試験会場が変わったため、新しい受験票を発行します。"),
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
