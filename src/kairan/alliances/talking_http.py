"""What happens in an alliance's rooms over HTTP: questions, moderators and reports, the word of welcome."""

from functools import partial
from typing import Annotated

from litestar import Router, delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from kairan.alliances.guests import AllianceGuests, guests_of_alliance
from kairan.alliances.moderation import (
    decide_report,
    moderators,
    name_moderator,
    report_message,
    reports,
    welcome,
    withdraw_moderator,
)
from kairan.alliances.moderation_model import AllianceReports, Moderators, NewMessageReport, ReportDecision
from kairan.alliances.question_model import (
    AllianceQuestions,
    NewQuestion,
    Question,
    QuestionChange,
    QuestionState,
    SimilarQuestions,
)
from kairan.alliances.questions import ask_question, questions_of, settle_question, similar_questions
from kairan.alliances.readers import BodyReadersOf, readers_by_body
from kairan.alliances.weekly import choose_week_letter, week_letter
from kairan.alliances.weekly_model import WeekLetter, WeekLetterTold
from kairan.core.kit.ids import Id
from kairan.core.request_context import RequestContext
from kairan.core.viewer import MemberId
from kairan.notifications.http import PushSettings
from kairan.talk.model import AllianceId, Message, MessageId

Which = FromPath[AllianceId]
Sought = Annotated[str, QueryParameter(max_length=200)]


@get("/{alliance_id:str}/questions", summary="The questions of an alliance")
async def get_alliance_questions(
    ctx: Given[RequestContext],
    alliance_id: Which,
    q: Sought = "",
    question_state: FromQuery[QuestionState | None] = None,
    after: FromQuery[str | None] = None,
) -> AllianceQuestions:
    """Return what was asked in rooms one is in or may join, thirty a page, the newest first, with the answers."""
    return await ctx.search(questions_of, alliance_id, q, question_state, after)


@get("/{alliance_id:str}/questions/similar", summary="Questions like one being written")
async def get_similar_questions(
    ctx: Given[RequestContext], alliance_id: Which, text: Annotated[str, QueryParameter(max_length=1_000)]
) -> SimilarQuestions:
    """Return at most five questions like the text, the likest first."""
    return await ctx.search(similar_questions, alliance_id, text)


@post("/{alliance_id:str}/questions", summary="Ask a question")
async def post_question(ctx: Given[RequestContext], alliance_id: Which, data: JSONBody[NewQuestion]) -> Message:
    """Ask in a room for questions, coming into it where one is not in it yet."""
    return await ctx.write(ask_question, alliance_id, data)


@put("/{alliance_id:str}/questions/{message_id:str}", summary="Settle a question")
async def put_alliance_question(
    ctx: Given[RequestContext], alliance_id: Which, message_id: FromPath[MessageId], data: JSONBody[QuestionChange]
) -> Question:
    """Say that a question is solved, and by which reply, or that it is open again."""
    return await ctx.write(settle_question, alliance_id, message_id, data)


@post("/{alliance_id:str}/welcome", status_code=204, summary="Note that the word of welcome was read")
async def post_welcome(ctx: Given[RequestContext], alliance_id: Which) -> None:
    """Note that one has read the word of welcome and the rules; they are not shown again."""
    await ctx.write(welcome, alliance_id)


@get("/{alliance_id:str}/moderators", summary="The moderators of an alliance")
async def get_moderators(ctx: Given[RequestContext], alliance_id: Which) -> Moderators:
    """Return who was named a moderator."""
    return await ctx.read(moderators, alliance_id)


@put("/{alliance_id:str}/moderators/{member_id:str}", summary="Name a moderator")
async def put_moderator(ctx: Given[RequestContext], alliance_id: Which, member_id: FromPath[MemberId]) -> Moderators:
    """Name somebody who takes part a moderator, for the host."""
    return await ctx.write(name_moderator, alliance_id, member_id)


@delete("/{alliance_id:str}/moderators/{member_id:str}", status_code=200, summary="Withdraw a moderator")
async def delete_moderator(ctx: Given[RequestContext], alliance_id: Which, member_id: FromPath[MemberId]) -> Moderators:
    """Let somebody be a moderator no longer, for the host."""
    return await ctx.write(withdraw_moderator, alliance_id, member_id)


@post("/{alliance_id:str}/reports", status_code=204, summary="Report a message")
async def post_message_report(ctx: Given[RequestContext], alliance_id: Which, data: JSONBody[NewMessageReport]) -> None:
    """Show a message that one may read to the moderators, with a reason."""
    await ctx.write(report_message, alliance_id, data)


@get("/{alliance_id:str}/reports", summary="What was reported")
async def get_reports(ctx: Given[RequestContext], alliance_id: Which) -> AllianceReports:
    """Return what was reported, undecided first, for moderators."""
    return await ctx.read(reports, alliance_id)


@put("/{alliance_id:str}/reports/{report_id:str}", status_code=204, summary="Decide about a report")
async def put_report(
    ctx: Given[RequestContext], alliance_id: Which, report_id: FromPath[Id], data: JSONBody[ReportDecision]
) -> None:
    """Hide what was reported, with a reason everybody is told, or leave it."""
    await ctx.write(decide_report, alliance_id, report_id, data)


@get("/{alliance_id:str}/readers/{message_id:str}", summary="Who has read a message, by body")
async def get_readers_by_body(
    ctx: Given[RequestContext], alliance_id: Which, message_id: FromPath[MessageId]
) -> BodyReadersOf:
    """Return of how many people of each body a message of the alliance was read."""
    return await ctx.read(readers_by_body, alliance_id, message_id)


@get("/{alliance_id:str}/guests", summary="The guests of an alliance")
async def get_alliance_guests(ctx: Given[RequestContext], alliance_id: Which) -> AllianceGuests:
    """Return the guests in rooms one is in or may join, with purpose, end and sponsor."""
    return await ctx.read(guests_of_alliance, alliance_id)


@get("/{alliance_id:str}/week-letter", summary="Whether one gets the letter of the week")
async def get_week_letter(ctx: Given[RequestContext], alliance_id: Which, push: Given[PushSettings]) -> WeekLetterTold:
    """Return whether one gets a letter on Monday that says how much happened, and whether one could."""
    return await ctx.read(partial(week_letter, is_mail_sent=push.is_mail_sent), alliance_id)


@put("/{alliance_id:str}/week-letter", summary="Ask for the letter of the week")
async def put_week_letter(
    ctx: Given[RequestContext], alliance_id: Which, data: JSONBody[WeekLetter], push: Given[PushSettings]
) -> WeekLetterTold:
    """Ask for a letter on Monday that says how much happened in the alliance last week, or stop it."""
    return await ctx.write(partial(choose_week_letter, is_mail_sent=push.is_mail_sent), alliance_id, data)


router = Router(
    "/alliances",
    route_handlers=[
        get_alliance_questions,
        get_similar_questions,
        post_question,
        put_alliance_question,
        post_welcome,
        get_moderators,
        put_moderator,
        delete_moderator,
        post_message_report,
        get_reports,
        put_report,
        get_readers_by_body,
        get_alliance_guests,
        get_week_letter,
        put_week_letter,
    ],
    tags=["Alliances"],
)
