"""Mail address, staff number, post and extension: what is typed of a person, or said by a provider, as it is stored."""

import re
import unicodedata

from sqlalchemy import ColumnElement

from kairan.core.kit.problems import Problem
from kairan.core.kit.text import bounded_name
from kairan.people.model import NUMBER_LIMIT, member_table

MAIL_LIMIT = 254
TITLE_LIMIT = 100

_MAIL = re.compile(r"[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+", re.ASCII)
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


class FieldTooLong(Problem):
    """What was typed into a field is longer than it holds."""

    status = 422
    code = "account.field_too_long"
    ja = "職員番号・職・内線・メールアドレスのいずれかが長すぎます。{most}文字以内で入力してください。"
    en = "A staff number, post, extension or mail address is too long. Please use at most {most} characters."


class MailMalformed(Problem):
    """Not an address mail could be sent to."""

    status = 422
    code = "account.mail_malformed"
    ja = "メールアドレス「{typed}」の形が正しくありません。確かめて入力し直してください。"
    en = "The mail address “{typed}” is not well-formed. Please check it."


def checked_optional(typed: str | None, limit: int) -> str | None:
    """Return one line as it is stored, None when it is empty. Problems: FieldTooLong, TextNotStorable."""
    if typed is None or not typed.strip():
        return None
    return bounded_name(typed, limit, FieldTooLong, each=1)


def checked_mail(typed: str | None) -> str | None:
    """Return a mail address as it is stored. Problems: FieldTooLong, MailMalformed, TextNotStorable."""
    mail = checked_optional(typed, MAIL_LIMIT)
    if mail is not None and not _MAIL.fullmatch(mail):
        raise MailMalformed(typed=mail[:80])
    return mail


def normal_number(typed: str) -> str:
    """Return a staff number as it is compared and stored: ０００１６１ is 000161 (NFKC), without spaces around it."""
    return unicodedata.normalize("NFKC", typed).strip()


def checked_number(typed: str | None) -> str | None:
    """Return a staff number as it is stored, None when it is empty. Problems: FieldTooLong, TextNotStorable."""
    return checked_optional(None if typed is None else normal_number(typed), NUMBER_LIMIT)


def has_number(number: str) -> ColumnElement[bool]:
    """Restrict members to those with a stored number, also where an earlier version stored it at full width."""
    return member_table.c.number.in_((number, number.translate(_FULL_WIDTH)))
