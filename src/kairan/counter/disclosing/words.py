"""What stands on the paper of a case, in Japanese and English; what happened, in one sentence for each kind."""

from collections.abc import Mapping

from kairan.core.viewer import Language

_WORDS: Mapping[str, tuple[str, str]] = {
    "extent_applicant": (
        "申請者に見える内容だけを載せています。",
        "This holds what the applicant may see, and nothing else.",
    ),
    "extent_everything": (
        "庁内だけの内容（庁内メモ、決裁、審査項目、意見照会、職員の氏名）を含みます。申請者に渡さないでください。",
        "This holds what the section keeps for itself. Do not give it to the applicant.",
    ),
    "state": ("状況", "Where it stands"),
    "history": ("経過", "What happened"),
    "messages": ("やりとり", "Messages"),
    "corrections": ("補正", "Corrections"),
    "documents": ("交付した文書", "What was handed over"),
    "notes": ("庁内メモ", "Notes of the section"),
    "findings": ("審査項目", "What was found out"),
    "approvals": ("決裁", "Approvals"),
    "opinions": ("意見照会", "Opinions"),
    "applicant": ("申請者", "The applicant"),
    "asked": ("依頼", "asked"),
    "reason": ("理由", "Reason"),
    "before": ("補正前", "Before"),
    "answered": ("補正された日時", "Corrected at"),
    "withdrawn": ("取り下げた日時", "Withdrawn at"),
    "not_yet": ("まだ", "not yet"),
    "fetched": ("受け取り", "fetched"),
    "void": ("取消し", "withdrawn"),
    "stage": ("{number}段目　{who}", "Stage {number}, {who}"),
    "outcome_approved": ("承認", "approved"),
    "outcome_returned": ("差戻し", "returned"),
    "outcome_dropped": ("取下げ", "dropped"),
    "moved": ("「{state}」になりました", "Stands at “{state}”"),
    "answer": ("回答", "Answer"),
}
_STATES: Mapping[str, tuple[str, str]] = {
    "received": ("受付", "Received"),
    "examining": ("審査", "Being examined"),
    "correcting": ("補正依頼", "To be corrected"),
    "deciding": ("決裁", "Being decided"),
    "delivering": ("交付", "To be handed over"),
    "done": ("完了", "Done"),
    "refused": ("却下", "Refused"),
    "withdrawn": ("取下げ", "Withdrawn"),
}
_HAPPENED: Mapping[str, tuple[str, str]] = {
    "application.submitted": ("申請が届きました", "The application came in"),
    "application.waits": ("キャンセル待ちになりました", "A place is waited for"),
    "application.moved_up": ("キャンセル待ちから繰り上がりました", "A place was given back, and went to them"),
    "application.printed": ("PDFを取り出しました", "It was printed"),
    "application.viewed": ("要配慮の回答を開きました", "Answers that need care were opened"),
    "application.erased": ("内容を消去しました", "What was said was erased"),
    "application.noted": ("庁内メモを残しました", "Something was noted"),
    "application.marked": ("印を変えました", "It was marked"),
    "application.identified": ("申請者の本人確認が済んでいます", "The applicant was identified"),
    "application.signed": ("申請者がカードで署名しています", "The applicant signed it with the card"),
    "case.read_by_system": ("ほかのシステムが読み取りました", "Another system read it"),
    "case.assigned": ("担当を変更しました", "Somebody else works on it"),
    "case.messaged": ("メッセージのやりとりがありました", "A message was written"),
    "case.correction_asked": ("補正を依頼しました", "A correction was asked for"),
    "case.correction_withdrawn": ("補正の依頼を取り下げました", "The correction was withdrawn"),
    "case.corrected": ("補正されました", "It was corrected"),
    "case.paper_asked": ("紙での受け取りの希望が変わりました", "Whether it is wanted on paper was changed"),
    "case.entered": ("職員が代わりに入力しました", "Staff entered it for the applicant"),
    "case.imported": ("ほかのサービスから取り込みました", "It was taken in from elsewhere"),
    "case.annotated": ("審査項目に記入しました", "Something was found out"),
    "case.opinion_asked": ("意見を照会しました", "An opinion was asked for"),
    "case.opinion_given": ("意見照会に回答がありました", "An opinion was given"),
    "case.opinion_withdrawn": ("意見照会を取り下げました", "The opinion was not needed any more"),
    "case.letter_ordered": ("文書を作って交付することにしました", "A letter was ordered"),
    "case.delivered": ("文書を交付しました", "A document was handed over"),
    "case.deliverable_fetched": ("申請者が文書を受け取りました", "The applicant fetched a document"),
    "case.deliverable_withdrawn": ("交付した文書を取り消しました", "A document was withdrawn"),
    "case.approval_asked": ("決裁に回しました", "An approval was asked for"),
    "case.approved": ("承認しました", "Approved"),
    "case.returned": ("差し戻しました", "Returned"),
    "case.seen_afterwards": ("後閲しました", "Seen afterwards"),
    "case.disclosed": ("記録を書き出しました", "The case was taken out"),
    "charge.opened": ("手数料がかかります", "A fee is due"),
    "charge.asked": ("手数料の納付をお願いしました", "The fee was asked for"),
    "charge.waived": ("手数料を減免にしました", "The fee was waived"),
    "payment.begun": ("カード決済の画面を開きました", "The page for cards was opened"),
    "payment.received": ("手数料が納付されました", "The fee was paid"),
    "payment.failed": ("カード決済が完了しませんでした", "The card was not charged"),
    "payment.refund_asked": ("手数料の返還を始めました", "A refund was begun"),
    "payment.refund_failed": ("手数料を返還できませんでした", "The refund failed"),
    "payment.refunded": ("手数料を返還しました", "The fee was refunded"),
}


def word(name: str, language: Language, **detail: str | int) -> str:
    """Return a word of this paper."""
    return _WORDS[name][language == "en"].format(**detail)


def state_word(state: str, language: Language) -> str:
    """Return what a state is called."""
    return _STATES[state][language == "en"]


def sentence(kind: str, language: Language) -> str:
    """Return what an entry says happened; a kind nobody told of, by its name."""
    return _HAPPENED[kind][language == "en"] if kind in _HAPPENED else kind
