"""The description of the interface (OpenAPI 3.1), with what the framework cannot see.

What an operation refuses is read from the code: every Problem that its handler, or anything the handler calls, can
name. So it is written in one place, where it is raised, and none can be forgotten.
"""

import inspect
from collections.abc import Callable, Iterator
from types import CodeType, FunctionType
from typing import Any, get_args

import msgspec
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from kairan.administration.bulk import BulkWanted
from kairan.administration.model import PostWanted
from kairan.announcements.model import NewAnnouncement
from kairan.core.edge.authentication import COOKIE, SAFE_METHODS, wants_fresh
from kairan.core.edge.problems import (
    AccountTooFast,
    AddressTooFast,
    AtAGate,
    BodyTooFast,
    DeviceLost,
    ForeignOrigin,
    NotForOperators,
    OrganizationReadOnly,
    ProofNeeded,
    SignedOut,
)
from kairan.core.edge.refusals import MEDIA_TYPE, ProblemDocument
from kairan.core.kit.problems import (
    Malformed,
    NotFound,
    Problem,
    RequestTooLarge,
    ServerFault,
    StorageFull,
    StorageUnavailable,
    TooBusy,
)
from kairan.core.realtime.transports.posted import Opening
from kairan.core.viewer import MemberId
from kairan.devices.console_http import Decided
from kairan.figures.model import Estimate
from kairan.guests.http import Acceptance, LastDay, Link, Sponsor
from kairan.guests.model import NewInvitation
from kairan.handovers.http import Comment, Note
from kairan.installation.model import (
    AccountSought,
    BodyChange,
    NewAdministrator,
    NewBody,
    OwnBodyChange,
    PlanChange,
    Suspension,
)
from kairan.installation.operators import NewOperator, OperatorDemand, OperatorReset
from kairan.people.model import DepartmentId, Settings
from kairan.policy.model import Policy, Rule
from kairan.records.http import FromPlace
from kairan.records.model import NewRequest, RecordRules
from kairan.sessions.device_model import Application, Demanded, DeviceRules
from kairan.sessions.factor_model import (
    CredentialResponse,
    NewPasskey,
    PasskeyCredential,
    PasskeyName,
    PasskeySignIn,
    Proof,
    Shown,
    TotpConfirm,
)
from kairan.sessions.model import SignIn
from kairan.sign_in.http import NewPassword, SessionName
from kairan.single_sign_on.http import SetOut
from kairan.single_sign_on.model import ClaimNames, Terms
from kairan.single_sign_on.round_trip import CameBack
from kairan.single_sign_on.setup import NewTerms
from kairan.talk.http.messages import Rewording
from kairan.talk.http.rooms import People, ReadUpTo
from kairan.talk.model import Draft, Keep, Mention, NewRoom, RoomChange, RoomId
from kairan.talk.reading import Mark
from kairan.transfers.http import ListChange, MovesPut, NewList, Sheet
from kairan.transfers.model import Move

Document = dict[str, Any]
ProblemType = type[Problem]

OURS = "kairan"
ALWAYS: tuple[ProblemType, ...] = (ServerFault, StorageUnavailable, TooBusy)
CHANGING: tuple[ProblemType, ...] = (ForeignOrigin, StorageFull)

TAGS = {
    "Entrance": "Signing in and out, one's own password.",
    "People": "The directory: departments and people; one's own settings.",
    "Files": "Sending files, which are checked on the way, and getting them back.",
    "Guests": "People from outside: inviting them, answering for them, and the one-time link by which they come in.",
    "Talk": "Rooms, messages, threads, reactions, read marks, search.",
    "Administration": "Accounts, departments, sessions and the record, for administrators.",
    "Installation": "Bodies, plans, jobs and the installation's own record, for its operators.",
    "Records": "Reading records past membership, by auditors, with a reason and a second person's consent.",
    "Transfers": "Lists of moves (人事異動): prepared, previewed, set for an hour, carried out, taken back.",
    "Handovers": "What whoever leaves a post writes down for the successor, and who gets it (引き継ぎ).",
    "Realtime": "The live connection without a WebSocket: server-sent events or long polling. "
    "Frames and resume rules are described in docs/realtime.md; the WebSocket is `GET /api/live`.",
    "Operation": "For supervisors: is the process alive, is it ready.",
}

