"""The letters of a broadcast: its title, and a link by which it can be answered. Its text stands on the link's page."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import select

from kairan.core.kit.database import Db, Record
from kairan.core.kit.mail import Letter, is_address, post_letter
from kairan.core.viewer import MemberId
from kairan.emergency.broadcasts.drills import marked
from kairan.emergency.broadcasts.ladder import Asked
from kairan.emergency.broadcasts.links import LETTER, make_links, path_of
from kairan.emergency.broadcasts.plan import Way
from kairan.people import organization_table

_o = organization_table.c
WANTED: dict[Asked, str] = {
    "read": "内容を読んでください。",
    "confirm": "内容を読み、「確認しました」を押してください。",
    "question": "質問に回答してください。",
    "safety": "無事かどうかを回答してください。",
}


class LettersGo(msgspec.Struct, frozen=True):
    """Whether letters are sent from this installation, where their links lead, and what a gateway sends besides."""

    url: str
    is_mailed: bool
    outside: frozenset[Way] = frozenset()


def write_letters(db: Db, row: Record, people: Sequence[Record], letters: LettersGo) -> None:
    """Write to those of these people whose address is known."""
    reached = {one.member_id: one for one in people if one.mail and is_address(one.mail)}
    body = str(db.scalar(select(_o.name).where(_o.id == row.organization_id)) or "")
    for link in make_links(db, row.id, [MemberId(one) for one in reached]):
        person = reached[link.member_id]
        letter = Letter(
            to=person.mail,
            subject=f"【{body}】{marked(row.title, is_drill=bool(row.is_drill))}",
            text=_text(row, person.name, body, f"{letters.url.rstrip('/')}{path_of(link.token)}"),
            about=LETTER,
            about_id=link.letter_id,
        )
        post_letter(db, row.organization_id, letter)


def _text(row: Record, name: str, body: str, link: str) -> str:
    drill = "これは訓練です。\n\n" if row.is_drill else ""
    return f"""{name} さん

{drill}{body}からの一斉連絡です。

　{marked(row.title, is_drill=bool(row.is_drill))}

{WANTED[row.asked]}
{link}

・リンクを開くと、サインインせずに回答できます。ほかの人に転送しないでください。
・アプリで回答したときは、このメールへの対応は不要です。

このメールは自動で送られています。返信はできません。
"""
