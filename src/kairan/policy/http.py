"""The policy page over HTTP: read, look ahead, set, take back, simulate."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Router, delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from kairan.core.edge.authentication import Authentication
from kairan.core.kit.database import Db
from kairan.core.kit.store import Store
from kairan.core.realtime import Live
from kairan.core.viewer import DeviceClass, MemberId, RoomClass, Viewer
from kairan.people import require_task
from kairan.policy.actions import Standing, forget_face, policy_at, preview, set_policy, undo_change
from kairan.policy.entries import PolicyDifference
from kairan.policy.lost_faces import lost_of
from kairan.policy.model import ACTS, NEVER_FOR_GUESTS, RESTS_ON, UNGRADED, Act, Policy
from kairan.policy.presets import Preset, presets_for
from kairan.policy.queries import PastChange, faces_known, history_of
from kairan.policy.simulating import Simulation, Supposed, simulate

AnyRequest = Request[Any, Any, Any]


class PolicyPage(msgspec.Struct, frozen=True, kw_only=True):
    """What is set, what can be set, and what was set before."""

    policy: Policy
    faces: list[str]
    acts: list[Act]
    ungraded: list[Act]  # allowed or not, whatever the room
    rests_on: dict[Act, Act]  # what an act cannot do without
    never_for_guests: list[Act]
    presets: list[Preset]
    history: list[PastChange]
    lost: list[str]  # faces it restricts that the installation no longer has
    undecided: list[str]  # faces it was not set for: the strictest of it holds there
    address: str  # from where this was asked


class PolicyPreview(msgspec.Struct, frozen=True):
    """What would change."""

    changes: list[PolicyDifference]


def _page(db: Db, viewer: Viewer, standing: Standing) -> PolicyPage:
    require_task(viewer, "policy")
    known = faces_known(db, viewer.organization_id)
    policy = policy_at(db, viewer.organization_id, standing.faces)
    return PolicyPage(
        policy=policy,
        lost=lost_of(policy, standing.faces),
        undecided=[] if known is None else [face for face in standing.faces if face not in known],
        faces=list(standing.faces),
        acts=list(ACTS),
        ungraded=[act for act in ACTS if act in UNGRADED],
        rests_on=dict(RESTS_ON),
        never_for_guests=[act for act in ACTS if act in NEVER_FOR_GUESTS],
        presets=presets_for(standing.faces),
        history=history_of(db, viewer),
        address=standing.address,
    )


def _standing(request: AnyRequest, authentication: Authentication) -> Standing:
    return Standing(authentication.faces.names, request.client.host if request.client else "")


@get("", summary="The policy of the body")
async def get_policy(
    request: AnyRequest, store: Given[Store], viewer: Given[Viewer], authentication: Given[Authentication]
) -> PolicyPage:
    """Return what is set, with what there is to set and the latest changes."""
    return await store.read(_page, viewer, _standing(request, authentication))


@post("/preview", status_code=200, summary="What a change of the policy would change", fresh=False)
async def post_preview(
    request: AnyRequest,
    store: Given[Store],
    viewer: Given[Viewer],
    authentication: Given[Authentication],
    data: JSONBody[Policy],
) -> PolicyPreview:
    """Return the differences, refusing what setting it would refuse; nothing is set."""
    return PolicyPreview(await store.read(preview, viewer, data, _standing(request, authentication)))


@put("", status_code=200, summary="Set the policy of the body", fresh=True)
async def put_policy(
    request: AnyRequest,
    store: Given[Store],
    viewer: Given[Viewer],
    authentication: Given[Authentication],
    live: Given[Live],
    data: JSONBody[Policy],
) -> PolicyPage:
    """Set all of it. It holds at once here and within seconds on other nodes, also for open connections."""
    standing = _standing(request, authentication)
    await store.write(set_policy, viewer, data, standing)
    _hold_to_it(authentication, live)
    return await store.read(_page, viewer, standing)


@post("/changes/{seq:int}/undo", status_code=200, summary="Take a change of the policy back", fresh=True)
async def post_undo(
    request: AnyRequest,
    store: Given[Store],
    viewer: Given[Viewer],
    authentication: Given[Authentication],
    live: Given[Live],
    seq: FromPath[int],
) -> PolicyPage:
    """Set what one change set as it was before; what other changes set stays."""
    standing = _standing(request, authentication)
    await store.write(undo_change, viewer, seq, standing)
    _hold_to_it(authentication, live)
    return await store.read(_page, viewer, standing)


@delete("/faces/{face:str}", status_code=200, summary="Forget a face that was given up", fresh=True)
async def delete_face(
    request: AnyRequest,
    store: Given[Store],
    viewer: Given[Viewer],
    authentication: Given[Authentication],
    live: Given[Live],
    face: FromPath[str],
) -> PolicyPage:
    """Take out what was set for an entrance the installation no longer has; on record like every change."""
    standing = _standing(request, authentication)
    await store.write(forget_face, viewer, face, standing)
    _hold_to_it(authentication, live)
    return await store.read(_page, viewer, standing)


def _hold_to_it(authentication: Authentication, live: Live) -> None:
    """Ask anew what everybody of the body may: at the next request, and by a new connection."""
    authentication.forget_all()
    live.spawn(live.part_with_outdated_readers())


@get("/simulation", summary="What may this person do from there")
async def get_simulation(
    store: Given[Store],
    viewer: Given[Viewer],
    member_id: FromQuery[MemberId],
    face: Annotated[str, QueryParameter(max_length=20)],
    device: FromQuery[DeviceClass],
    room_class: FromQuery[RoomClass] = 2,
    room_id: Annotated[str | None, QueryParameter(max_length=13)] = None,
    address: Annotated[str | None, QueryParameter(max_length=64)] = None,
) -> Simulation:
    """Return every act with yes or no and what decided; nothing is done, and no right of the person is used."""
    supposed = Supposed(
        member_id=member_id, face=face, device=device, room_class=room_class, room_id=room_id, address=address
    )
    return await store.read(simulate, viewer, supposed)


router = Router(
    "/administration/policy",
    route_handlers=[get_policy, post_preview, put_policy, post_undo, delete_face, get_simulation],
    tags=["Administration"],
)
