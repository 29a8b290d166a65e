"""The counter over HTTP, for the section."""

from typing import Annotated

import msgspec
from litestar import Router, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from kairan.applications.attachment_model import Opening
from kairan.applications.handing_out import file_opened_to, opened_to
from kairan.applications.model import ApplicationId
from kairan.core.kit.mail import LetterTold
from kairan.core.kit.secrets import SecretBox
from kairan.core.request_context import RequestContext
from kairan.counter.approving import approve, ask_approval, see_afterwards, withdraw_approval
from kairan.counter.assigning import assign_case, look_at_case
from kairan.counter.case_view import case_view
from kairan.counter.conversation import write_to_applicant
from kairan.counter.correcting import ask_correction, withdraw_correction
from kairan.counter.inbox import View, inbox
from kairan.counter.mailed import case_letters
from kairan.counter.many import act_on_many
from kairan.counter.model import (
    ApprovalAsked,
    Approving,
    Assignment,
    CaseMove,
    CaseView,
    CorrectionAsked,
    Inbox,
    ManyCases,
    MessageWriting,
    ProcedureChange,
    ProcedureView,
    Writing,
)
from kairan.counter.moving import move_case
from kairan.counter.notes import note_on_case
from kairan.counter.procedures import change_procedure, procedure_view
from kairan.counter.states import State
from kairan.forms.model import FormId

Case = FromPath[ApplicationId]
Box = Given[SecretBox]


@get("/cases", summary="The inbox of applications")
async def get_cases(
    ctx: Given[RequestContext],
    view: FromQuery[View] = "open",
    form_id: FromQuery[str | None] = None,
    case_state: FromQuery[State | None] = None,
    q: Annotated[str, QueryParameter(max_length=200)] = "",
    after: FromQuery[str | None] = None,
    field: Annotated[str, QueryParameter(max_length=13)] = "",
    value: Annotated[str, QueryParameter(max_length=200)] = "",
) -> Inbox:
    """Return the cases of a view, a hundred a page, with the counts of all views.

    `field` is one of the form's procedure, `value` what is sought in it: words, or a number or day as 100..200.
    """
    return await ctx.search(inbox, view, form_id, case_state, q, after, field, value)


@get("/cases/{case_id:str}", summary="A case")
async def get_case(ctx: Given[RequestContext], box: Box, opening: Given[Opening], case_id: Case) -> CaseView:
    """Return a case with its answers, its history and everything that was said."""
    return await _case(ctx, box, opening, case_id)


async def _case(ctx: RequestContext, box: SecretBox, opening: Opening, case_id: ApplicationId) -> CaseView:
    """Return a case as it is now, with which of its files the viewer may open where they are."""
    view = await ctx.read(case_view, box, case_id)
    said = [
        msgspec.structs.replace(one, files=[file_opened_to(file, ctx.viewer, opening) for file in one.files])
        for one in view.messages
    ]
    corrections = [
        msgspec.structs.replace(
            one,
            files={
                name: [file_opened_to(file, ctx.viewer, opening) for file in files] for name, files in one.files.items()
            },
        )
        for one in view.corrections
    ]
    application = opened_to(view.application, ctx.viewer, opening)
    return msgspec.structs.replace(view, application=application, messages=said, corrections=corrections)


@post("/cases/{case_id:str}/look", status_code=204, summary="Note that a case was looked at")
async def post_case_look(ctx: Given[RequestContext], case_id: Case) -> None:
    """Note that somebody of the section has opened it, and has read what the applicant wrote."""
    await ctx.write(look_at_case, case_id)


@get("/cases/{case_id:str}/mail", summary="What was mailed about a case")
async def get_case_mail(ctx: Given[RequestContext], case_id: Case) -> list[LetterTold]:
    """Return the letters to the applicant, each with every attempt to send it and how it ended; never their text."""
    return await ctx.read(case_letters, case_id)


@post("/cases/{case_id:str}/move", status_code=200, summary="CaseMove a case")
async def post_case_move(
    ctx: Given[RequestContext], box: Box, opening: Given[Opening], case_id: Case, data: JSONBody[CaseMove]
) -> CaseView:
    """CaseMove a case to its next state; the applicant is told."""
    await ctx.write(move_case, box, case_id, data)
    return await _case(ctx, box, opening, case_id)


@put("/cases/{case_id:str}/owner", summary="Say who works on a case")
async def put_case_owner(
    ctx: Given[RequestContext], box: Box, opening: Given[Opening], case_id: Case, data: JSONBody[Assignment]
) -> CaseView:
    """Say who works on a case, or that nobody does yet."""
    await ctx.write(assign_case, case_id, data)
    return await _case(ctx, box, opening, case_id)


