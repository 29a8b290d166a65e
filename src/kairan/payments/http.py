"""Payments over HTTP, for the section, for accounts, and for who administers the body."""

from typing import Annotated

from litestar import Response, Router, get, post, put
from litestar.di import NamedDependency as Given
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody, QueryParameter

from kairan.applications.model import ApplicationId
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.spreadsheet import CHARSETS, MEDIA_TYPE
from kairan.core.request_context import RequestContext
from kairan.forms.model import FormId
from kairan.payments.charge_view import charge_view
from kairan.payments.charging import ask_payment, waive
from kairan.payments.connecting import CardAccountChange, CardAccountView, account_view, change_account
from kairan.payments.desk import PaymentDesk
from kairan.payments.exporting import ENCODINGS, export_books
from kairan.payments.model import (
    ChargeAsk,
    ChargeView,
    PaymentTermsChange,
    PaymentTermsView,
    Receiving,
    RefundAsk,
    Waiving,
)
from kairan.payments.receiving import record_receipt
from kairan.payments.reconciling import books_of_day
from kairan.payments.refunding import ask_refund
from kairan.payments.setting_up import change_terms, terms_view
from kairan.payments.settlement import import_settlement
from kairan.payments.settlement_model import BooksExport, BooksOfDay, SettlementFile, SettlementRead

Case = FromPath[ApplicationId]
Box = Given[SecretBox]
Desk = Given[PaymentDesk]


@get("/cases/{case_id:str}/charge", summary="What is owed for an application")
async def get_charge(ctx: Given[RequestContext], box: Box, case_id: Case) -> ChargeView:
    """Return what is owed for a case, what came in and what was given back."""
    return await ctx.read(charge_view, box, case_id)


@post("/cases/{case_id:str}/charge/ask", status_code=200, summary="Ask for a payment")
async def post_charge_ask(ctx: Given[RequestContext], box: Box, case_id: Case, data: JSONBody[ChargeAsk]) -> ChargeView:
    """Ask the applicant to pay an amount; a letter tells them."""
    await ctx.write(ask_payment, box, case_id, data)
    return await ctx.read(charge_view, box, case_id)


@post("/cases/{case_id:str}/charge/waive", status_code=200, summary="Waive a fee")
async def post_charge_waiver(
    ctx: Given[RequestContext], box: Box, case_id: Case, data: JSONBody[Waiving]
) -> ChargeView:
    """Let nothing be paid, for a reason."""
    await ctx.write(waive, case_id, data)
    return await ctx.read(charge_view, box, case_id)


@post("/cases/{case_id:str}/charge/receive", status_code=200, summary="Record a payment")
async def post_charge_receipt(
    ctx: Given[RequestContext], box: Box, case_id: Case, data: JSONBody[Receiving]
) -> ChargeView:
    """Record money that came in at the window, on an account or elsewhere."""
    await ctx.write(record_receipt, box, case_id, data)
    return await ctx.read(charge_view, box, case_id)


@post("/cases/{case_id:str}/charge/refund", status_code=200, summary="Give a payment back")
async def post_charge_refund(
    ctx: Given[RequestContext], box: Box, case_id: Case, data: JSONBody[RefundAsk]
) -> ChargeView:
    """Give something back of a payment, for a reason; what came by card, the provider gives back."""
    await ctx.write(ask_refund, box, case_id, data)
    return await ctx.read(charge_view, box, case_id)


@get("/forms/{form_id:str}/payment-terms", summary="What is paid for a form's applications")
async def get_payment_terms(
    ctx: Given[RequestContext], payment_desk: Desk, form_id: FromPath[FormId]
) -> PaymentTermsView:
    """Return how much, when and how, and what can be chosen."""
    return await ctx.read(terms_view, payment_desk.providers, form_id)


@put("/forms/{form_id:str}/payment-terms", summary="Change what is paid for a form's applications")
async def put_payment_terms(
    ctx: Given[RequestContext], payment_desk: Desk, form_id: FromPath[FormId], data: JSONBody[PaymentTermsChange]
) -> PaymentTermsView:
    """Change the terms as a whole; what is owed already stays as it was."""
    return await ctx.write(change_terms, payment_desk.providers, form_id, data)


@get("/payments/day", summary="A day's page of payments")
async def get_payments_day(
    ctx: Given[RequestContext], day: Annotated[str, QueryParameter(pattern=r"^\d{4}-\d{2}-\d{2}$", max_length=10)]
) -> BooksOfDay:
    """Return what came in on a day, and everything that does not meet, of the forms the viewer works on."""
    return await ctx.search(books_of_day, day)


@post("/payments/settlement", status_code=200, summary="Read a provider's settlement in")
async def post_settlement(ctx: Given[RequestContext], data: JSONBody[SettlementFile]) -> SettlementRead:
    """Take in the lines of a CSV; all of them, or none."""
    return await ctx.write(import_settlement, data)


@post(
    "/payments/export",
    status_code=200,
    summary="The books as a table",
    responses={200: ResponseSpec(bytes, generate_examples=False, description="The table", media_type=MEDIA_TYPE)},
)
async def post_payments_export(ctx: Given[RequestContext], data: JSONBody[BooksExport]) -> Response[bytes]:
    """Give out what was asked or what came in on some days as CSV; noted in the body's record."""
    table = await ctx.write(export_books, data)
    name = f"{data.table}-{data.begins_on}-{data.ends_on}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    charset = CHARSETS[ENCODINGS[data.format]]
    return Response(table, media_type=f"{MEDIA_TYPE}; charset={charset}", headers=headers)


@get("/account", summary="The body's account with a card provider")
async def get_payment_account(ctx: Given[RequestContext], payment_desk: Desk) -> CardAccountView:
    """Return the account, without its secrets."""
    return await ctx.read(account_view, payment_desk.providers)


@put("/account", fresh=True, summary="Change the body's account with a card provider")
async def put_payment_account(
    ctx: Given[RequestContext], payment_desk: Desk, box: Box, data: JSONBody[CardAccountChange]
) -> CardAccountView:
    """Change the account; who does it proves themselves anew."""
    return await ctx.write(change_account, box, payment_desk.providers, data)


router = Router(
    "/",
    route_handlers=[
        get_charge,
        post_charge_ask,
        post_charge_waiver,
        post_charge_receipt,
        post_charge_refund,
        get_payment_terms,
        put_payment_terms,
        get_payments_day,
        post_settlement,
        post_payments_export,
    ],
    tags=["Payments"],
)
console_router = Router(
    "/administration/payments", route_handlers=[get_payment_account, put_payment_account], tags=["Payments"]
)
