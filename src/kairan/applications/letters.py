"""What is written to applicants: nothing of their answers, since mail lies open on its way."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from kairan.applications.model import DRAFT_DAYS, OpenForm, SeatSaid
from kairan.applications.numbers import in_groups
from kairan.core.kit.days import JAPAN
from kairan.core.kit.mail import Letter
from kairan.forms.document import FormDocument

RECEIPT = "application_receipt"
RESUME = "application_resume"
PLACE = "application_place"
PROOF = "application_proof"
_NEWS: Mapping[str, tuple[str, str]] = {
    "moved_up": (
        "キャンセル待ちから繰り上がりました",
        "枠が空き、キャンセル待ちから繰り上がりました。枠を確保しています。",
    ),
    "drawn": ("抽選の結果（当選）", "抽選の結果、当選しました。枠を確保しています。"),
    "waiting": (
        "抽選の結果（キャンセル待ち）",
        "抽選の結果、今回はキャンセル待ちになりました。枠が空いたときは、メールでお知らせします。",
    ),
    "lost": ("抽選の結果（落選）", "抽選の結果、残念ながら今回は落選となりました。お申し込みありがとうございました。"),
}
_STANDING: Mapping[str, str] = {
    "waiting": "・選んだ枠は満員のため、キャンセル待ちです。枠が空いたときは、順番にメールでお知らせします。\n",
    "applied": "・枠は、受付が終わった後に抽選で決めます。結果はメールでお知らせします。\n",
}


def said_at(at: int) -> str:
    """Return an instant as people read it in Japan: 2026年11月30日 12時05分."""
    when = datetime.fromtimestamp(at / 1000, JAPAN)
    return f"{when.year}年{when.month}月{when.day}日 {when.hour}時{when.minute:02}分"


def receipt_letter(
    form: OpenForm,
    document: FormDocument,
    number: str,
    at: int,
    to: str,
    about_id: str,
    seats: Sequence[SeatSaid] = (),
) -> Letter:
    """Write that an application came in, and whether a place is waited for or drawn."""
    standing = "".join(dict.fromkeys(_STANDING.get(one.state, "") for one in seats))
    contact = f"\nお問い合わせ先\n{document.contact}\n" if document.contact else ""
    done = f"\n{document.done}\n" if document.done else ""
    text = f"""{document.title}を受け付けました。

　受付番号　　{in_groups(number)}
　受付日時　　{said_at(at)}
　受付　　　　{form.organization}　{form.department}
{done}{contact}
・申請の状況は、受付番号と、送信後の画面にある確認番号で、いつでも確かめられます。
{standing}・お問い合わせの際は、受付番号をお伝えください。
・お心当たりがないときは、このメールを破棄してください。

このメールは自動で送られています。返信はできません。
"""
    subject = f"【{form.organization}】{document.title}を受け付けました"
    return Letter(to=to, subject=subject, text=text, about=RECEIPT, about_id=about_id)


def resume_letter(form: OpenForm, code: str, to: str, url: str, about_id: str) -> Letter:
    """Write by which number, and where, a form is gone on with."""
    title = form.document.title
    text = f"""{title}の続きは、次のアドレスを開き、番号を入力すると記入できます。

{url}

　再開の番号　　{code}

・保存した内容は、最後に保存してから{DRAFT_DAYS}日で消えます。
・この番号があれば、だれでも続きを開けます。ほかの方に転送しないでください。
・お心当たりがないときは、このメールを破棄してください。

このメールは自動で送られています。返信はできません。
"""
    subject = f"【{form.organization}】{title}の続きを記入する"
    return Letter(to=to, subject=subject, text=text, about=RESUME, about_id=about_id)


def place_letter(
    document: FormDocument, number: str, news: str, organization: str, office: str, to: str, about_id: str
) -> Letter:
    """Write that somebody moved up, or how a draw ended for them."""
    head, text = _NEWS[news]
    contact = f"\nお問い合わせ先\n{document.contact}\n" if document.contact else ""
    body = f"""{document.title}について、お知らせします。

{text}

　受付番号　　{in_groups(number)}
　受付　　　　{office}
{contact}
・ご都合が悪くなったときは、早めに受付番号をお知らせください。待っている方に枠をゆずることができます。
・お心当たりがないときは、このメールを破棄してください。

このメールは自動で送られています。返信はできません。
"""
    subject = f"【{organization}】{document.title}：{head}"
    return Letter(to=to, subject=subject, text=body, about=PLACE, about_id=about_id)


def proof_letter(form: OpenForm, code: str, minutes: int, to: str, about_id: str) -> Letter:
    """Write the code by which an address is proved."""
    title = form.document.title
    text = f"""{title}の記入の画面に、次の番号を入力してください。

　確認の番号　　{code}

・番号は{minutes}分のあいだ使えます。新しい番号を送ると、前の番号は使えなくなります。
・お心当たりがないときは、このメールを破棄してください。番号をほかの方に教えないでください。

このメールは自動で送られています。返信はできません。
"""
    subject = f"【{form.organization}】メールアドレスの確認の番号"
    return Letter(to=to, subject=subject, text=text, about=PROOF, about_id=about_id)
