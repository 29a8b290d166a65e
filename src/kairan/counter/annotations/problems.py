"""What is refused about annotations."""

from kairan.core.kit.problems import Problem


class AnnotationFieldsChangedMeanwhile(Problem):
    """Somebody else changed the fields since."""

    status = 409
    code = "annotation.fields_changed_meanwhile"
    ja = "ほかの職員が先に審査項目を変更しました。読み込み直してから、続けてください。"
    en = "Somebody else changed the fields meanwhile. Please load them again."


class AnnotationFieldsWrong(Problem):
    """Two fields are the same, one has another kind than before, or a choice has nothing to choose."""

    status = 422
    code = "annotation.fields_wrong"
    ja = "「{label}」を確かめてください。同じ名前の項目は作れません。選択には選択肢が要り、種類は変えられません。"
    en = "Please check “{label}”: names differ, a choice has options, and the kind of a field stays what it is."


class AnnotationFieldUnknown(Problem):
    """The procedure has no such field."""

    status = 422
    code = "annotation.field_unknown"
    ja = "審査項目が見つかりません。画面を読み込み直してください。"
    en = "There is no such field. Please load the page again."


class AnnotationNotAccepted(Problem):
    """What was typed is not of the field's kind."""

    status = 422
    code = "annotation.not_accepted"
    ja = "「{label}」に入力できるのは、{kind}です。"
    en = "“{label}” takes a value of its own kind only."


class CaseErased(Problem):
    """The answers are erased, and nothing is found out about them any more."""

    status = 409
    code = "case.erased"
    ja = "保存期間が過ぎて内容を消去した申請には、記入できません。"
    en = "Nothing can be written about an application whose answers are erased."