@post("/cases/{case_id:str}/notes", status_code=200, summary="Note something on a case")
async def post_case_note(
    ctx: Given[RequestContext], box: Box, opening: Given[Opening], case_id: Case, data: JSONBody[Writing]
) -> CaseView:
    """Note something for the section; the applicant never sees it."""
    await ctx.write(note_on_case, case_id, data)
    return await _case(ctx, box, opening, case_id)


@post("/cases/{case_id:str}/messages", status_code=200, summary="Write to the applicant")
async def post_case_message(
    ctx: Given[RequestContext], box: Box, opening: Given[Opening], case_id: Case, data: JSONBody[MessageWriting]
) -> CaseView:
    """Write to the applicant; a letter tells them that there is something to read."""
    await ctx.write(write_to_applicant, box, case_id, data, data.file_ids)
    return await _case(ctx, box, opening, case_id)


@post("/cases/{case_id:str}/correction", status_code=200, summary="Ask for a correction")
async def post_case_correction(
    ctx: Given[RequestContext], box: Box, opening: Given[Opening], case_id: Case, data: JSONBody[CorrectionAsked]
) -> CaseView:
    """Ask the applicant to mend some answers; the standard period stops meanwhile."""
    await ctx.write(ask_correction, box, case_id, data)
    return await _case(ctx, box, opening, case_id)


@post("/cases/{case_id:str}/correction/withdraw", status_code=200, summary="Do without a correction")
async def post_case_correction_withdrawal(
    ctx: Given[RequestContext], box: Box, opening: Given[Opening], case_id: Case
) -> CaseView:
    """Withdraw the correction that is open."""
    await ctx.write(withdraw_correction, case_id)
    return await _case(ctx, box, opening, case_id)


@post("/cases/{case_id:str}/approval", status_code=200, summary="Ask for an approval")
async def post_case_approval(
    ctx: Given[RequestContext], box: Box, opening: Given[Opening], case_id: Case, data: JSONBody[ApprovalAsked]
) -> CaseView:
    """Begin the route of the procedure."""
    await ctx.write(ask_approval, case_id, data)
    return await _case(ctx, box, opening, case_id)


@post("/cases/{case_id:str}/approval/withdraw", status_code=200, summary="Take a case back from its route")
async def post_case_approval_withdrawal(
    ctx: Given[RequestContext], box: Box, opening: Given[Opening], case_id: Case
) -> CaseView:
    """Withdraw the approval that is asked for."""
    await ctx.write(withdraw_approval, case_id)
    return await _case(ctx, box, opening, case_id)


@post("/cases/{case_id:str}/approve", status_code=200, summary="Approve, or return")
async def post_case_approving(
    ctx: Given[RequestContext], box: Box, opening: Given[Opening], case_id: Case, data: JSONBody[Approving]
) -> CaseView:
    """Approve what is proposed, or return it with a reason."""
    await ctx.write(approve, box, case_id, data)
    return await _case(ctx, box, opening, case_id)


@post("/cases/{case_id:str}/seen", status_code=200, summary="See what a deputy approved")
async def post_case_seen(ctx: Given[RequestContext], box: Box, opening: Given[Opening], case_id: Case) -> CaseView:
    """Note that who was away has seen what their deputy approved."""
    await ctx.write(see_afterwards, case_id)
    return await _case(ctx, box, opening, case_id)


@post("/cases/many", status_code=204, summary="Act on many cases")
async def post_many_cases(ctx: Given[RequestContext], box: Box, data: JSONBody[ManyCases]) -> None:
    """Move up to 300 cases, say who works on them, write to their applicants, ask for corrections: all or none."""
    await ctx.write(act_on_many, box, data)


@get("/forms/{form_id:str}/procedure", summary="How a form's applications are worked")
async def get_procedure(ctx: Given[RequestContext], form_id: FromPath[FormId]) -> ProcedureView:
    """Return the steps, the standard period, who approves, and what is written to applicants."""
    return await ctx.read(procedure_view, form_id)


@put("/forms/{form_id:str}/procedure", summary="Change how a form's applications are worked")
async def put_procedure(
    ctx: Given[RequestContext], form_id: FromPath[FormId], data: JSONBody[ProcedureChange]
) -> ProcedureView:
    """Change the procedure as a whole."""
    return await ctx.write(change_procedure, form_id, data)


router = Router(
    "/",
    route_handlers=[
        get_cases,
        get_case,
        get_case_mail,
        post_case_look,
        post_case_move,
        put_case_owner,
        post_case_note,
        post_case_message,
        post_case_correction,
        post_case_correction_withdrawal,
        post_case_approval,
        post_case_approval_withdrawal,
        post_case_approving,
        post_case_seen,
        post_many_cases,
        get_procedure,
        put_procedure,
    ],
    tags=["Counter"],
)
