"""What is written to applicants: nothing of their answers, since mail lies open on its way."""

from datetime import datetime

from kairan.applications.model import OpenForm
from kairan.applications.numbers import in_groups
from kairan.core.kit.days import JAPAN
from kairan.core.kit.mail import Letter
from kairan.forms.document import FormDocument

RECEIPT = "application_receipt"


def said_at(at: int) -> str:
    """Return an instant as people read it in Japan: 2026年11月30日 12時05分."""
    when = datetime.fromtimestamp(at / 1000, JAPAN)
    return f"{when.year}年{when.month}月{when.day}日 {when.hour}時{when.minute:02}分"


def receipt_letter(form: OpenForm, document: FormDocument, number: str, at: int, to: str, about_id: str) -> Letter:
    """Write that an application came in."""
    contact = f"\nお問い合わせ先\n{document.contact}\n" if document.contact else ""
    done = f"\n{document.done}\n" if document.done else ""
    text = f"""{document.title}を受け付けました。

　受付番号　　{in_groups(number)}
　受付日時　　{said_at(at)}
　受付　　　　{form.organization}　{form.department}
{done}{contact}
・お問い合わせの際は、受付番号をお伝えください。
・お心当たりがないときは、このメールを破棄してください。

このメールは自動で送られています。返信はできません。
"""
    subject = f"【{form.organization}】{document.title}を受け付けました"
    return Letter(to=to, subject=subject, text=text, about=RECEIPT, about_id=about_id)
