"""What is written to applicants on the way: where it stands, and that there is something to read; never their answers.

Where to: the address they asked their receipt to; without one nothing goes out, and the page of the case says so.
"""

from sqlalchemy import select

from kairan.applications.model import application_table
from kairan.applications.numbers import in_groups
from kairan.applications.receipts import all_answers
from kairan.core.kit.database import Db, Record
from kairan.core.kit.mail import Letter, post_together
from kairan.core.kit.secrets import SecretBox
from kairan.counter.finding import procedure_of
from kairan.counter.states import State
from kairan.forms.document import decoded
from kairan.forms.questions import MailAddress
from kairan.people import organization_table

CASE = "case"
TOGETHER_MS = 60_000  # what happens with a case within so long makes one letter
STATE_WORDS: dict[State, str] = {
    "received": "受け付けました",
    "examining": "内容を確認しています",
    "correcting": "補正をお願いします",
    "deciding": "内容を確認しています",
    "delivering": "交付の準備ができました",
    "done": "手続が完了しました",
    "refused": "お受けできませんでした",
    "withdrawn": "取下げを受け付けました",
}
"""What the applicant is told of each state, in plain words."""

_a, _o = application_table.c, organization_table.c


def mail_of(db: Db, box: SecretBox, row: Record) -> str:
    """Return where letters about a case go; empty for nowhere."""
    found = db.first(select(application_table).where(_a.id == row.id))
    answers = None if found is None else all_answers(found, box)
    if not answers:
        return ""
    wanted = (one for one in decoded(row.document).questions() if isinstance(one, MailAddress) and one.gets_receipt)
    return next((str(answers[one.id]) for one in wanted if one.id in answers), "")


def tell_state(db: Db, box: SecretBox, row: Record, state: State, reason: str = "") -> None:
    """Write that a case stands elsewhere, where the procedure says something of it, or it must be known."""
    if is_told(row, state):
        said = procedure_of(row).texts.get(state, "")
        write_letter(db, box, row, STATE_WORDS[state], "\n\n".join(one for one in (said, reason) if one))


def is_told(row: Record, state: State) -> bool:
    """Whether a letter says that a case has come to a state."""
    return state in _ALWAYS_TOLD or bool(procedure_of(row).texts.get(state, ""))


_ALWAYS_TOLD: frozenset[State] = frozenset({"correcting", "refused", "withdrawn", "done", "delivering"})


def tell_message(db: Db, box: SecretBox, row: Record) -> None:
    """Write that the section left a message."""
    write_letter(db, box, row, "担当からメッセージがあります", "")


def tell_delivered(db: Db, box: SecretBox, row: Record, title: str) -> None:
    """Write that a document can be fetched; what stands in it is on the applicant's page alone."""
    write_letter(db, box, row, f"「{title}」をお渡しできるようになりました", "")


def write_letter(db: Db, box: SecretBox, row: Record, what: str, said: str) -> None:
    """Write what happened with a case, and what is said of it; to nobody where no address was given.

    What happens shortly after goes with the same letter.
    """
    if not (to := mail_of(db, box, row)):
        return
    organization = db.scalar(select(_o.name).where(_o.id == row.organization_id)) or ""
    around = f"\n{said}\n" if said else ""
    happened = f"　{what}\n{around}"

    def letter(news: str, besides: str = "") -> Letter:
        subject = f"【{organization}】{row.title}：{what}{besides}"
        begin = f"{row.title}（受付番号 {in_groups(row.number)}）について、お知らせします。\n\n"
        return Letter(to=to, subject=subject, text=begin + news + _END, about=CASE, about_id=row.id)

    def joined(before: str) -> Letter:
        earlier = before.partition("\n\n")[2].removesuffix(_END)
        return letter(f"{earlier}\n{happened}", "（ほかのお知らせもあります）")

    post_together(db, row.organization_id, letter(happened), TOGETHER_MS, joined)


_END = """
くわしくは、申請の状況のページで確かめられます。受付番号と、控えにある確認番号を用意してください。

このメールは自動で送られています。返信はできません。
"""
