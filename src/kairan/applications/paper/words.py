"""What stands on paper around what people wrote, in Japanese and English."""

from collections.abc import Mapping

_WORDS: Mapping[str, tuple[str, str]] = {
    "receipt": ("受付の控え", "Receipt"),
    "application": ("申請の内容", "Application"),
    "dossier": ("申請の記録", "Record of an application"),
    "report": ("集計の報告", "Report"),
    "number": ("受付番号", "Reference number"),
    "received_at": ("受付日時", "Received"),
    "received_by": ("受付", "Received by"),
    "question": ("項目", "Question"),
    "answer": ("内容", "Answer"),
    "answers": ("送信した内容", "What was sent"),
    "next": ("このあとのこと", "What comes next"),
    "contact": ("お問い合わせ先", "Contact"),
    "qr_alt": ("受付を確認するページのQRコード", "QR code of the page that confirms it was received"),
    "qr_note": ("受付を確認するページ", "Confirms that it was received"),
    "withheld": (
        "取り扱いに注意する回答は、送信した直後の控えにだけ載ります。この控えには載せていません。",
        "Answers that need care stand on the receipt only right after sending. They are left out here.",
    ),
    "left_out": ("（この控えには載せていません）", "(left out here)"),
    "erased": (
        "保存期間が過ぎたため、回答は消去されています。",
        "The answers were erased: their time was over.",
    ),
    "refused_files": (
        "次のファイルは、受付のあとの確認でウイルス対策ソフトが危険と判定したため、消去しました。"
        "担当の窓口にご連絡ください。：{names}",
        "A later check found something dangerous in these files, so they were deleted. "
        "Please contact the office: {names}",
    ),
    "sealed": ("（封をして保存されています）", "(sealed)"),
    "unanswered": ("（回答なし）", "(not answered)"),
    "version": ("フォームの版", "Version of the form"),
    "version_n": ("第{number}版", "Version {number}"),
    "by": ("提出者", "Submitted by"),
    "printed": ("出力", "Printed"),
    "replaced": ("この書面で表せない文字", "Characters that cannot be printed here"),
    "replaced_text": (
        "次の文字は、別の字形または「〓」で印刷しています。データには、入力されたとおりに保存されています。",
        "These are printed in another shape, or as 〓. They are kept as they were entered.",
    ),
    "scan": ("スマートフォンのカメラで読み取ると、開きます。", "Scan it with your phone to open the form."),
    "staff": ("職員用です。サインインして開きます。", "For staff: sign in to open it."),
    "poster_alt": ("フォームを開くQRコード", "QR code that opens the form"),
    "opens": ("受付期間", "Open"),
    "since": ("{at} から", "from {at}"),
    "until": ("{at} まで", "until {at}"),
    "department": ("担当", "Department"),
    "period": ("期間", "Period"),
    "received": ("届いた件数", "Received"),
    "count_n": ("{number}件", "{number}"),
    "made_at": ("作成", "Made"),
    "sign": ("番号", "No."),
    "option": ("選択肢", "Option"),
    "times": ("件数", "Count"),
    "share": ("割合", "Share"),
    "answered": ("回答 {answered} / {total}", "Answered {answered} / {total}"),
    "mean": ("平均 {mean}", "mean {mean}"),
    "range": ("最小 {least}、最大 {most}", "least {least}, most {most}"),
    "free": (
        "自由に記入する質問です。回答の内容は載せていません。",
        "Answered in people's own words, which are not shown here.",
    ),
    "day": ("日", "Day"),
    "month": ("月", "Month"),
    "by_day": ("日ごとの件数", "By day"),
    "by_month": ("月ごとの件数", "By month"),
    "chart_alt": (
        "「{label}」の棒グラフ。値は下の表にあります。",
        "Bars of “{label}”; the table below has the values.",
    ),
    "few": (
        "個人が特定されないよう、質問ごとの件数のうち5未満の数と、それを計算できる数は「＊」で表しています。",
        "So that nobody can be recognised, counts of answers below 5, and what they could be computed from, are ＊.",
    ),
    "partial": (
        "保存期間が過ぎて消去した回答があり、その内容は一部だけを数えています。",
        "Some answers were erased, since they are kept for no longer, and are counted in part only.",
    ),
    "nothing": ("まだ届いていません。", "Nothing has come in yet."),
}


def said(name: str, language: str, **detail: str | int) -> str:
    """Return what is printed for a name."""
    return _WORDS[name][language == "en"].format(**detail)


def words_of(language: str, *names: str, **called: str) -> dict[str, str]:
    """Return what a template is given: by the same names, and by others (`kind="receipt"`)."""
    return {name: said(name, language) for name in names} | {name: said(of, language) for name, of in called.items()}
