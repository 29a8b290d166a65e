"""How one is told, over HTTP; and the body's rules on the console."""

from functools import partial

import msgspec
from litestar import Router, delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromQuery, JSONBody

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.core.request_context import RequestContext
from kairan.core.viewer import Viewer
from kairan.notifications.actions import choose, rules_revision, save_rules, subscribe, unsubscribe
from kairan.notifications.digest import write_trial
from kairan.notifications.keys import ensure_push_key, push_key
from kairan.notifications.model import Choice, NotificationRules, OwnNotifications, PushState, Subscribing
from kairan.notifications.problems import NotTold, NotToldHere, PushNotHere, PushOff
from kairan.notifications.queries import own_notifications, rules_of
from kairan.notifications.telling import own_target
from kairan.notifications.web_push import Message, PushSender
from kairan.people import require_task


class PushSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What the operator set: at which entrances devices may be told, by which services; whether mail is sent."""

    faces: tuple[str, ...]
    services: tuple[str, ...]
    is_mail_sent: bool
    contact: str  # whom a push service may write to

    def state(self, face: str) -> PushState:
        """Whether devices may be told at an entrance."""
        if not self.services:
            return "off"
        return "on" if face in self.faces else "not_here"


class PublicKey(msgspec.Struct, frozen=True):
    """A point of P-256 in base64url, as `applicationServerKey` takes it."""

    public_key: str


class BodyNotifications(msgspec.Struct, frozen=True, kw_only=True):
    """What holds in the body, and what a change of it is based on."""

    rules: NotificationRules
    revision: str


@get("", summary="How one is told")
async def get_own_notifications(ctx: Given[RequestContext], push: Given[PushSettings]) -> OwnNotifications:
    """Return what the viewer chose, what holds in the body, and whether this browser is told by push."""
    return await ctx.read(_own, push)


def _own(db: Db, viewer: Viewer, push: PushSettings) -> OwnNotifications:
    return own_notifications(db, viewer, push.state(viewer.face), is_mail_sent=push.is_mail_sent)


@put("", summary="Choose how one is told")
async def put_own_notifications(
    ctx: Given[RequestContext], push: Given[PushSettings], data: JSONBody[Choice]
) -> OwnNotifications:
    """Keep quiet hours, leave, words and the letter of the day; one's other screens follow."""

    def keep(db: Db, viewer: Viewer) -> OwnNotifications:
        choose(db, viewer, data, is_mail_sent=push.is_mail_sent)
        return _own(db, viewer, push)

    return await ctx.write(keep)


@post("/key", status_code=200, summary="The key by which browsers know this installation")
async def post_push_key(ctx: Given[RequestContext], push: Given[PushSettings], box: Given[SecretBox]) -> PublicKey:
    """Return the public key (VAPID) a browser wants to subscribe with; it is made when it is first asked for."""
    if (state := push.state(ctx.viewer.face)) != "on":
        raise PushOff if state == "off" else PushNotHere
    return await ctx.write(lambda db, _: PublicKey(ensure_push_key(db, box).public))


@put("/device", status_code=204, summary="Let this browser be told by push")
async def put_told_device(ctx: Given[RequestContext], push: Given[PushSettings], data: JSONBody[Subscribing]) -> None:
    """Tell this session's browser from now on, also while no page is open; a subscription belongs to one session."""
    await ctx.write(subscribe, data, push.faces, push.services)


@delete("/device", summary="Let this browser be told no more")
async def delete_told_device(ctx: Given[RequestContext]) -> None:
    """Forget this session's browser; twice is once."""
    await ctx.write(unsubscribe)


@post("/device/trial", status_code=204, summary="Send this browser a notice for trial")
async def post_trial(ctx: Given[RequestContext], push: Given[PushSettings], box: Given[SecretBox]) -> None:
    """Send one notice to this session's browser at once, whatever the hour."""
    target, key = await ctx.read(lambda db, viewer: (own_target(db, viewer), push_key(db, box)))
    if target is None or key is None:
        raise NotToldHere
    title = "This device is notified" if ctx.viewer.language == "en" else "この端末に通知が届きます"
    message = Message(title=title, text="", tag="trial", path="/settings", at=now_ms())
    async with PushSender(push.contact) as sender:
        if (await sender.send(target, message, key, urgent=True)).outcome != "told":
            raise NotTold


@post("/mail/trial", status_code=204, summary="Send oneself a letter for trial")
async def post_mail_trial(ctx: Given[RequestContext], push: Given[PushSettings]) -> None:
    """Write one letter to the viewer's own address, whatever they chose; one a minute."""
    await ctx.write(partial(write_trial, is_mail_sent=push.is_mail_sent), push.contact)


@get("", summary="The body's rules for notifications")
async def get_body_notifications(ctx: Given[RequestContext]) -> BodyNotifications:
    """Return when the body's people are not told by themselves, and when the day's letter goes."""
    return await ctx.read(_of_body)


@put("", summary="Set the body's rules for notifications")
async def put_body_notifications(
    ctx: Given[RequestContext], data: JSONBody[NotificationRules], revision: FromQuery[str] = ""
) -> BodyNotifications:
    """Keep the rules for whoever chose nothing else."""
    await ctx.write(save_rules, data, revision)
    return await ctx.read(_of_body)


def _of_body(db: Db, viewer: Viewer) -> BodyNotifications:
    require_task(viewer, "organization")
    rules = rules_of(db, viewer.organization_id)
    return BodyNotifications(rules=rules, revision=rules_revision(rules))


mine = Router(
    "/me/notifications",
    route_handlers=[
        get_own_notifications,
        put_own_notifications,
        post_push_key,
        put_told_device,
        delete_told_device,
        post_trial,
        post_mail_trial,
    ],
    tags=["Notifications"],
)
console = Router(
    "/administration/notifications",
    route_handlers=[get_body_notifications, put_body_notifications],
    tags=["Administration"],
    opt={"fresh": "changes"},
)