_WELFARE = DepartmentId("0k3w9f2m6wc8h")
_SATO, _TANAKA = MemberId("0k3w9f2m7xq1s"), MemberId("0k3w9f2m8bd4t")
_CREDENTIAL = PasskeyCredential(
    id="AbC3x0",
    raw_id="AbC3x0",
    type="public-key",
    response=CredentialResponse(client_data="eyJ0eXBlIjoi…", authenticator_data="SZYN5Y…", signature="MEUCIQ…"),
)
EXAMPLES: tuple[msgspec.Struct, ...] = (
    BulkWanted(act="move", member_ids=[_SATO, _TANAKA], department_id=_WELFARE, title="主査"),
    Note(note="給付金は鈴木さんと進めています。締切は 5 月末です。"),
    Comment(comment="まずこれを読んでください"),
    SignIn(login="sato", password="長いひとつの文をパスワードに", organization="482013"),  # noqa: S106
    NewPassword(current="長いひとつの文をパスワードに", new="さらに長いひとつの文を新しいパスワードに"),
    Proof(password="長いひとつの文をパスワードに"),  # noqa: S106
    Shown(code="492817"),
    TotpConfirm(sealed="v1.…", code="492817"),
    NewPasskey(name="窓口のパソコン", credential=_CREDENTIAL),
    PasskeyName(name="窓口のパソコン"),
    PasskeySignIn(passkey=_CREDENTIAL),
    SessionName(name="窓口の端末"),
    Application(name="わたしのスマートフォン", owner="private", consent=1),
    Decided(device_ids=["0k3w9f2m9h7vz"], decision="approve"),
    DeviceRules(demanded=[Demanded("internet", "phone")], approve_lent=True, approve_first=1),
    SetOut(organization="482013"),
    CameBack(state="…", code="…", iss="https://login.example.lg.jp"),
    NewTerms(
        enabled=True,
        terms=Terms(
            issuer="https://login.example.lg.jp",
            client_id="kairan",
            claims=ClaimNames(number="employee_number", department="department"),
            accounts="created",
            passwords="administrators_and_guests",
        ),
        secret="…",  # noqa: S106
    ),
    NewRequest(
        reason="入札の情報が漏れたという通報の調査のため", room_ids=[_SATO], first_on="2026-04-01", last_on="2026-04-30"
    ),
    RecordRules(hours=72, tell="afterwards"),
    Estimate(message_seconds=60, reading_seconds=15),
    NewAnnouncement(
        title="庁内ネットワークの停止",
        text="土曜の9時から12時まで止まります。",
        importance="urgent",
        ends_at=1_796_000_000_000,
    ),
    FromPlace(after=None),
    Settings(language="ja", theme="dark", enter_sends=False),
    NewRoom(name="避難所運営チーム", purpose="開設状況の共有", open=False, history="all", member_ids=[_SATO, _TANAKA]),
    RoomChange(purpose="開設状況と物資の共有"),
    Keep(favourite=True, notify="mentions"),
    People(member_ids=[_TANAKA]),
    Policy(
        revision=3,
        rules=[Rule(face="internet", device="phone", kind="staff", upto={"read": 2, "download": 0, "copy": 0})],
        networks={"lgwan": ["10.0.0.0/8"]},
    ),
    Draft(
        client_key="5f0c2f1e-6a55-4c1e-9a53-3a4d2f0a8f11",
        text="@山田 花子 さん、第一小学校を開設しました。",
        mentions=[Mention(kind="person", id=_TANAKA, start=0, length=6)],
    ),
    Rewording(text="第一小学校を開設しました。収容可能 150 名です。"),
    ReadUpTo(n=42),
    NewInvitation(
        name="介護 太郎",
        kana="かいご たろう",
        body="社会福祉法人みなと会",
        mail="taro@minato.example.jp",
        purpose="避難所運営の打合せ",
        ends_on="2027-03-31",
        room_ids=[RoomId("0k3w9f2m9h7vz")],
    ),
    Link(token="f3nqTj4m0Zc2Yb8xVdWq5hLrKs7PaE1uGi9OtNw6Dyo"),  # noqa: S106
    Acceptance(token="f3nqTj4m0Zc2Yb8xVdWq5hLrKs7PaE1uGi9OtNw6Dyo", password="長いひとつの文をパスワードに"),  # noqa: S106
    LastDay(ends_on="2027-03-31"),
    Sponsor(member_id=_TANAKA),
    NewBody(code="452068", plan="trial", trial_ends_on="2027-03-31", administrator="甲斐 情報", login="kai"),
    Suspension(reason="契約の終了"),
    AccountSought(account="kai", reason="管理者の退職（総務課長の依頼書による）", is_password_issued=True),
    NewAdministrator(name="甲斐 情報", login="kai", reason="管理者の退職（総務課長の依頼書による）"),
    NewOperator(name="運用 花子", login="unyo"),
    OperatorReset(reason="認証アプリの入った携帯電話の紛失"),
    OperatorDemand(demand="any", grace_days=7),
    BodyChange(plan="free", accounts=20),
    PlanChange(accounts=10, guests=10, bytes=5 * 1024**3, file_bytes=0, trial_days=60, grace_days=30),
    OwnBodyChange(is_listed=True, contact="情報政策課（内線 2151）"),
    NewList(name="令和9年4月1日付け定期異動", effective_at=1806505200000),
    ListChange(effective_at=1806507000000),
    MovesPut(moves={_TANAKA: Move(main=PostWanted(_WELFARE, "係長"), extension="321", predecessor_id=_SATO)}),
    Sheet(table="6IG35ZOh55Wq5Y+3LOaWsOaJgOWxng=="),
    Opening(vector={f"member:{_SATO}": 12, "room:0k3w9f2m9h7vz": 348}, look="0k3w9f2m9h7vz", way="sse"),
)


