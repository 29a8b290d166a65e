"""Which personal data a form asks for, held against its privacy notice (目的の書かれていない個人情報の点検).

Promise: a kind is told where a question of it is asked and the notice names neither the kind, in one of its usual
words, nor the question itself. What the notice says of it is for people to judge: a named kind is not told.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, get_args

from kairan.core.kit.folding import fold
from kairan.forms.document import FormDocument
from kairan.forms.questions import (
    Address,
    AnyQuestion,
    Day,
    LongText,
    MailAddress,
    PersonName,
    Phone,
    Photo,
    Position,
    ShortText,
)

PersonalData = Literal["name", "address", "phone", "mail", "birth", "account", "photo", "position", "care"]
"""氏名, 住所, 電話番号, メールアドレス, 生年月日, 口座, 写真, 位置, 配慮の必要な情報."""
KINDS: tuple[PersonalData, ...] = get_args(PersonalData)

_REACHED = ("連絡先", "contact details")
_WORDS: Mapping[PersonalData, Sequence[str]] = {
    "name": ("氏名", "名前", "姓名", "name"),
    "address": ("住所", "居所", "所在地", "address"),
    "phone": ("電話", "携帯番号", "phone", *_REACHED),
    "mail": ("メール", "mail", *_REACHED),
    "birth": ("生年月日", "誕生日", "年齢", "date of birth", "birth"),
    "account": ("口座", "振込先", "bank account"),
    "photo": ("写真", "画像", "photo"),
    "position": ("位置", "地図", "場所", "location"),
    "care": (
        "要配慮",
        "配慮の必要",
        "配慮が必要",
        "健康",
        "体調",
        "病",
        "障害",
        "障がい",
        "アレルギー",
        "sensitive",
        "health",
    ),
}
_FOLDED = {kind: [fold(one) for one in words] for kind, words in _WORDS.items()}
_ASKING: tuple[tuple[type[AnyQuestion], PersonalData], ...] = (
    (PersonName, "name"),
    (Address, "address"),
    (Phone, "phone"),
    (MailAddress, "mail"),
    (Photo, "photo"),
    (Position, "position"),
)
_ACCOUNT_WORDS = (fold("口座"), fold("bank account"))  # no kind of question is for one: its label tells


def unexplained_data(document: FormDocument) -> Iterator[tuple[PersonalData, str]]:
    """Yield each kind that is asked for and not named in the notice, with the first question that asks it."""
    notice, told = fold(document.privacy), set[PersonalData]()
    for one in document.every_question():
        if not one.ASKS or one.GIVEN:
            continue
        for kind in _asked_by(one):
            if kind not in told and not _is_named(notice, kind, one.label):
                told.add(kind)
                yield kind, one.id


def _is_named(notice: str, kind: PersonalData, label: str) -> bool:
    own = fold(label)
    return any(word in notice for word in _FOLDED[kind]) or bool(own and own in notice)


def _asked_by(question: AnyQuestion) -> Iterator[PersonalData]:
    """Yield what personal data a question asks for."""
    if isinstance(question, ShortText | LongText) and any(word in fold(question.label) for word in _ACCOUNT_WORDS):
        yield "account"
    if isinstance(question, Day) and question.is_birth:
        yield "birth"
    yield from (kind for asking, kind in _ASKING if isinstance(question, asking))
    if question.needs_care:
        yield "care"
