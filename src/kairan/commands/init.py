"""`kairan init`: the first body and its administrator, or an operator. Asks a person; a script must tell."""

import os
import sys
from collections.abc import Callable, Mapping

import typer
from sqlalchemy.exc import IntegrityError

from kairan.commands.server import prepare
from kairan.core.kit.database import open_engine, transaction
from kairan.core.kit.problems import Problem
from kairan.core.settings import Settings
from kairan.core.words import Refusal, language, say
from kairan.installation.actions import add_operator
from kairan.people.codes import checked_code
from kairan.people.founding import Founding, OrganizationExists, checked_login, checked_name, found
from kairan.people.municipalities import require_municipality
from kairan.sessions import hash_password
from kairan.sessions.passwords import require_good_password

PASSWORD = "KAIRAN_ADMIN_PASSWORD"  # noqa: S105  (the variable's name)

Check = Callable[[str], str]


def initialise(
    settings: Settings, *, organization: str | None, code: str | None, name: str | None, login: str | None
) -> None:
    """Create a body and its first administrator; what is not given is asked for. A code in the list names the body."""
    prepare(settings)
    named = None if code is None else ""  # a code of the list names the body
    _require_answers({"--organization": organization or named, "--name": name, "--login": login})
    code = _code(code)
    founding = Founding(
        organization=_organization(organization, code),
        code=code,
        name=_answer(name, say("管理者の氏名", "Name of the administrator"), checked_name),
        login=_answer(login, say("管理者のログインID", "Login of the administrator"), checked_login),
        password_hash=hash_password(_password()),
    )
    _found(settings, founding)
    typer.echo(
        say(
            f"「{founding.organization}」と管理者「{founding.name}」（ログインID: {founding.login}）を登録しました。\n"
            "kairan serve で起動し、このログインIDでサインインしてください。",
            f"“{founding.organization}” and its administrator “{founding.name}” (login: {founding.login}) were added.\n"
            "Start the server with kairan serve and sign in with this login.",
        )
    )


def initialise_operator(settings: Settings, *, name: str | None, login: str | None) -> None:
    """Create an operator of the installation, who stands above the bodies; what is not given is asked for."""
    prepare(settings)
    _require_answers({"--name": name, "--login": login})
    name = _answer(name, say("設置者（運用担当）の氏名", "Name of the operator"), checked_name)
    login = _answer(login, say("ログインID", "Login of the operator"), checked_login)
    password_hash = hash_password(_password())
    engine = open_engine(settings.database_url, pool_size=1)
    try:
        with transaction(engine) as db:
            add_operator(db, name, login, password_hash)
    finally:
        engine.dispose()
    typer.echo(
        say(
            f"設置者（運用担当）「{name}」（ログインID: {login}）を登録しました。\n"
            "kairan serve で起動し、/operator を開いて、このログインIDでサインインしてください。",
            f"The operator “{name}” (login: {login}) was added.\n"
            "Start the server with kairan serve, open /operator and sign in with this login.",
        )
    )


def _require_answers(given: Mapping[str, str | None]) -> None:
    """Refuse a script that leaves something out, and name all of it at once."""
    answers = {**given, PASSWORD: os.environ.get(PASSWORD)}
    missing = [option for option, value in answers.items() if value is None]
    if missing and not _is_asked():
        raise Refusal(
            f"対話できる端末ではないため、{'、'.join(missing)} の指定が必要です。",
            f"This is not a terminal to ask at, so {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} needed.",
        )


def _found(settings: Settings, founding: Founding) -> None:
    engine = open_engine(settings.database_url, pool_size=1)
    try:
        with transaction(engine) as db:
            found(db, founding)
    except IntegrityError as error:  # somebody registered it at the same moment
        raise OrganizationExists(name=founding.organization) from error
    finally:
        engine.dispose()


def _organization(given: str | None, code: str | None) -> str:
    """Take the name as given, as the list has it for the code, or as typed."""
    if given is None and code is not None:
        name = require_municipality(code).name
        typer.echo(say(f"団体の名称: {name}", f"Name of the organisation: {name}"))
        return name
    return _answer(given, say("団体の名称", "Name of the organisation"), checked_name)


def _code(given: str | None) -> str | None:
    """Take the code; hospitals and associations have none."""
    if given is None and not _is_asked():
        return None
    label = say(
        "全国地方公共団体コード（ない団体は空のまま Enter）", "Local government code (Enter if the body has none)"
    )
    return _answer(given, label, _checked_code) or None


def _checked_code(typed: str) -> str:
    return checked_code(typed) if typed.strip() else ""


def _password() -> str:
    given = os.environ.get(PASSWORD)
    return _answer(given, say("管理者のパスワード", "Password of the administrator"), _checked_password, twice=True)


def _checked_password(typed: str) -> str:
    require_good_password(typed)
    return typed


def _answer(given: str | None, label: str, check: Check, *, twice: bool = False) -> str:
    """Take what was given, or ask until the answer is good."""
    if given is not None:
        return check(given)
    while True:
        try:
            return check(_typed(label, twice=twice))
        except Stopped:
            raise
        except (Problem, Refusal) as refusal:
            sentence = refusal.sentence(language()) if isinstance(refusal, Problem) else str(refusal)
            typer.echo(sentence, err=True)


def _typed(label: str, *, twice: bool) -> str:
    """Take what is typed; Ctrl+C ends it all, and nothing was created by then."""
    try:
        return _prompted(label, twice=twice)
    except typer.Abort as stopped:
        typer.echo(err=True)
        raise Stopped("中止しました。何も登録していません。", "Stopped. Nothing was created.") from stopped


class Stopped(Refusal):
    """Somebody pressed Ctrl+C: not to be asked again."""


def _prompted(label: str, *, twice: bool) -> str:
    typed: str = typer.prompt(label, default="", show_default=False, hide_input=twice)
    if twice and typed != typer.prompt(say("もう一度", "Once more"), default="", show_default=False, hide_input=True):
        raise Refusal("2回の入力が一致しません。", "The two do not match.")
    return typed


def _is_asked() -> bool:
    return sys.stdin.isatty()
