"""What the applicants' pages of a case say, in Japanese and English; what is not here, the pages of forms say."""

from collections.abc import Mapping

from kairan.applications.pages.words import word as word_of_forms
from kairan.counter.pages.document_words import DOCUMENT_WORDS

WORDS: Mapping[str, tuple[str, str]] = {
    "case": ("申請の状況", "Your application"),
    "find_lead": (
        "受付番号と確認番号を入力してください。送信したときの画面（控え）に書かれています。",
        "Please enter the reference number and the code. Both are on the page you saw after you submitted.",
    ),
    "code": ("確認番号", "Code"),
    "show": ("状況を見る", "Show"),
    "not_found": (
        "受付番号または確認番号が違います。控えを確かめてください。",
        "The reference number or the code is wrong. Please look at your receipt.",
    ),
    "state": ("いまの状況", "Where it stands"),
    "received": ("受付済み（審査はまだ始まっていません）", "Received; nobody has looked at it yet"),
    "examining": ("審査中", "Being examined"),
    "correcting": ("補正をお願いしています", "Something is to be corrected by you"),
    "deciding": ("審査中", "Being examined"),
    "delivering": ("交付の準備ができました", "Ready to be handed over"),
    "done": ("完了", "Done"),
    "refused": ("お受けできませんでした", "Refused"),
    "withdrawn": ("取下げ", "Withdrawn"),
    "step_received": ("受付", "Received"),
    "step_examining": ("審査", "Examined"),
    "step_correcting": ("補正", "Corrected"),
    "step_deciding": ("審査", "Examined"),
    "step_delivering": ("交付", "Handed over"),
    "step_done": ("完了", "Done"),
    "step_refused": ("却下", "Refused"),
    "step_withdrawn": ("取下げ", "Withdrawn"),
    "next_received": ("担当の部署が内容を確認します。", "The office will look at it."),
    "next_examining": ("担当の部署が内容を確認しています。", "The office is looking at it."),
    "next_correcting": ("下の「補正する」から、入力を直してください。", "Please correct your answers below."),
    "next_deciding": ("担当の部署が内容を確認しています。", "The office is looking at it."),
    "next_delivering": (
        "担当の部署からの案内に従って受け取ってください。",
        "Please follow what the office wrote to you.",
    ),
    "next_done": ("この手続は終わりました。", "Nothing more is to be done."),
    "next_refused": ("理由は下の「これまでの経過」にあります。", "The reason is told below."),
    "next_withdrawn": ("この申請は取り下げられました。", "You took this application back."),
    "due": ("{day} までに終える予定です。", "It should be done by {day}."),
    "here": ("いまここ", "now"),
    "correct": ("補正する", "Correct your answers"),
    "correct_lead": (
        "次の項目を直して送信してください。ほかの項目は変わりません。",
        "Please correct these answers and send them. The others stay as they are.",
    ),
    "why": ("直していただく理由", "Why"),
    "answer_by": ("{day} までにお願いします。", "Please do so by {day}."),
    "send_correction": ("補正を送信する", "Send the corrections"),
    "corrected": ("補正を受け付けました。", "Your corrections have come in."),
    "no_correction": (
        "補正の依頼は取り下げられたか、すでに終わっています。",
        "The correction was withdrawn, or is done.",
    ),
    "history": ("これまでの経過", "What has happened"),
    "told_submitted": ("申請を受け付けました", "The application came in"),
    "told_waits": ("キャンセル待ちになりました", "A place is waited for"),
    "told_moved_up": ("キャンセル待ちから繰り上がり、枠を確保しました", "A place was given back, and is yours"),
    "told_messaged": ("メッセージのやりとりがありました", "A message was written"),
    "told_correction_asked": ("補正をお願いしました", "A correction was asked for"),
    "told_correction_withdrawn": ("補正の依頼を取り下げました", "The correction was withdrawn"),
    "told_corrected": ("補正を受け付けました", "The corrections came in"),
    "messages": ("担当の部署とのやりとり", "Messages"),
    "own": ("あなた", "You"),
    "office": ("担当の部署", "The office"),
    "read": ("既読", "read"),
    "message": ("メッセージ", "Message"),
    "message_note": (
        "マイナンバー（個人番号）は書かないでください。返信があると、受付のときに入力したメールアドレスにお知らせします。",
        "Please do not write your My Number. You are told of an answer at the address you gave, if you gave one.",
    ),
    "message_files": ("添付するファイル", "Files to send with it"),
    "have_read": ("読みました", "I have read this"),
    "send": ("送信する", "Send"),
    "sent": ("送信しました。", "Sent."),
    "message_bad": (
        "メッセージを送信できませんでした。内容と長さ（4,000文字まで）を確かめてください。",
        "The message could not be sent. Please check it; it may have 4,000 characters.",
    ),
    "paper": ("結果を紙で受け取る", "The result on paper"),
    "paper_lead": (
        "結果の文書を紙で受け取りたいときは、担当の部署に伝えられます。受け取り方は、担当の部署からご案内します。",
        "If you want the result on paper, the office can be told. It will tell you how you get it.",
    ),
    "paper_ask": ("紙での受け取りを希望する", "Ask for it on paper"),
    "paper_asked": (
        "紙での受け取りを希望しています。受け取り方は、担当の部署からご案内します。",
        "You asked for the result on paper. The office will tell you how you get it.",
    ),
    "paper_stop": ("希望を取り消す", "Not needed any more"),
    "told_paper_asked": ("紙での受け取りの希望が変わりました", "Whether the result is wanted on paper was changed"),
    "withdraw": ("申請を取り下げる", "Take the application back"),
    "withdraw_lead": (
        "取り下げると、この申請は処理されません。元に戻すことはできません。",
        "If you take it back, nothing more is done with it. This cannot be undone.",
    ),
    "withdraw_now": ("取り下げる", "Take it back"),
    "withdraw_late": (
        "いまの状態では、ここからは取り下げられません。担当の部署にご連絡ください。",
        "It cannot be taken back here any more. Please ask the office.",
    ),
    "back_to_case": ("申請の状況に戻る", "Back to your application"),
    "erased": (
        "保存期間が過ぎたため、送信した内容は消去しました。",
        "What you sent was erased, since it is kept for no longer.",
    ),
    **DOCUMENT_WORDS,
}


def word(name: str, language: str, **detail: str | int) -> str:
    """Return a word of these pages, or of the pages of forms."""
    if name in WORDS:
        return WORDS[name][language not in {"ja", "easy"}].format(**detail)
    return word_of_forms(name, language, **detail)
