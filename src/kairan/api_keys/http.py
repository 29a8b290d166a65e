"""API keys over HTTP: for who publishes a form, and for the systems that read with them."""

from typing import Any

import msgspec
from litestar import Request, Router, delete, get, post
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody

from kairan.api_keys.model import ApiKeyId, ApiKeyNew, ApiKeySecret, ApiKeysView, ReadCases, ReadWhole
from kairan.api_keys.problems import ApiKeyRefused
from kairan.api_keys.reading import note_used, read_cases, read_whole
from kairan.api_keys.setting_up import api_keys, make_api_key, remove_api_key
from kairan.applications.model import ApplicationId
from kairan.core.edge.authentication import address_of
from kairan.core.edge.networks import is_inside, networks_of
from kairan.core.kit.store import Store
from kairan.core.request_context import RequestContext
from kairan.forms.model import FormId

AnyRequest = Request[Any, Any, Any]
SECRET_MOST = 200


class ReadFrom(msgspec.Struct, frozen=True):
    """From which networks the operator lets systems read; none: from nowhere."""

    networks: tuple[str, ...]

    def admits(self, address: str) -> bool:
        """Whether systems may read from an address."""
        return bool(self.networks) and is_inside(address, networks_of(self.networks))


Place = Given[ReadFrom]


@get("/forms/{form_id:str}/api-keys", summary="The keys with which other systems read a form's cases")
async def get_api_keys(ctx: Given[RequestContext], read_from: Place, form_id: FromPath[FormId]) -> ApiKeysView:
    """Return the keys of a form, without what is shown as them."""
    return await ctx.read(api_keys, bool(read_from.networks), form_id)


@post("/forms/{form_id:str}/api-keys", fresh=True, status_code=200, summary="Make a key for another system")
async def post_api_key(
    ctx: Given[RequestContext], read_from: Place, form_id: FromPath[FormId], data: JSONBody[ApiKeyNew]
) -> ApiKeySecret:
    """Make a key, which is shown this once."""
    return await ctx.write(make_api_key, bool(read_from.networks), form_id, data)


@delete("/forms/{form_id:str}/api-keys/{key_id:str}", status_code=200, summary="Remove a key")
async def delete_api_key(
    ctx: Given[RequestContext], read_from: Place, form_id: FromPath[FormId], key_id: FromPath[ApiKeyId]
) -> ApiKeysView:
    """Let a key be good for nothing any more, at once."""
    return await ctx.write(remove_api_key, bool(read_from.networks), form_id, key_id)


@get("/read/cases", exclude_from_auth=True, summary="Cases of a form, for another system")
async def get_read_cases(
    request: AnyRequest, store: Given[Store], read_from: Place, after: FromQuery[str] = "", limit: FromQuery[int] = 100
) -> ReadCases:
    """Return cases in the order in which they changed; go on from `after`. The key comes as `Authorization: Bearer …`.

    At most 200 at once. A case that changes again comes again; what changed within the last seconds comes next time.
    """
    secret = _shown(request, read_from)
    found = await store.read(read_cases, secret, after[:40], limit)
    await store.write(note_used, secret)
    return found


@get("/read/cases/{case_id:str}", exclude_from_auth=True, summary="A case with its answers, for another system")
async def get_read_case(
    request: AnyRequest, store: Given[Store], read_from: Place, case_id: FromPath[ApplicationId]
) -> ReadWhole:
    """Return a case with its answers, with a key that reads them; told in the record of the case."""
    return await store.write(read_whole, _shown(request, read_from), case_id)


def _shown(request: AnyRequest, read_from: ReadFrom) -> str:
    """Return what is shown as a key, where systems may read from. Problems: ApiKeyRefused."""
    if not read_from.admits(address_of(request)):
        raise ApiKeyRefused
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not 0 < len(secret) <= SECRET_MOST:
        raise ApiKeyRefused
    return secret.strip()


router = Router("/", route_handlers=[get_api_keys, post_api_key, delete_api_key], tags=["API keys"])
reading = Router("/", route_handlers=[get_read_cases, get_read_case], tags=["API keys"])
