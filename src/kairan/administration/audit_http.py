"""The audit over HTTP, for administrators and auditors of the body."""

from collections.abc import AsyncIterator
from typing import Annotated

import msgspec
from litestar import Router, get
from litestar.di import NamedDependency as Given
from litestar.params import FromQuery, QueryParameter
from litestar.response import Stream

from kairan.administration.audit import AuditFilter, AuditPage, Format, acts_known, audit
from kairan.administration.audit_export import begin_export, exported_lines, table_head
from kairan.core.kit.store import Store
from kairan.core.viewer import MemberId, Viewer

Day = Annotated[str | None, QueryParameter(max_length=10)]
MEDIA = {"csv": "text/csv", "jsonl": "application/jsonl"}


class Acts(msgspec.Struct, frozen=True):
    """Kinds of entries that occur in the record."""

    acts: list[str]


@get("", summary="The record of the organisation")
async def get_audit(
    store: Given[Store],
    viewer: Given[Viewer],
    person_id: FromQuery[str | None] = None,
    act: Annotated[str | None, QueryParameter(max_length=40)] = None,
    first_on: Day = None,
    last_on: Day = None,
    before: FromQuery[int | None] = None,
) -> AuditPage:
    """Search by person (who did it, or to whom), act and days of Japan; fifty a page, the newest first."""
    person = None if person_id is None else MemberId(person_id)
    wanted = AuditFilter(person_id=person, act=act, first_on=first_on, last_on=last_on)
    return await store.read(audit, viewer, wanted, before)


@get("/acts", summary="Kinds of entries in the record")
async def get_acts(store: Given[Store], viewer: Given[Viewer]) -> Acts:
    """Return what can be filtered by."""
    return Acts(await store.read(acts_known, viewer))


@get("/export", summary="The record as a table, or whole with its proof", writes=True, fresh=True)
async def get_export(
    store: Given[Store],
    viewer: Given[Viewer],
    format: FromQuery[Format] = "csv",  # noqa: A002  (its name in the address)
    person_id: FromQuery[str | None] = None,
    act: Annotated[str | None, QueryParameter(max_length=40)] = None,
    first_on: Day = None,
    last_on: Day = None,
) -> Stream:
    """Give out what the filter finds as CSV in Japanese, or the whole as JSON Lines; an entry tells of it."""
    person = None if person_id is None else MemberId(person_id)
    only = AuditFilter(person_id=person, act=act, first_on=first_on, last_on=last_on)
    upto = await store.write(begin_export, viewer, format, only)
    disposition = f'attachment; filename="kairan-audit-{upto}.{format}"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return Stream(_lines(store, viewer, format, upto, only), media_type=MEDIA[format], headers=headers)


async def _lines(store: Store, viewer: Viewer, wanted: Format, upto: int, only: AuditFilter) -> AsyncIterator[str]:
    if wanted == "csv":
        yield table_head()
    last = 0
    while last < upto:
        lines, last = await store.read(exported_lines, viewer, wanted, last, upto, only)
        yield lines


router = Router("/administration/audit", route_handlers=[get_audit, get_acts, get_export], tags=["Administration"])
