"""What is written to who was invited: where, and with which number; the same each time."""

from kairan.applications.letters import said_at
from kairan.applications.model import OpenForm
from kairan.applications.numbers import in_groups
from kairan.core.kit.database import Record
from kairan.core.kit.mail import Letter

INVITATION = "form_invitation"


def invitation_letter(form: OpenForm, row: Record, number: str, url: str) -> Letter:
    """Write to somebody who was invited and, as far as is known, has not answered."""
    document = form.document
    name = f"{row.name} 様\n\n" if row.name else ""
    summary = f"\n{document.summary}\n" if document.summary else ""
    until = f"　締め切り　　{said_at(form.ends_at)}\n" if form.ends_at else ""
    contact = f"\nお問い合わせ先\n{document.contact}\n" if document.contact else ""
    text = f"""{name}{form.organization} {form.department}から、「{document.title}」へのご回答をお願いします。
{summary}
次のアドレスを開き、番号を入力すると記入できます。

{url}

　番号　　　　{in_groups(number)}
{until}
・番号は1回だけ使えます。ほかの方に知らせないでください。
・行き違いですでに回答された場合は、ご容赦ください。
{contact}
このメールは自動で送られています。返信はできません。
"""
    subject = f"【{form.organization}】{document.title}へのご回答のお願い"
    return Letter(to=row.mail, subject=subject, text=text, about=INVITATION, about_id=row.id)
