"""What is written to applicants: nothing of their answers, since mail lies open on its way."""

from datetime import datetime

from kairan.applications.model import DRAFT_DAYS, OpenForm
from kairan.applications.numbers import in_groups
from kairan.core.kit.days import JAPAN
from kairan.core.kit.mail import Letter
from kairan.forms.document import FormDocument

RECEIPT = "application_receipt"
RESUME = "application_resume"


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
・申請の状況は、受付番号と、送信後の画面にある確認番号で、いつでも確かめられます。
・お問い合わせの際は、受付番号をお伝えください。
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
