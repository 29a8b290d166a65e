"""Everything that can grow has a bound, and beside the bound stands what happens when it is full.

Whatever in the source makes a queue, a cache, a pool, a task, or an empty collection that outlives its function is
found here. Each must be named below, with the bound that holds it or with the reason why it cannot grow.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import kairan.app
import kairan.core.realtime.redis_bus  # noqa: F401  (with the application, this declares every bound)
from kairan.concerns import CONCERNS
from kairan.core.concern import all_bounds, all_problems

SOURCE = Path(__file__).resolve().parents[2] / "src" / "kairan"

MAKERS = {
    "Queue", "SimpleQueue", "LifoQueue", "PriorityQueue", "deque", "OrderedDict", "Counter", "defaultdict",
    "WeakValueDictionary", "WeakKeyDictionary", "Semaphore", "BoundedSemaphore", "ThreadPoolExecutor",
    "ProcessPoolExecutor", "Pool", "Buckets", "RequestBatch",
}  # fmt: skip
CACHES = {"cache", "lru_cache"}
TASKS = {"create_task", "ensure_future"}
BOUNDS, PROBLEMS = all_bounds(CONCERNS), all_problems(CONCERNS)
EMPTY = {"dict", "list", "set"}
OF_A_COMMAND = {"cli", "commands", "demo", "migrations"}
"""Run once and end; they serve nobody."""

# Where something grows → the bound that holds it.
HELD = {
    "roster.body:Tree._former": "roster.rows",
    "roster.notices:Noted._found": "roster.rows",
    "transfers.spreadsheet:_Reading._named": "roster.rows",
    "transfers.spreadsheet:_Reading.faults": "roster.rows",
    "transfers.spreadsheet:_Reading.lines": "roster.rows",
    "core.edge.authentication:Authentication._remembered": "authentication.viewers",
    "core.edge.faces:Faces.is_behind": "faces.peers",
    "core.kit.openid.provider:Providers._kept": "oidc.providers",
    "core.kit.openid.provider:Providers._keys": "oidc.providers",
    "sessions.passwords:_hashing": "sessions.hashes",
    "policy.compiling:_compiled": "policy.compiled",
    "policy.compiling:_compiled_elsewhere": "policy.compiled_elsewhere",
    "policy.compiling:_elsewhere": "policy.elsewhere",
    "core.edge.networks:_is_inside": "networks.addresses",
    "policy.compiling:_networks_of": "policy.networks",
    "sign_in.access_refusals:AccessRefusals._counts": "access_refusals.kinds",
    "core.edge.rate_limits:network_of": "rate_limits.networks",
    "core.edge.strangers:Strangers._looked_up": "strangers.looked_up",
    "core.edge.waiting_room:WaitingRoom._waiting": "sign_in.waiting",
    "applications.receiving:Receiver._checking": "receiving.pages",
    "applications.receiving:Receiver._places": "receiving.pages",
    "files.intake:Intake._checking": "intake.checks",
    "files.intake:Intake._of_body": "intake.uploads",
    "files.intake:Intake._uploads": "intake.uploads",
    "core.kit.group_commit:_as_one": "postgresql.as_one",
    "core.kit.jobs.worker:Worker._take()": "jobs.at_once",
    "core.kit.jobs.worker:Worker._running": "jobs.at_once",
    "core.kit.reader_process:ReaderProcess._asked": "reader_process.asked",
    "core.kit.store:PostgresStore._lane": "store.lane",
    "core.kit.store:PostgresStore._threads": "store.postgresql",
    "core.kit.store:SqliteStore._lane": "store.lane",
    "core.kit.store:SqliteStore._lane_readers": "store.lane",
    "core.kit.store:SqliteStore._orders": "store.writes",
    "core.kit.outside:OutsideThreads._free": "mail.outside",
    "core.kit.turns:Turns._locks": "search.waiting",
    "core.kit.turns:Turns._waiting": "search.waiting",
    "core.kit.killable_process:KillableProcesses._idle": "pictures.processes",
    "core.kit.typesetting:Typesetter._free": "typesetting.at_once",
    "core.kit.store:PostgresStore._searchers": "store.searches",
    "core.kit.store:SqliteStore._readers": "store.reads",
    "core.kit.store:SqliteStore._searchers": "store.searches",
    "core.realtime.request_batching:RequestBatch._asked": "request_batching.questions",
    "core.realtime.ephemeral:EphemeralSignals._waiting": "ephemeral.marks",
    "core.realtime.hub:Hub._checks": "request_batching.questions",
    "core.realtime.hub:Hub._places": "request_batching.questions",
    "core.realtime.hub:Hub.streams": "live.vector",
    "core.realtime.hub:Hub._holes": "live.vector",
    "core.realtime.live:Live._of_member": "live.readers",
    "core.realtime.live:Live._transports": "live.readers",
    "core.realtime.live:Live.readers": "live.readers",
    "core.realtime.reader:Reader.streams": "live.vector",
    "core.realtime.reader:Reader.waiting": "reader.frames",
    "core.realtime.reader:Tick._dirty": "live.readers",
    "core.realtime.reader:Tick._ending": "live.readers",
    "core.realtime.record:Record._plans": "request_batching.questions",
    "core.realtime.redis_bus:RedisBus._confirming": "live.vector",
    "core.realtime.redis_bus:RedisBus._marks": "bus.outgoing",
    "core.realtime.redis_bus:RedisBus._outgoing": "bus.outgoing",
    "core.realtime.redis_bus:RedisBus._wanted": "live.vector",
    "core.realtime.bus:InProcessBus._streams": "live.vector",
    "core.realtime.resume:Resume._recalls": "request_batching.questions",
    "core.realtime.resume:_CatchUp._frames": "resume.in_all",
    "core.realtime.stream:Stream.held": "stream.held",
    "core.realtime.stream:Stream.lookers": "live.readers",
    "core.realtime.stream:Stream.readers": "live.readers",
    "core.realtime.stream:Stream.recent": "stream.recent",
    "core.realtime.stream:Stream.signals": "stream.recent",
    "core.realtime.transports.posted:PostedConnections._open": "live.readers",
    "core.kit.spreadsheet:fits": "roster.characters",
    "emergency.places.importing:_Known._by_name": "emergency.places",
    "emergency.places.lists:_Reader._seen": "emergency.places",
    "emergency.places.lists:_Reader.faults": "emergency.places",
    "emergency.places.lists:_Reader.rows": "emergency.places",
    "roster.reading:_Reader._logins": "roster.rows",
    "roster.reading:_Reader._numbers": "roster.rows",
    "roster.reading:_Reader.faults": "roster.rows",
    "roster.reading:_Reader.rows": "roster.rows",
    "roster.body:Tree._named": "roster.rows",
    "forms.document:decoded_once": "forms.documents",
    "forms.pictures_http:_making": "forms.pictures",
    "emergency.maps.bounds:bounds_of": "maps.bodies",
    "notifications.queries:read_choice": "notifications.choices",
    "notifications.queries:read_rules": "notifications.rules",
    "notifications.quiet_hours:is_working_day": "notifications.working_days",
    "notifications.web_push:PushSender._proofs": "push.proofs",
    "notifications.sending:Pauses._until": "push.pauses",
    "sessions.actions:factors_in": "sessions.factors",
    "sessions.device_model:read_device_rules": "sessions.device_rules",
    "core.realtime.presence:Presence._here": "live.readers",
    "core.realtime.presence:Presence._news": "live.readers",
    "core.realtime.presence:Presence._left": "live.readers",
    "talk.room_news:RoomNews._rooms": "room_news.rooms",
    "roster.body:Tree._order": "roster.rows",
    "roster.body:Tree._under": "roster.rows",
    "roster.body:Tree.created": "roster.rows",
    "roster.body:Tree.departments": "roster.rows",
}

# Where something seems to grow, and cannot.
AT_START = "filled when the program is loaded, by what is written in it"
ONCE = "one value, or one for each of a few that are written in the program"
ONE_REQUEST = "lives as long as one request, action or command; its size is its input's"
ONE_COMMIT = "lives as long as one commit of a batch (store.batch)"
ONE_TASK = "one task for each object that owns it, ended with it"
CANNOT_GROW = {
    "applications.pages.rendering:environment": ONCE,
    "counter.pages.rendering:_environment": ONCE,
    "counter.figures.tallying:WorkingDays._between": ONE_REQUEST,
    "payments.pages.rendering:_environment": ONCE,
    "identity.pages.rendering:_environment": ONCE,
    "emergency.broadcasts.pages.rendering:_environment": ONCE,
    "emergency.maps.picture:_outline": ONCE,
    "forms.templates:template": ONCE,
    "notifications.notifying:_DueTimes._found": "of one call, for its people",
    "anchors.auditor:Chain.exported": ONE_REQUEST,
    "anchors.auditor:Chain.followed": ONE_REQUEST,
    "selfaudit.jobs:Followed._bodies": "one for each body",
    "selfaudit.people:People.people": ONE_REQUEST,
    "selfaudit.settings:Decided.body": ONE_REQUEST,
    "selfaudit.settings:Decided.departments": ONE_REQUEST,
    "selfaudit.settings:Decided.devices": ONE_REQUEST,
    "selfaudit.settings:Decided.requests": ONE_REQUEST,
    "core.extension:_installed": AT_START,
    "core.kit.reader_process:ReaderProcess.kept()": ONE_TASK,
    "hazards.areas:_wards": ONCE,
    "hazards.folder:FolderWatch.__aenter__()": ONE_TASK,
    "hazards.telegrams.xml:Node.children": ONE_REQUEST,
    "hazards.telegrams.xml:_NONE": ONCE,
    "talk.room_news:RoomNews.__aenter__()": ONE_TASK,
    "core.kit.reading:Readers._opened": "one for each reading thread",
    "core.edge.observe:_requests": "known methods and our own statuses only",
    "core.edge.observe:_seconds": "known methods only",
    "sessions.passwords:_common": ONCE,
    "sessions.passwords:_nobodys_hash": ONCE,
    "sign_in.access_refusals:AccessRefusals.__aenter__()": ONE_TASK,
    "core.edge.rate_limits:RateLimits._told_at": ONCE,
    "core.journal.verify:_Chain._erased": ONE_REQUEST,
    "core.journal.verify:_Chain._faults": ONE_REQUEST,
    "core.journal.verify:_Chain.bodiless": ONE_REQUEST,
    "core.kit.archive:ArchiveReader.parts": ONE_REQUEST,
    "core.kit.database:Db._known": ONE_REQUEST,
    "core.kit.database:Db._later": ONE_REQUEST,
    "core.kit.database:Db.announcements": ONE_REQUEST,
    "core.kit.group_commit:Group.at_end": ONE_COMMIT,
    "core.kit.group_commit:Group.known": ONE_COMMIT,
    "core.kit.group_commit:Group.later": ONE_COMMIT,
    "core.kit.group_commit:Written.statements": ONE_COMMIT,
    "core.kit.jobs.registry:Jobs.kinds": AT_START,
    "core.kit.jobs.worker:Worker.__aenter__()": ONE_TASK,
    "core.kit.cpu_affinity:CpuAffinity._together": "one for each thread of the store, and one for the event loop",
    "core.kit.cpu_affinity:CpuAffinity.kept()": ONE_TASK,
    "core.kit.pool:Pool._at_work": "one for each thread",
    "core.kit.pool:Pool._orders": "counted by the pool itself, against its owner's bound",
    "core.kit.pool:Pool._threads": "as many as its owner says",
    "core.kit.pool:Pool._wakes": "one for each thread",
    "core.kit.prepared:Prepared._compiled": "one for each of the two databases",
    "core.kit.prepared:PreparedTogether._by_count": "one for each power of two up to the most rows of a statement",
    "core.kit.prepared:_dialect": "one for each of the two databases",
    "core.kit.token_bucket:Buckets._table": "its owner's bound is handed to it: rate_limits.accounts, .addresses …",
    "people.municipalities:_sought": ONCE,
    "people.municipalities:municipalities": ONCE,
    "core.realtime.request_batching:RequestBatch.ask()": ONE_TASK,
    "core.realtime.hub:Hub.keeps": AT_START,
    "core.realtime.live:Live._beside": "two for the server, one for a stream that is being opened, some that mend",
    "core.realtime.live:Live.spawn()": "see Live._beside",
    "core.realtime.redis_bus:RedisBus._tasks": ONE_TASK,
    "core.realtime.redis_bus:RedisBus.start()": ONE_TASK,
    "core.realtime.resume:_CatchUp._attached": ONE_REQUEST,
    "core.realtime.resume:_CatchUp._closed": ONE_REQUEST,
    "core.realtime.resume:_CatchUp._outcomes": ONE_REQUEST,
    "core.realtime.resume:_CatchUp.opened": ONE_REQUEST,
    "core.realtime.resume:_CatchUp.refetched": ONE_REQUEST,
    "core.realtime.transports.websocket:_serve_plainly()": ONE_TASK,
    "roster.http:post_apply()": ONE_TASK,
    "core.kit.asking:unless_gone()": ONE_TASK,
    "core.kit.typesetting.glyphs:known_fonts": ONCE,
    "core.kit.typesetting.glyphs:Printable._replaced": ONE_REQUEST,
    "core.kit.typesetting:Typesetter.pdf()": ONE_TASK,
    "selfaudit.reading:_kinds": ONCE,
}


def sites() -> Iterator[str]:
    """Yield every place that makes something which may grow: "module:Class.attribute", or with "()" a task."""
    for file in sorted(SOURCE.rglob("*.py")):
        module = ".".join(file.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        if module.partition(".")[0] not in OF_A_COMMAND:
            for found in _in(ast.parse(file.read_text("utf-8")), ()):
                yield f"{module}:{found}"


def _in(node: ast.AST, path: tuple[str, ...]) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        inside = path
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            inside = (*path, child.name)
            if any(_called(one) in CACHES for one in child.decorator_list):
                yield ".".join(inside)
        elif isinstance(child, ast.Assign | ast.AnnAssign) and child.value is not None:
            yield from _kept(child, child.value, path)
        elif isinstance(child, ast.Call) and _called(child) in TASKS:
            yield ".".join(path) + "()"
        yield from _in(child, inside)


def _kept(assignment: ast.Assign | ast.AnnAssign, value: ast.expr, path: tuple[str, ...]) -> Iterator[str]:
    """Yield what is kept beyond its function: an attribute of an object, or a name of the module."""
    target = assignment.targets[0] if isinstance(assignment, ast.Assign) else assignment.target
    if not _may_grow(value):
        return
    if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "self":
        yield f"{path[0]}.{target.attr}"
    elif isinstance(target, ast.Name) and not path:
        yield target.id


def _may_grow(value: ast.expr) -> bool:
    if isinstance(value, ast.Dict | ast.List | ast.Set):
        return not (value.keys if isinstance(value, ast.Dict) else value.elts)
    if not isinstance(value, ast.Call):
        return False
    made = _called(value)
    if made == "Counter" and value.args:  # of Prometheus, with a name
        return False
    return made in MAKERS or made in CACHES or (made in EMPTY and not value.args)


def _called(node: ast.expr) -> str:
    """Return the last part of the name of what is called or decorates: `asyncio.Semaphore(2)`, `lru_cache(9)(f)`."""
    while isinstance(node, ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def test_whatever_may_grow_has_a_bound_or_a_reason() -> None:
    found = set(sites())
    assert found - HELD.keys() - CANNOT_GROW.keys() == set(), (
        "declare a bound (kairan.core.kit.bounds), and name it here"
    )
    assert (HELD.keys() | CANNOT_GROW.keys()) - found == set(), "gone from the source: take it out here"
    assert HELD.keys() & CANNOT_GROW.keys() == set()


def test_what_is_said_to_hold_something_is_declared_with_a_limit_and_with_what_happens_beyond() -> None:
    assert {name for name in HELD.values() if name not in BOUNDS} == set()
    for bound in BOUNDS.values():
        assert bound.limit > 0, bound.name
        assert len(bound.full) > 10 or bound.full == "malformed", f"{bound.name}: say what happens"


def test_every_refusal_that_a_bound_names_is_a_problem() -> None:
    for bound in BOUNDS.values():
        codes = [part for part in bound.full.split("`")[1::2] if "." in part]
        assert all(code in PROBLEMS for code in codes), bound.name
        if bound.policy == "refuse":
            assert codes or bound.full == "malformed", f"{bound.name}: with which problem?"


def test_a_bound_has_one_name() -> None:
    names = [bound.name for concern in CONCERNS for bound in concern.bounds()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("class A:\n def __init__(self):\n  self.x: dict[str, int] = {}", "A.x"),
        ("class A:\n def __init__(self):\n  self.x = queue.SimpleQueue()", "A.x"),
        ("class A:\n def __init__(self):\n  self.f = lru_cache(9)(self._f)", "A.f"),
        ("known = []", "known"),
        ("@functools.cache\ndef f(): ...", "f"),
        ("@lru_cache(maxsize=9)\ndef f(): ...", "f"),
        ("async def f():\n asyncio.create_task(g())", "f()"),
        ("class A:\n def f(self):\n  self.later = asyncio.ensure_future(g())", "A.f()"),
    ],
)
def test_the_search_finds_what_it_is_for(source: str, found: str) -> None:
    assert list(_in(ast.parse(source), ())) == [found]
