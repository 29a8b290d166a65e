"""The audit over HTTP, for administrators and auditors of the body."""

from collections.abc import AsyncIterator
from typing import Annotated

import msgspec
from litestar import Router, get
from litestar.di import NamedDependency as Given
from litestar.params import FromQuery, QueryParameter
from litestar.response import Stream

from kairan.administration.audit import (
    AuditFilter,
    AuditPage,
    Format,
    acts_known,
    audit,
    begin_export,
    csv_head,
    exported_lines,
)
from kairan.core.kit.store import Store
from kairan.core.viewer import MemberId, Viewer

Day = Annotated[str | None, QueryParameter(max_length=10)]
MEDIA = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl"}


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


@get("/export", summary="The whole record with its proof", fresh=True)
async def get_export(store: Given[Store], viewer: Given[Viewer], format: FromQuery[Format] = "csv") -> Stream:  # noqa: A002  (its name in the address)
    """Give out the whole record as CSV or JSON Lines with the digests; that it was taken out is an entry, too."""
    upto = await store.write(begin_export, viewer, format)
    disposition = f'attachment; filename="kairan-audit-{upto}.{format}"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return Stream(_lines(store, viewer, format, upto), media_type=MEDIA[format], headers=headers)


async def _lines(store: Store, viewer: Viewer, wanted: Format, upto: int) -> AsyncIterator[str]:
    if wanted == "csv":
        yield csv_head()
    last = 0
    while last < upto:
        lines, last = await store.read(exported_lines, viewer, wanted, last, upto)
        yield lines


router = Router("/administration/audit", route_handlers=[get_audit, get_acts, get_export], tags=["Administration"])
