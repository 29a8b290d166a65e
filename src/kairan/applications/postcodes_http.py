"""Addresses by postal code over HTTP, for the script of the residents' pages."""

import asyncio

from litestar import Response, Router, get
from litestar.di import NamedDependency as Given
from litestar.params import FromPath

from kairan.applications.postcodes import Postcodes
from kairan.applications.requests import ROUTER_OPTIONS
from kairan.core.kit.problems import NotFound


@get("/-/postcodes/{prefix:str}", summary="Addresses by postal code")
async def get_postcodes(postcodes: Given[Postcodes], prefix: FromPath[str]) -> Response[bytes]:
    """Return the addresses of all codes that begin with three digits; which one is meant the browser knows alone."""
    found = await asyncio.to_thread(postcodes.under, prefix)
    if found is None:
        raise NotFound
    return Response(found, media_type="application/json", headers={"Cache-Control": "public, max-age=86400"})


router = Router("/f", route_handlers=[get_postcodes], opt=ROUTER_OPTIONS, include_in_schema=False)
