"""The first of a body (団体): the body itself and the administrator who lets everybody else in."""

import re

import msgspec
from sqlalchemy import select

from kairan.kit.database import Db
from kairan.kit.problems import Problem
from kairan.kit.text import clean_name, graphemes
from kairan.people.actions import create_member, create_organization
from kairan.people.codes import kind_of_code
from kairan.people.model import LOGIN_LIMIT, NAME_LIMIT, NewMember, organization_table
from kairan.viewer import OrganizationId

_LOGIN = re.compile(rf"[!-~]{{1,{LOGIN_LIMIT}}}")  # what every keyboard types: visible ASCII


class Founding(msgspec.Struct, frozen=True, kw_only=True):
    """A body and its first administrator; every field is checked already."""

    organization: str
    code: str | None
    name: str
    login: str
    password_hash: str


class OrganizationExists(Problem):
    """The body is on this installation already."""

    status = 409
    code = "organization.exists"
    ja = "「{name}」は、すでに登録されています。"
    en = "“{name}” is already registered."


class NameTooLong(Problem):
    """The name of a body or a person is longer than the directory shows."""

    status = 422
    code = "name.too_long"
    ja = "名称は{most}文字以内で入力してください。"
    en = "Please use a name of at most {most} characters."


class LoginMalformed(Problem):
    """The login holds something that not every keyboard types, or is too long."""

    status = 422
    code = "member.login_malformed"
    ja = "ログインIDは、半角の英数字と記号で{most}文字以内にしてください。空白は使えません。"
    en = "Please use a login of at most {most} ASCII letters, digits and signs, without spaces."


def found(db: Db, founding: Founding) -> OrganizationId:
    """Create a body with its first administrator. Problems: OrganizationExists."""
    _require_new(db, founding)
    kind = "other" if founding.code is None else kind_of_code(founding.code)
    organization_id = create_organization(db, None, founding.organization, kind, founding.code)
    first = NewMember(
        login=founding.login, name=founding.name, password_hash=founding.password_hash, roles=("administrator",)
    )
    create_member(db, None, organization_id, first)
    return organization_id


def _require_new(db: Db, founding: Founding) -> None:
    """Two bodies may share a name (府中市 in 東京都 and in 広島県), but not a code; without a code the name counts."""
    _o = organization_table.c
    same = _o.name == founding.organization if founding.code is None else _o.code == founding.code
    known = db.scalar(select(_o.name).where(same))
    if known is not None:
        raise OrganizationExists(name=known)


def checked_name(typed: str) -> str:
    """Return the name of a body or a person as it is stored. Problems: NameEmpty, NameTooLong, TextNotStorable."""
    name = clean_name(typed)
    if graphemes(name) > NAME_LIMIT:
        raise NameTooLong(most=NAME_LIMIT)
    return name


def checked_login(typed: str) -> str:
    """Return a login as it is stored. Problems: LoginMalformed."""
    login = typed.strip()
    if not _LOGIN.fullmatch(login):
        raise LoginMalformed(most=LOGIN_LIMIT)
    return login
