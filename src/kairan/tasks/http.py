"""Tasks over HTTP: parse, call one action, render."""

from typing import Annotated

from litestar import Router, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from kairan.core.request_context import RequestContext
from kairan.talk.model import RoomId
from kairan.tasks.acting import change_task, drop_task, finish_task, make_task, reopen_task
from kairan.tasks.lists import TaskList, task_view, tasks
from kairan.tasks.model import NewTask, TaskChange, TaskDone, TaskId, TaskPage, TaskView

One = FromPath[TaskId]


@get("", summary="One's tasks")
async def get_tasks(
    ctx: Given[RequestContext],
    view: FromQuery[TaskList] = "mine",
    room_id: FromQuery[str | None] = None,
    after: Annotated[str | None, QueryParameter(max_length=40)] = None,
) -> TaskPage:
    """Return what one does, gave to others, or has done, of all rooms or of one; open ones by their day."""
    return await ctx.read(tasks, view, None if room_id is None else RoomId(room_id), after)


@post("", summary="Make a task")
async def post_task(ctx: Given[RequestContext], data: JSONBody[NewTask]) -> TaskView:
    """Make one, by itself, in a room, or from a message."""
    return await ctx.read(task_view, await ctx.write(make_task, data))


@get("/{task_id:str}", summary="A task")
async def get_task(ctx: Given[RequestContext], task_id: One) -> TaskView:
    """Return one task."""
    return await ctx.read(task_view, task_id)


@put("/{task_id:str}", summary="Change a task")
async def put_task(ctx: Given[RequestContext], task_id: One, data: JSONBody[TaskChange]) -> TaskView:
    """Change it as a whole; who newly does it is told."""
    await ctx.write(change_task, task_id, data)
    return await ctx.read(task_view, task_id)


@post("/{task_id:str}/done", status_code=200, summary="Finish a task")
async def post_task_done(ctx: Given[RequestContext], task_id: One, data: JSONBody[TaskDone]) -> TaskView:
    """Mark it as done, with a note; what repeats comes again."""
    await ctx.write(finish_task, task_id, data)
    return await ctx.read(task_view, task_id)


@post("/{task_id:str}/reopen", status_code=200, summary="Reopen a task")
async def post_task_reopening(ctx: Given[RequestContext], task_id: One) -> TaskView:
    """Let it be open again."""
    await ctx.write(reopen_task, task_id)
    return await ctx.read(task_view, task_id)


@post("/{task_id:str}/drop", status_code=200, summary="Drop a task")
async def post_task_dropping(ctx: Given[RequestContext], task_id: One) -> TaskView:
    """Let it be done no more."""
    await ctx.write(drop_task, task_id)
    return await ctx.read(task_view, task_id)


router = Router(
    "/tasks",
    route_handlers=[get_tasks, post_task, get_task, put_task, post_task_done, post_task_reopening, post_task_dropping],
    tags=["Tasks"],
)
