"""What is refused about deliverables."""

from kairan.core.kit.problems import Problem


class LetterTemplateUnknown(Problem):
    """There is no such template with this form, or the viewer may not use it."""

    status = 404
    code = "letter.unknown"
    ja = "文書のひな形が見つかりません。削除されたか、この手続のものではありません。"
    en = "There is no such template. It was removed, or belongs to another form."


class LetterTemplateChangedMeanwhile(Problem):
    """Somebody else changed the template since."""

    status = 409
    code = "letter.changed_meanwhile"
    ja = "ほかの職員が先にひな形を変更しました。読み込み直してから、続けてください。"
    en = "Somebody else changed the template meanwhile. Please load it again."


class LetterTemplatesTooMany(Problem):
    """A form has as many templates as it may."""

    status = 422
    code = "letter.too_many"
    ja = "ひな形は1つのフォームに{most}件までです。使わないものを削除してください。"
    en = "A form has at most {most} templates. Please remove one first."


class LetterFieldUnknown(Problem):
    """What is to be filled in is no field of the case, is asked twice, or needs care."""

    status = 422
    code = "letter.field_unknown"
    ja = "「{field}」は差し込めません。差し込める項目から選んでください。取り扱いに注意する回答は差し込めません。"
    en = "“{field}” cannot be filled in. Please choose one of the fields; answers that need care are none."


class DeliverableNotNow(Problem):
    """Where the case stands, nothing is handed over: it is not decided, or it was withdrawn or erased."""

    status = 409
    code = "deliverable.not_now"
    ja = "いまの状態では交付できません。決裁を使う手続では、決裁が終わってから交付してください。"
    en = "Nothing can be handed over now. Where an approval is needed, it comes first."


class DeliverablesTooMany(Problem):
    """A case has as many deliverables as it may."""

    status = 422
    code = "deliverable.too_many"
    ja = "1件の申請に交付できるのは{most}件までです。"
    en = "At most {most} things can be handed over in one case."


class DeliverableNotFound(Problem):
    """There is no such deliverable in this case, or there is nothing to fetch."""

    status = 404
    code = "deliverable.not_found"
    ja = "交付された文書が見つかりません。取り消されたか、まだ作成中です。"
    en = "There is no such document. It was withdrawn, or is still being made."


class DeliverableOver(Problem):
    """The days in which it could be fetched are over."""

    status = 410
    code = "deliverable.over"
    ja = "受け取れる期限が過ぎました。担当の部署にお問い合わせください。"
    en = "It can be fetched no more. Please ask the office."


class DeliverableUnconfirmed(Problem):
    """No document was issued under this number."""

    status = 404
    code = "deliverable.unconfirmed"
    ja = "この発行番号の文書は確認できません。番号を確かめてください。"
    en = "No document with this number is known. Please check the number."
