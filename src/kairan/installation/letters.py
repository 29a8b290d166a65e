"""What administrators are written about their body's plan and limits."""

from kairan.core.kit.mail import Letter
from kairan.installation.entries import Notice

ABOUT = "body_notice"

_SENTENCES: dict[Notice, str] = {
    "trial_ending": "試用期間の終わりが近づいています。続けて使うには、それまでに設置者へ連絡してください。",
    "trial_over": "試用期間が終わりました。アカウントの追加はできません。猶予の期間が過ぎると閲覧だけになります。",
    "read_only": "試用期間の猶予が終わり、閲覧だけになりました。内容は消えません。",
    "accounts_near": "職員のアカウントが上限に近づいています。",
    "accounts_full": "職員のアカウントが上限に達しました。追加と再開はできません。",
    "guests_near": "ゲストが上限に近づいています。",
    "guests_full": "ゲストが上限に達しました。追加と再開はできません。",
    "bytes_near": "ファイルの合計が上限に近づいています。",
    "record_drift": "記録の点検で、表示と記録の食い違いが見つかりました。サーバーの担当者に確認を依頼してください。",
    "faces_lost": "ポリシーで決めた入口が、サーバーの設定にありません。サーバーの担当者に確認を依頼してください。",
    "bytes_full": "ファイルの合計が上限に達しました。新しいファイルは送れません。",
}


def notice_letter(organization_id: str, body: str, notices: list[Notice], url: str) -> Letter:
    """Write what is new; each once, until it is over and comes again."""
    told = "\n".join(f"・{_SENTENCES[notice]}" for notice in notices)
    text = f"""{body} 管理者の皆さま

業務チャット「回覧」の契約と上限についてお知らせします。

{told}

くわしくは、管理の画面の「団体の設定」をご覧ください。
{url}/console/organization
"""
    return Letter(
        to="", subject=f"【回覧】{body}の契約・上限のお知らせ", text=text, about=ABOUT, about_id=organization_id
    )
