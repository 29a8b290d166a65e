"""`kairan organizations`: create and list the bodies of an installation, on the machine itself."""

from collections.abc import Mapping

import msgspec
import typer
from rich.console import Console
from rich.table import Table

from kairan.administration.model import new_password
from kairan.commands.server import prepare
from kairan.core.kit.database import open_engine, transaction
from kairan.core.settings import Settings
from kairan.core.words import Refusal, say
from kairan.installation.actions import founding_of
from kairan.installation.model import BodyStatus, BodySummary, NewBody
from kairan.installation.queries import BodyFilter, bodies_found
from kairan.people.founding import found
from kairan.people.model import Plan
from kairan.sessions import hash_password

ALL = 1_000_000
WIDE = 400
Words = tuple[str, str]
KINDS: Mapping[str, Words] = {
    "hospital": ("病院", "hospital"),
    "association": ("組合・協議会", "association"),
    "other": ("その他", "other"),
}
PLANS: Mapping[Plan, Words] = {"full": ("通常", "full"), "trial": ("試用", "trial"), "free": ("小規模", "free")}
STATUSES: Mapping[BodyStatus, Words] = {
    "active": ("利用中", "active"),
    "suspended": ("停止中", "suspended"),
    "trial_over": ("試用終了", "trial over"),
    "read_only": ("閲覧のみ", "read only"),
}


def create(settings: Settings, new: NewBody) -> None:
    """Create a body with its first administrator, and print the password, this once."""
    prepare(settings)
    password = new_password()
    founding = founding_of(new, hash_password(password))
    engine = open_engine(settings.database_url, pool_size=1)
    try:
        with transaction(engine) as db:
            found(db, founding)
    finally:
        engine.dispose()
    typer.echo(
        say(
            f"「{founding.organization}」と管理者「{founding.name}」（ログインID: {founding.login}）を登録しました。\n"
            f"最初のパスワード（今だけ表示します）: {password}",
            f"“{founding.organization}” and its administrator “{founding.name}” (login: {founding.login}) were added.\n"
            f"The first password, shown this once: {password}",
        )
    )


def show(settings: Settings, *, sought: str, as_json: bool) -> None:
    """List the bodies with their plan and what they use."""
    prepare(settings)
    engine = open_engine(settings.database_url, pool_size=1)
    try:
        with transaction(engine) as db:
            found_bodies = bodies_found(db, BodyFilter(sought=sought), page=ALL).bodies
    finally:
        engine.dispose()
    if as_json:
        typer.echo(msgspec.json.encode(found_bodies).decode())
    else:
        console = Console()
        # A file or a pipe has no width: nothing is cut there.
        (console if console.is_terminal else Console(width=WIDE)).print(_table(found_bodies))


def _table(found_bodies: list[BodySummary]) -> Table:
    heads = ("コード", "団体", "契約", "状態", "職員", "ゲスト", "ファイル", "最終利用日")
    english = ("Code", "Organisation", "Plan", "Status", "Staff", "Guests", "Files", "Last used")
    table = Table()
    for ja, en in zip(heads, english, strict=True):
        table.add_column(say(ja, en), overflow="fold")  # what does not fit goes on below
    for body in found_bodies:
        use, most = body.use, body.terms.allowance
        table.add_row(
            body.code or "-",
            body.name,
            _plan(body),
            say(*STATUSES[body.status]),
            _share(use.accounts, most.accounts),
            _share(use.guests, most.guests),
            f"{use.bytes / 1024 / 1024:,.0f} MB",
            body.active_on or "-",
        )
    return table


def _plan(body: BodySummary) -> str:
    name = say(*PLANS[body.terms.plan])
    ends = body.terms.trial_ends_on
    return f"{name}{say(f'（{ends} まで）', f' (until {ends})')}" if ends else name


def require_known(*, kind: str, plan: str) -> None:
    """Refuse a kind or a plan there is not, with those there are."""
    for option, given, known in (("--kind", kind, KINDS), ("--plan", plan, PLANS)):
        if given not in known:
            ja = "、".join(f"{name}（{words[0]}）" for name, words in known.items())
            raise Refusal(
                f"{option} に「{given}」はありません。次のどれかを指定してください: {ja}",
                f"There is no {option} “{given}”. Please choose one of {', '.join(known)}.",
            )


def _share(used: int, most: int) -> str:
    return f"{used:,} / {most:,}" if most else f"{used:,}"
