"""What the counter refuses."""

from kairan.core.kit.problems import Problem, Refused


class CaseWorkNeeded(Refused, Problem):
    """The viewer may read the case, and not work on it."""

    status = 403
    code = "case.work_needed"
    ja = "この申請を処理する権限がありません。フォームの担当者に「処理」の権限を依頼してください。"
    en = "You may not work on this application. Please ask whoever is in charge of the form."


class CaseChangedMeanwhile(Problem):
    """Somebody else acted on it since it was looked at."""

    status = 409
    code = "case.changed_meanwhile"
    ja = "ほかの職員または申請者の操作で、状態が変わりました。最新の内容を確かめてから、もう一度操作してください。"
    en = "Somebody else acted on it meanwhile. Please look at the newest state first."


class CaseMoveNotAllowed(Problem):
    """From where it stands, the case cannot come there."""

    status = 409
    code = "case.move_not_allowed"
    ja = "いまの状態からは、この操作はできません。手続の流れを確かめてください。"
    en = "This cannot follow where the application stands now."


class CaseReasonNeeded(Problem):
    """Something the applicant is told needs a reason."""

    status = 422
    code = "case.reason_needed"
    ja = "理由を入力してください。申請者に伝わります。"
    en = "Please give a reason; the applicant is told."


class CaseOwnerUnknown(Problem):
    """Who is to work on it may not, or is not of this body."""

    status = 422
    code = "case.owner_unknown"
    ja = "担当にする職員は、このフォームの「処理」の権限を持つ人から選んでください。"
    en = "Please choose somebody who may work on this form's applications."


class CasesNotAll(Problem):
    """Of many cases, some cannot be treated so: nothing was done."""

    status = 409
    code = "case.not_all"
    ja = "{count}件は、いまの状態ではこの操作ができません。どの申請も変更していません。"
    en = "{count} of them cannot be treated so now. Nothing was changed."


class CorrectionUnknown(Problem):
    """A question is to be mended that was never answered, or lies elsewhere."""

    status = 422
    code = "case.correction_unknown"
    ja = "補正を求める項目を選び直してください。"
    en = "Please choose again which answers are to be mended."


class NoCorrectionOpen(Problem):
    """Nothing is to be mended now."""

    status = 409
    code = "case.no_correction"
    ja = "補正の依頼は取り下げられたか、すでに終わっています。"
    en = "The correction was withdrawn, or is done."


class NoRoute(Problem):
    """The procedure names nobody who approves."""

    status = 409
    code = "case.no_route"
    ja = "決裁の経路が設定されていません。「手続の流れ」で決裁者を設定してください。"
    en = "Nobody is named to approve. Please set up the route first."


class NotTheirApproval(Refused, Problem):
    """It is not the viewer who is asked, or not yet."""

    status = 403
    code = "case.not_their_approval"
    ja = "この決裁は、いまあなたの番ではありません。"
    en = "It is not your turn to approve this."


class OwnProposal(Problem):
    """Who asked for an approval does not give it."""

    status = 409
    code = "case.own_proposal"
    ja = "自分が起案したものは、自分では決裁できません。"
    en = "Who asked for the approval cannot give it."


class ApproverUnknown(Problem):
    """An approver or deputy is not of this body's staff in use."""

    status = 422
    code = "case.approver_unknown"
    ja = "決裁者または代決者が見つかりません。在職の職員から選び直してください。"
    en = "An approver or deputy was not found. Please choose again."


class ProcedureChangedMeanwhile(Problem):
    """Somebody else changed the procedure since."""

    status = 409
    code = "case.procedure_changed_meanwhile"
    ja = "ほかの職員が先に手続の流れを変更しました。読み込み直してから、続けてください。"
    en = "Somebody else changed the procedure meanwhile. Please load it again."


class CaseNotShown(Problem):
    """There is no such application for whoever asks: number or code are wrong."""

    status = 404
    code = "case.not_shown"
    ja = "受付番号または確認番号が違います。受付の控えを確かめてください。"
    en = "The reference number or the code is wrong. Please look at your receipt."
