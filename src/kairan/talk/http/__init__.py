"""Talking over HTTP: rooms, messages, reading, searching, and the start of a client."""

from litestar import Router

from kairan.talk.http import confirmations, messages, rooms, start

router = Router(
    "/",
    route_handlers=[*start.handlers, *rooms.handlers, *messages.handlers, *confirmations.handlers],
    tags=["Talk"],
)

fast_routes = messages.EXPRESS