def described(app: Litestar) -> Document:
    """Return the description of everything the application answers."""
    document: Document = app.openapi_schema.to_schema()
    components = document["components"]
    components["securitySchemes"] = {"session": {"type": "apiKey", "in": "cookie", "name": COOKIE}}
    # The framework takes what travels as an array for an object.
    _, schemas = msgspec.json.schema_components([ProblemDocument, Mark], ref_template="#/components/schemas/{name}")
    components["schemas"] |= schemas
    for example in EXAMPLES:
        components["schemas"][type(example).__name__]["examples"] = [msgspec.to_builtins(example)]
    for path, method, handler in operations(app):
        if operation := document["paths"].get(path, {}).get(method.lower()):
            _describe(operation, method, handler)
    document["security"] = [{"session": []}]
    document["tags"] = [{"name": name, "description": text} for name, text in TAGS.items()]
    return document


def operations(app: Litestar) -> Iterator[tuple[str, str, HTTPRouteHandler]]:
    """Yield every path, method and handler."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for handler in route.route_handlers:
                yield from ((route.path_format, method, handler) for method in sorted(handler.http_methods))


def _describe(operation: Document, method: str, handler: HTTPRouteHandler) -> None:
    operation["operationId"] = handler.fn.__name__
    if _is_public(handler):
        operation["security"] = []
    operation["responses"].pop("400", None)  # the framework's own idea of a refusal
    refusals = {*problems_of(handler.fn), *_of_the_edge(operation, method, handler)}
    for status in sorted({problem.status for problem in refusals}):
        same = sorted((problem for problem in refusals if problem.status == status), key=lambda one: one.code)
        operation["responses"].setdefault(str(status), {}).update(_refusal(same))


def _is_public(handler: HTTPRouteHandler) -> bool:
    return bool(handler.opt.get("exclude_from_auth"))


def _of_the_edge(operation: Document, method: str, handler: HTTPRouteHandler) -> Iterator[ProblemType]:
    """Yield what is refused before or around the handler."""
    yield from ALWAYS
    if handler.opt.get("work") != "free":
        yield AddressTooFast
    if not _is_public(handler):
        yield from (AccountTooFast, BodyTooFast)
        yield from (SignedOut, DeviceLost)
        if handler.opt.get("at_gate") is not True:
            yield AtAGate
        if wants_fresh(handler.opt, method):
            yield ProofNeeded
        yield from _by_who_it_is_for(method, handler)
    if method not in SAFE_METHODS:
        yield from CHANGING
    if operation.get("parameters") or operation.get("requestBody"):
        yield Malformed
    if operation.get("requestBody"):
        yield RequestTooLarge
    if any(parameter["in"] == "path" for parameter in operation.get("parameters", ())):
        yield NotFound


def _by_who_it_is_for(method: str, handler: HTTPRouteHandler) -> Iterator[ProblemType]:
    admits = handler.opt.get("admits", "members")
    if admits == "members":
        yield NotForOperators
    if admits == "operators":
        yield NotFound
    elif method not in SAFE_METHODS and not handler.opt.get("while_read_only"):
        yield OrganizationReadOnly


def _refusal(problems: list[ProblemType]) -> Document:
    """Describe the refusals that share a status."""
    examples = {
        one.code: {"summary": inspect.getdoc(one), "value": msgspec.to_builtins(_example(one))} for one in problems
    }
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDocument"}, "examples": examples}}
    return {"description": "Refused: " + ", ".join(f"`{one.code}`" for one in problems), "content": content}


def _example(problem: ProblemType) -> ProblemDocument:
    return ProblemDocument(
        code=problem.code, status=problem.status, title=problem.ja, detail={}, request_id="9f2c1d7a5b3e4860"
    )


# --- what a handler can refuse -------------------------------------------------------------------------------


def problems_of(handler: Callable[..., Any]) -> set[ProblemType]:
    """Return every Problem that this function, or anything of ours that it calls, can name."""
    found: set[ProblemType] = set()
    seen: set[object] = {handler}
    waiting: list[object] = [handler]
    while waiting:
        for named in _named_by(waiting.pop()):
            if isinstance(named, type) and issubclass(named, Problem):
                found.add(named)
            elif _is_ours(named) and named not in seen:
                seen.add(named)
                waiting.append(named)
    return found - {Problem}


def _is_ours(named: object) -> bool:
    is_code = isinstance(named, FunctionType) or (isinstance(named, type) and not issubclass(named, BaseException))
    return is_code and str(getattr(named, "__module__", "")).partition(".")[0] == OURS


def _named_by(one: object) -> Iterator[object]:
    """Yield what a function names, also in its parameters and from around it; of a class, what its methods are."""
    if isinstance(one, type):
        yield from (_function_of(member) for member in vars(one).values())
    elif isinstance(one, FunctionType):
        function = inspect.unwrap(one)
        names = {name for code in _codes_of(function.__code__) for name in code.co_names}
        for value in (function.__globals__[name] for name in names if name in function.__globals__):
            yield from value if isinstance(value, list) else (value,)  # a list of rules that others registered
        for parameter in inspect.signature(function).parameters.values():
            yield from (parameter.annotation, *get_args(parameter.annotation))
        for cell in function.__closure__ or ():
            yield from (cell.cell_contents, type(cell.cell_contents))


def _function_of(member: object) -> object:
    """Return the function behind a method, a property or a class method."""
    return getattr(member, "__func__", None) or getattr(member, "fget", None) or member


def _codes_of(code: CodeType) -> Iterator[CodeType]:
    """Yield the code of a function and of those defined within it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes_of(constant)
