"""What the pages of documents say: those that were handed over, and the one that confirms them."""

from collections.abc import Mapping

DOCUMENT_WORDS: Mapping[str, tuple[str, str]] = {
    "documents": ("お渡しする文書", "Documents for you"),
    "document_fetch": ("{title} を受け取る", "Fetch {title}"),
    "document_until": ("{day} まで受け取れます。", "You can fetch it until {day}."),
    "document_over": (
        "受け取れる期限が過ぎました。担当の部署にお問い合わせください。",
        "It can be fetched no more. Please ask the office.",
    ),
    "document_withdrawn": ("この文書は取り消されました。", "This document was withdrawn."),
    "document_fetched": ("受け取り済み", "Fetched"),
    "document_number": ("発行番号", "Number of the document"),
    "document_none": (
        "文書を受け取れませんでした。取り消されたか、期限が過ぎています。",
        "The document could not be fetched: it was withdrawn, or it is too late.",
    ),
    "told_delivered": ("文書をお渡しできるようになりました", "A document can be fetched"),
    "told_deliverable_fetched": ("文書を受け取りました", "The document was fetched"),
    "told_deliverable_withdrawn": ("お渡しした文書を取り消しました", "A document was withdrawn"),
    "genuine_title": ("文書の確認", "Check a document"),
    "genuine_lead": (
        "文書の下に書かれている発行番号を入力してください。",
        "Please enter the number at the bottom of the document.",
    ),
    "genuine_show": ("確認する", "Check"),
    "genuine_unknown": (
        "この発行番号の文書は確認できません。番号を確かめてください。",
        "No document with this number is known. Please check the number.",
    ),
    "genuine_issued": ("この文書は、次のとおり発行されています。", "This document was issued as follows."),
    "genuine_withdrawn": (
        "この文書は {day} に取り消されました。いまは有効ではありません。",
        "This document was withdrawn on {day}. It is not valid any more.",
    ),
    "genuine_organization": ("発行した団体", "Issued by"),
    "genuine_document": ("文書", "Document"),
    "genuine_issued_at": ("発行日時", "Issued"),
    "genuine_digest": ("電子ファイルのハッシュ値（SHA-256）", "SHA-256 of the file"),
    "genuine_compare": ("電子ファイルが変わっていないかを確かめる", "Check whether the file is unchanged"),
    "genuine_compare_lead": (
        "受け取ったファイルを選ぶと、発行したときのものと1バイトも違わないかを確かめます。ファイルは保存しません。",
        "Choose the file you were given, to see whether it is the same to the last byte. It is not kept.",
    ),
    "genuine_file": ("ファイル", "File"),
    "genuine_same": ("発行したときのまま、変わっていません。", "It is unchanged since it was issued."),
    "genuine_differs": (
        "発行したファイルと内容が違います。この発行番号の文書ではないか、変更されています。",
        "It is not what was issued under this number, or it was changed.",
    ),
    "genuine_note": (
        "この画面には、だれに宛てた文書かは表示しません。紙の文書の内容に疑問があるときは、発行した団体にお問い合わせください。",
        "Whom the document is for is not shown. If you doubt what a paper says, please ask who issued it.",
    ),
}
