"""What the applicants' page of a payment says, in Japanese and English; what is not here, the pages of a case say."""

from collections.abc import Mapping

from kairan.counter.pages.words import word as word_of_case

WORDS: Mapping[str, tuple[str, str]] = {
    "payment": ("手数料の納付", "Payment"),
    "pay_notice": ("手数料 {amount}円 の納付をお願いします。", "Please pay {amount} yen."),
    "pay_act": ("納付の方法を見る", "How to pay"),
    "see_act": ("納付の内容を見る", "See the payment"),
    "amount": ("納付額", "Amount"),
    "owed": ("残りの納付額", "Still to be paid"),
    "yen": ("{amount}円", "{amount} yen"),
    "due_on": ("納付期限", "To be paid by"),
    "is_planned": (
        "手数料の額は、担当の部署が確認しています。決まりしだいお知らせします。",
        "The office is looking at what is to be paid. You will be told.",
    ),
    "is_due": ("手数料はまだ納付されていません。", "The fee has not been paid yet."),
    "is_short": ("納付額が不足しています。", "What was paid is not enough."),
    "is_paid": ("手数料は納付済みです。", "The fee is paid."),
    "is_over": (
        "手数料は納付済みです。多く納付されているため、担当の部署からご連絡します。",
        "The fee is paid. More was paid than needed; the office will write to you.",
    ),
    "is_free": ("手数料はかかりません。", "There is no fee."),
    "is_waived": ("手数料の納付は不要です（減免）。", "Nothing is to be paid; the fee was waived."),
    "closed": (
        "この手続は終わっているため、納付の必要はありません。",
        "This procedure is over; nothing is to be paid.",
    ),
    "ways": ("納付の方法（どれか一つを選んでください）", "How to pay (please choose one)"),
    "way_card": ("カードなどで支払う", "By card"),
    "way_elsewhere": ("別のサイトで支払う", "On another site"),
    "way_transfer": ("口座振込", "By bank transfer"),
    "way_window": ("窓口で支払う", "At the window"),
    "card_lead": (
        "決済サービスの画面でお支払いください。カード番号は、市町村には伝わりません。",
        "You pay on the page of a payment service. Your card number does not come to the office.",
    ),
    "card_begin": ("支払いの画面を用意する", "Prepare the payment page"),
    "card_open": ("支払いの画面へ進む", "Go to the payment page"),
    "card_ready": (
        "支払いの画面を用意しました。1日以内にお支払いください。",
        "The payment page is ready. Please pay within a day.",
    ),
    "card_failed": (
        "前回のお支払いは完了していません。もう一度お試しになるか、ほかの方法を選んでください。",
        "The last payment was not completed. Please try again, or choose another way.",
    ),
    "card_away": (
        "決済サービスにつながりません。お金は動いていません。しばらくしてから、もう一度お試しください。",
        "The payment service does not answer. No money was moved. Please try again in a while.",
    ),
    "not_due": ("いま納付していただくものはありません。", "Nothing is to be paid now."),
    "checking": (
        "お支払いを確認しています。確認できると、この画面に表示されます。数分かかることがあります。"
        "完了しているときは、もう一度支払わないでください。",
        "We are waiting for word of your payment; it will be shown here, sometimes after minutes. "
        "If you have paid, please do not pay again.",
    ),
    "reload": ("この画面を読み込み直す", "Load this page again"),
    "elsewhere_lead": (
        "次のサイトで、受付番号 {number} を入力して納付してください。確認には数日かかることがあります。",
        "Please pay on this site, with the reference number {number}. It may take days until we know.",
    ),
    "elsewhere_open": ("納付のサイトを開く", "Open the site"),
    "transfer_lead": (
        "振込人の名前の前に、受付番号 {number} を付けてください。確認には数日かかることがあります。",
        "Please put the reference number {number} before your name. It may take days until we know.",
    ),
    "window_lead": ("受付番号 {number} をお伝えください。", "Please tell the reference number {number}."),
    "paid_list": ("納付の記録", "What was paid"),
    "refunded": ("うち {amount}円 を返還", "{amount} yen given back"),
    "receipt": ("領収書（PDF）", "Receipt (PDF)"),
    "receipt_title": ("領収書", "Receipt"),
    "receipt_for": ("ただし、{title}（受付番号 {number}）の手数料として", "Fee for {title} (reference {number})"),
    "receipt_said": ("上記のとおり領収しました。", "This amount was received."),
    "receipt_sum": ("領収額", "Amount received"),
    "receipt_lines": ("内訳", "Payments"),
    "receipt_day": ("納付日", "Paid on"),
    "receipt_way": ("方法", "How"),
    "receipt_yen": ("金額", "Amount"),
    "receipt_refund": ("返還", "Given back"),
    "receipt_at": ("発行", "Issued"),
    "receipt_qr": ("受付を確認するページ", "Confirms that it was received"),
    "receipt_qr_alt": ("受付を確認するページのQRコード", "QR code of the page that confirms it was received"),
}


def word(name: str, language: str, **detail: str | int) -> str:
    """Return a word of this page, or of the pages of a case."""
    if name in WORDS:
        return WORDS[name][language not in {"ja", "easy"}].format(**detail)
    return word_of_case(name, language, **detail)
