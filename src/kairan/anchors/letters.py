"""The letter with which a checkpoint comes to the auditor, in both languages; what is signed stands by itself."""

from kairan.anchors.notes import BEGIN, END
from kairan.core.kit.mail import Letter

ABOUT = "anchor"


def anchor_letter(to: str, no: int, note: str) -> Letter:
    """Write to the auditor."""
    return Letter(
        to=to,
        subject=f"［回覧］記録の錨 第{no}号 / Kairan: anchor {no}",
        text=(
            "回覧の記録の「錨」をお送りします。この時点までの記録がのちに書き換えられていないことを、\n"
            "この控えから確かめられます。このメールを、サーバーの管理者が触れない場所に保管してください。\n"
            "確かめ方: docs/auditor-verifier.md\n\n"
            "This is an anchor of the record kept by Kairan. Please keep this letter where the operators of the\n"
            "server cannot reach it.\n\n"
            f"{BEGIN}\n{note}{END}\n"
        ),
        about=ABOUT,
        about_id=str(no),
    )
