"""The command: `kairan serve`, `init`, `organizations`, `demo`, `verify`, `backup`, `restore`, `version`."""

import os
import sys
from importlib.metadata import version as installed
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from sqlalchemy.exc import DatabaseError, OperationalError

from kairan.commands import anchoring, demo, init, mail_test, maintenance, organizations, recovery, server
from kairan.commands.setting_rules import require_sound
from kairan.concerns import install_all
from kairan.core.kit.problems import Problem
from kairan.core.setting_reading import SettingsWrong, read_settings
from kairan.core.settings import Settings
from kairan.core.words import Refusal, language, say
from kairan.installation.model import NewBody

WRONG_SETTINGS = 2  # the exit code that no supervisor should try again

app = typer.Typer(
    name="kairan",
    help=say("Kairan（回覧）: 自治体のための業務チャット", "Kairan: business chat for local governments"),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

Config = Annotated[Path | None, typer.Option("--config", help=say("設定ファイル（TOML）", "Settings file (TOML)"))]
Data = Annotated[Path | None, typer.Option("--data", help=say("データを置くフォルダー", "Folder for the data"))]


def _settings(config: Path | None, data: Path | None, **more: object) -> Settings:
    return require_sound(read_settings(config, options={"data": None if data is None else str(data), **more}))


Identity = Annotated[
    Path | None,
    typer.Option(
        "--identity",
        help=say("暗号化した控えを開く秘密鍵（age）", "Private key (age) of an encrypted backup"),
        dir_okay=False,
    ),
]


@app.command(help=say("サーバーを起動します。", "Start the server."))
def serve(
    config: Config = None,
    data: Data = None,
    host: Annotated[str | None, typer.Option(help=say("待ち受けるアドレス", "Address to listen on"))] = None,
    port: Annotated[int | None, typer.Option(help=say("待ち受けるポート", "Port to listen on"))] = None,
    demo: Annotated[  # noqa: FBT002
        bool, typer.Option("--demo", help=say("空のときは見本のデータを入れます", "Load the demo if there is no data"))
    ] = False,
) -> None:
    """Start the server."""
    server.serve(_settings(config, data, host=host, port=port), with_demo=demo)


@app.command("demo", help=say("見本のデータを入れます。", "Load the demo."))
def load_demo(config: Config = None, data: Data = None) -> None:
    """Load the demo into an empty installation."""
    demo.load(_settings(config, data))


@app.command("init", help=say("最初の団体と管理者を作ります。", "Create the first organisation and administrator."))
def initialise(
    config: Config = None,
    data: Data = None,
    organization: Annotated[str | None, typer.Option(help=say("団体の名称", "Name of the organisation"))] = None,
    code: Annotated[
        str | None, typer.Option(help=say("全国地方公共団体コード（5桁または6桁）", "Local government code"))
    ] = None,
    name: Annotated[str | None, typer.Option(help=say("管理者の氏名", "Name of the administrator"))] = None,
    login: Annotated[str | None, typer.Option(help=say("管理者のログインID", "Login of the administrator"))] = None,
    operator: Annotated[  # noqa: FBT002
        bool,
        typer.Option(
            "--operator",
            help=say("団体の代わりに、設置者（運用担当）を作ります", "Create an operator instead of a body"),
        ),
    ] = False,
) -> None:
    """Create the first organisation and its administrator; asks for what is not given, and for the password."""
    settings = _settings(config, data)
    if operator:
        init.initialise_operator(settings, name=name, login=login)
    else:
        init.initialise(settings, organization=organization, code=code, name=name, login=login)


bodies = typer.Typer(
    help=say("団体の登録と一覧", "Create and list organisations."), no_args_is_help=True, add_completion=False
)
app.add_typer(bodies, name="organizations")


@bodies.command("create", help=say("団体と最初の管理者を登録します。", "Create an organisation and its administrator."))
def create_organization(
    administrator: Annotated[str, typer.Option(help=say("管理者の氏名", "Name of the administrator"))],
    login: Annotated[str, typer.Option(help=say("管理者のログインID", "Login of the administrator"))],
    config: Config = None,
    data: Data = None,
    code: Annotated[
        str | None,
        typer.Option(help=say("全国地方公共団体コード（名称は一覧から）", "Local government code; it names the body")),
    ] = None,
    name: Annotated[str, typer.Option(help=say("団体の名称（コードのない団体）", "Name, if there is no code"))] = "",
    kind: Annotated[
        str,
        typer.Option(
            help=say(
                "団体の種類: hospital（病院）、association（組合・協議会）、other（その他）",
                "hospital, association, other",
            )
        ),
    ] = "other",
    plan: Annotated[
        str, typer.Option(help=say("契約: full（通常）、trial（試用）、free（小規模）", "full, trial, free"))
    ] = "full",
    until: Annotated[
        str | None, typer.Option(help=say("試用の最終日（2027-03-31）", "Last day of a trial (2027-03-31)"))
    ] = None,
) -> None:
    """Create a body; the administrator's first password is printed once."""
    settings = _settings(config, data)
    organizations.require_known(kind=kind, plan=plan)
    wanted = {"code": code, "name": name, "kind": kind, "plan": plan, "trial_ends_on": until}
    try:
        new = msgspec.convert({**wanted, "administrator": administrator, "login": login}, NewBody)
    except msgspec.ValidationError as error:
        raise typer.BadParameter(str(error)) from error
    organizations.create(settings, new)


@bodies.command("list", help=say("団体を一覧にします。", "List the organisations."))
def list_organizations(
    config: Config = None,
    data: Data = None,
    sought: Annotated[str, typer.Option("--search", help=say("名称・コードで絞ります", "By name or code"))] = "",
    as_json: Annotated[bool, typer.Option("--json", help=say("JSON で出します", "As JSON"))] = False,  # noqa: FBT002
) -> None:
    """List the bodies with their plan and what they use."""
    organizations.show(_settings(config, data), sought=sought, as_json=as_json)


@app.command(
    help=say(
        "記録の連鎖と、記録から決まる状態を検証します。異常があれば0以外で終わります。",
        "Verify every chain of the journal, and the state it determines.",
    )
)
def verify(
    config: Config = None,
    data: Data = None,
    anchor: Annotated[
        list[Path] | None,
        typer.Option(
            "--anchors",
            help=say(
                "錨（またはそのフォルダー、以前の書き出しや控え）", "Anchors, a folder of them, an old export or backup"
            ),
            exists=True,
        ),
    ] = None,
    key: Annotated[
        list[str] | None,
        typer.Option("--anchor-key", help=say("錨に署名した公開鍵", "Public key that signed the anchors")),
    ] = None,
    tsa_ca: Annotated[
        Path | None,
        typer.Option("--tsa-ca", help=say("時刻認証局の証明書（PEM）", "Root certificates of the authority")),
    ] = None,
    identity: Identity = None,
) -> None:
    """Verify the journal; exits with 1 when something is wrong."""
    held = maintenance.Held(anchor or [], key or [], tsa_ca, identity)
    sys.exit(maintenance.verify(_settings(config, data), held))


@app.command(help=say("稼働中でも整合した控えを取ります。", "Make a consistent backup, also while running."))
def backup(
    target: Annotated[
        Path, typer.Argument(help=say("控えのファイル（.tar）かフォルダー", "Backup file (.tar) or folder"))
    ],
    config: Config = None,
    data: Data = None,
    keep: Annotated[
        int | None,
        typer.Option(
            min=1, help=say("フォルダーに残す控えの数（古いものから消します）", "Backups to keep in the folder")
        ),
    ] = None,
    replace: Annotated[  # noqa: FBT002
        bool, typer.Option("--replace", help=say("同じ名前の控えを置き換えます", "Replace a backup of the same name"))
    ] = False,
) -> None:
    """Write everything into one file."""
    sys.exit(maintenance.backup(_settings(config, data), target, keep=keep, replace=replace))


@app.command(help=say("控えから空の環境に復元します。", "Restore a backup into an empty installation."))
def restore(
    source: Annotated[Path, typer.Argument(help=say("控えのファイル（.tar）", "Backup file (.tar)"), exists=True)],
    config: Config = None,
    data: Data = None,
    identity: Identity = None,
) -> None:
    """Restore everything, on either database, and verify it."""
    sys.exit(maintenance.restore(_settings(config, data), source, identity))


@app.command(help=say("メールを試しに1通送ります。", "Send one letter to try the mail settings."))
def mail(
    address: Annotated[str, typer.Argument(help=say("宛先のメールアドレス", "Address to send it to"))],
    config: Config = None,
    data: Data = None,
) -> None:
    """Send one letter and say what the mail server answered."""
    mail_test.try_mail(_settings(config, data), address)


@app.command(
    help=say("入れなくなった管理者の認証を外し、パスワードを発行します。", "Let a locked-out administrator in again.")
)
def recover(
    login: Annotated[str, typer.Argument(help=say("ログインID", "Login"))],
    organization: Annotated[
        str | None, typer.Option(help=say("団体の名称またはコード", "Name or code of the organisation"))
    ] = None,
    config: Config = None,
    data: Data = None,
) -> None:
    """Take a person's factors away and issue a password, when nobody can do it in the console."""
    recovery.recover(_settings(config, data), login, organization)


anchors = typer.Typer(
    help=say("記録の錨（改ざんの検知）", "Anchors of the record."), no_args_is_help=True, add_completion=False
)
app.add_typer(anchors, name="anchors")


@anchors.command(
    "make", help=say("錨を今すぐ作り、設定した場所に書き出します。", "Make an anchor now and bring it out.")
)
def make_anchor(
    config: Config = None,
    data: Data = None,
    anyway: Annotated[  # noqa: FBT002
        bool, typer.Option("--anyway", help=say("前の錨と合わなくても作ります", "Although the last one is denied"))
    ] = False,
) -> None:
    """Make an anchor now."""
    sys.exit(anchoring.make(_settings(config, data), anyway=anyway))


@anchors.command("list", help=say("錨と書き出し先を一覧にします。", "List the anchors and where they are."))
def list_anchors(config: Config = None, data: Data = None) -> None:
    """List the anchors."""
    anchoring.show(_settings(config, data))


@anchors.command("write", help=say("錨を一つ、ファイルに書き出します。", "Write one anchor into a file."))
def write_anchor(
    no: Annotated[int, typer.Argument(help=say("錨の番号", "Number of the anchor"))],
    target: Annotated[Path, typer.Argument(help=say("書き込むファイル", "File to write"))],
    config: Config = None,
    data: Data = None,
) -> None:
    """Write one anchor."""
    anchoring.write_out(_settings(config, data), no, target)


@anchors.command("key", help=say("署名の鍵を作ります。ファイルを省くと公開鍵を表示します。", "Make a key, or show it."))
def anchor_key(
    file: Annotated[Path | None, typer.Argument(help=say("秘密鍵のファイル", "File for the private key"))] = None,
    name: Annotated[str | None, typer.Option(help=say("鍵の名前（ホスト名など）", "Name of the key"))] = None,
    config: Config = None,
    data: Data = None,
) -> None:
    """Make a key for signing, or show the public one."""
    anchoring.key(_settings(config, data), file, name)


@anchors.command("sign", help=say("錨に署名を加えます（監査担当の手元で）。", "Add a signature to an anchor."))
def sign_anchor(
    file: Annotated[Path, typer.Argument(help=say("錨のファイル", "File of the anchor"), exists=True)],
    key: Annotated[Path, typer.Option("--key", help=say("秘密鍵のファイル", "File of the private key"))],
) -> None:
    """Sign an anchor somebody brought."""
    anchoring.sign(file, key)


@anchors.command("proof", help=say("監査担当に渡す証明を書き出します。", "Write a proof for an auditor."))
def prove_anchor(
    stream: Annotated[str, typer.Argument(help=say("ストリーム（organization:… など）", "Stream"))],
    target: Annotated[Path, typer.Argument(help=say("書き込むファイル", "File to write"))],
    no: Annotated[list[int], typer.Option("--anchor", help=say("錨の番号（いくつでも）", "Numbers of anchors"))],
    first: Annotated[
        int | None, typer.Option("--from", help=say("この記録から先のつながりも入れます", "Links from this entry on"))
    ] = None,
    config: Config = None,
    data: Data = None,
) -> None:
    """Write a proof."""
    anchoring.proof(_settings(config, data), stream, no, first, target)


@anchors.command(
    "verifier", help=say("監査担当のための検証プログラムを取り出します。", "Give out the auditor's script.")
)
def give_verifier(
    target: Annotated[Path | None, typer.Argument(help=say("書き込むファイル", "File to write"))] = None,
) -> None:
    """Give out the auditor's script."""
    anchoring.verifier(target)


@app.command(help=say("版を表示します。", "Show the version."))
def version() -> None:
    """Print the version."""
    typer.echo(f"kairan {installed('kairan')}")


def main() -> None:
    """Run the command; a refusal is one sentence and exit code 1. What is made is for its owner only."""
    os.umask(0o077)
    install_all()
    try:
        app()
    except SettingsWrong as refusal:
        typer.echo(str(refusal), err=True)
        sys.exit(WRONG_SETTINGS)
    except Refusal as refusal:
        sys.exit(str(refusal))
    except Problem as problem:
        sys.exit(problem.sentence(language()))
    except DatabaseError as error:
        if type(error) not in {DatabaseError, OperationalError}:
            raise  # a statement of ours was wrong: a fault, not a refusal
        sys.exit(_unusable(" ".join(str(error.orig).split())))


def _unusable(why: str) -> str:
    """Say that the database cannot be used; a damaged file names the way back."""
    if "not a database" in why or "malformed" in why:
        return say(
            f"データベースのファイルが壊れています（{why}）。控えから、空のフォルダーに復元してください。",
            f"The file of the database is damaged ({why}). Please restore a backup into an empty folder.",
        )
    return say(f"データベースを利用できません: {why}", f"The database cannot be used: {why}")
