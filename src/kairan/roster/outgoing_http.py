"""What goes out over HTTP: the roster as CSV, and sheets with first passwords as PDF."""

import asyncio
from datetime import datetime, timedelta, timezone
from typing import Any

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency as Given
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromQuery, JSONBody

from kairan.administration.model import new_password
from kairan.core.edge.authentication import Authentication
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.spreadsheet import CHARSETS, MEDIA_TYPE
from kairan.core.kit.store import Store
from kairan.core.viewer import MemberId, Viewer
from kairan.people import Organization, organization_of, require_task
from kairan.policy.evidence import face_name
from kairan.roster.decoding import Encoding
from kairan.roster.exporting import Losses, export_roster, losses_of
from kairan.roster.layout import Letterhead, Sheet, address_for, render
from kairan.roster.problems import NoSheets, SheetsAddressUnconfirmed
from kairan.roster.sheets import Selection, SheetsPlan, SheetsWanted, issue_passwords, select_addressees, sheets_plan
from kairan.sessions import hash_drawn_password
from kairan.sessions.addresses import FaceAddress, addresses_of
from kairan.sessions.rules import rules_of, within

AnyRequest = Request[Any, Any, Any]
JAPAN = timezone(timedelta(hours=9))


def _described(description: str, media_type: str) -> dict[int, ResponseSpec]:
    return {200: ResponseSpec(bytes, generate_examples=False, description=description, media_type=media_type)}


@get("/losses", summary="What a roster in CP932 would lose")
async def get_losses(store: Given[Store], viewer: Given[Viewer], left: FromQuery[bool] = False) -> Losses:  # noqa: FBT002
    """Return every character that CP932 cannot carry, with whom it concerns; nothing is taken out."""
    return await store.read(losses_of, viewer, left)


@get("/export", summary="The roster as CSV", fresh=True, writes=True, responses=_described("The roster", "text/csv"))
async def get_roster(
    store: Given[Store],
    viewer: Given[Viewer],
    encoding: FromQuery[Encoding] = "utf-8",
    left: FromQuery[bool] = False,  # noqa: FBT002
) -> Response[bytes]:
    """Give out the roster in the form that is imported, with those who left if wanted; an entry tells of it."""
    data = await store.write(export_roster, viewer, encoding, left)
    day = datetime.fromtimestamp(now_ms() / 1000, JAPAN).date().isoformat()
    headers = {"Content-Disposition": f'attachment; filename="kairan-roster-{day}.csv"', "Cache-Control": "no-store"}
    return Response(data, media_type=MEDIA_TYPE, encoding=CHARSETS[encoding], headers=headers)


@post("/sheets/plan", status_code=200, summary="For whom sheets would be printed")
async def post_sheets_plan(
    request: AnyRequest,
    store: Given[Store],
    viewer: Given[Viewer],
    authentication: Given[Authentication],
    data: JSONBody[SheetsWanted],
) -> SheetsPlan:
    """Count who would get a sheet, name whom the font cannot write, show the addresses; nothing is changed."""
    plan = await store.read(sheets_plan, viewer, data)
    return msgspec.structs.replace(
        plan, addresses=_addresses(request, authentication), is_address_set=bool(authentication.url)
    )


def _addresses(request: AnyRequest, authentication: Authentication) -> list[FaceAddress]:
    return addresses_of(authentication.faces.of_hosts, authentication.url, str(request.base_url))


@post("/sheets", status_code=200, summary="Print sheets", responses=_described("The sheets", "application/pdf"))
async def post_sheets(
    request: AnyRequest,
    store: Given[Store],
    viewer: Given[Viewer],
    authentication: Given[Authentication],
    data: JSONBody[SheetsWanted],
) -> Response[bytes]:
    """Issue first passwords and give them out as PDF, this once; at most 1,000 people at a time."""
    require_task(viewer, "people")
    selection, organization, valid_ms = await store.read(_known, viewer, data, authentication)
    if not selection.addressees:
        raise NoSheets
    addresses = _addresses(request, authentication)
    if not authentication.url and data.address != addresses[0].url:
        raise SheetsAddressUnconfirmed(address=addresses[0].url)
    until = datetime.fromtimestamp((now_ms() + valid_ms) / 1000, JAPAN)
    letterhead = Letterhead(
        organization=organization.name,
        address=addresses[0].url,
        others=[f"{face_name(one.face)}: {one.url}" for one in addresses[1:]],
        valid_until=f"{until.year}年{until.month}月{until.day}日" if viewer.language == "ja" else f"{until:%d %B %Y}",
        per_page=data.per_page,
        language=viewer.language,
    )
    pdf, hashes = await asyncio.to_thread(_made, letterhead, selection, organization)
    await store.write(issue_passwords, viewer, data, hashes, selection)
    authentication.forget_all()
    headers = {"Content-Disposition": 'attachment; filename="kairan-sheets.pdf"', "Cache-Control": "no-store"}
    return Response(pdf, media_type="application/pdf", headers=headers)


def _known(
    db: Db, viewer: Viewer, wanted: SheetsWanted, authentication: Authentication
) -> tuple[Selection, Organization, int]:
    selection = select_addressees(db, viewer, wanted)
    rules = within(authentication.rules, rules_of(db, viewer.organization_id))
    return selection, organization_of(db, viewer), rules.issued_ms


def _made(
    letterhead: Letterhead, selection: Selection, organization: Organization
) -> tuple[bytes, dict[MemberId, str]]:
    """Draw the passwords and lay out the sheets; some seconds for a thousand people."""
    sheets, hashes = [], {}
    for one in selection.addressees:
        password = new_password()
        hashes[one.id] = hash_drawn_password(password)
        sheet = Sheet(
            name=one.name,
            department=f"{one.department} {one.post}".strip(),
            number=one.number or "",
            login=one.login,
            password=password,
            address=address_for(letterhead.address, organization.id, one.login),
        )
        sheets.append(sheet)
    return render(letterhead, sheets), hashes


router = Router(
    "/administration/roster",
    route_handlers=[get_losses, get_roster, post_sheets_plan, post_sheets],
    tags=["Administration"],
    opt={"fresh": "changes"},
)
