"""Emergency contacts over HTTP: one's own, and those of somebody who does not answer."""

from litestar import Router, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, JSONBody

from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.core.request_context import RequestContext
from kairan.core.viewer import MemberId, Viewer
from kairan.emergency.broadcasts.model import BroadcastId
from kairan.emergency.contacts.actions import keep_contact, look_up_contact, own_contact
from kairan.emergency.contacts.model import EmergencyContact


@get("/me/emergency-contact", summary="One's own emergency contacts")
async def get_own_contact(ctx: Given[RequestContext], box: Given[SecretBox]) -> EmergencyContact:
    """Return what the viewer gave; it lies sealed."""
    return await ctx.read(own_contact, box)


@put("/me/emergency-contact", summary="Give one's own emergency contacts")
async def put_own_contact(
    ctx: Given[RequestContext], box: Given[SecretBox], data: JSONBody[EmergencyContact]
) -> EmergencyContact:
    """Keep them; with nothing at all they are taken back."""
    return await ctx.write(keep_contact, box, data)


@post(
    "/broadcasts/{broadcast_id:str}/calls/{member_id:str}/contact",
    status_code=200,
    summary="Look up how somebody is reached in private",
)
async def post_contact_look(
    ctx: Given[RequestContext],
    box: Given[SecretBox],
    broadcast_id: FromPath[BroadcastId],
    member_id: FromPath[MemberId],
) -> EmergencyContact:
    """Return it while a real broadcast goes on and they have not answered; each look is on record."""

    def look(db: Db, viewer: Viewer) -> EmergencyContact:
        return look_up_contact(db, viewer, box, broadcast_id, member_id)

    return await ctx.write(look)


router = Router("/", route_handlers=[get_own_contact, put_own_contact, post_contact_look], tags=["Broadcasts"])
