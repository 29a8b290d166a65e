"""The emergency lane stays small: a lane for everybody is none."""

from pathlib import Path

from litestar.routes import HTTPRoute

from kairan.app import build_litestar
from kairan.core.settings import Settings

IN_THE_LANE = {
    "GET /ready",
    "GET /api/organizations/sign-in",
    "GET /api/session",
    "POST /api/session",
    "DELETE /api/session",
    # What people answer in a disaster, some ten a second at most; what all of them ask for at once is outside.
    "POST /api/broadcasts/{broadcast_id:str}/confirm",
    "POST /api/broadcasts/{broadcast_id:str}/answer",
    "PUT /api/broadcasts/{broadcast_id:str}/people/{member_id:str}/answer",
    "POST /api/hazards/telegrams",  # a few a minute from whoever has the key: a warning waits for nobody
}
"""Beside the other ways of signing in, which are in it as a whole."""
WAYS_IN = ("/api/session/", "/api/oidc/")
COMING_BACK = {"GET /api/start", "POST /api/live", "GET /api/broadcasts/mine", "POST /api/broadcasts/device"}
"""What everybody asks for after a restart, at once. The lane reads on one thread: a herd of 5,000 in it would keep
those who sign in waiting for longer than the ordinary readers do. What holds for herds are slots (decision 0014)."""


def test_only_signing_in_and_readiness_are_in_the_lane(tmp_path: Path) -> None:
    found = urgent_routes(tmp_path)
    others = {one for one in found if not one.split(" ")[1].startswith(WAYS_IN)}
    assert others == IN_THE_LANE


def test_what_a_whole_herd_asks_for_at_once_is_outside_of_the_lane(tmp_path: Path) -> None:
    assert not COMING_BACK & urgent_routes(tmp_path)


def urgent_routes(folder: Path) -> set[str]:
    """Name every route whose handler takes the lane."""
    return {
        f"{method} {route.path}"
        for route in build_litestar(Settings(data=folder)).routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        if handler.opt.get("urgent")
        for method in handler.http_methods
    }
