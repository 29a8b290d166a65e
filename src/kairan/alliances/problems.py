"""What alliances refuse."""

from kairan.core.kit.problems import Problem, Refused


class AllianceNotFound(Problem):
    """No such alliance, or the viewer must not learn of it."""

    status = 404
    code = "alliance.not_found"
    ja = "連携組織が見つかりませんでした。参加していないか、一覧に出ていません。"
    en = "The alliance was not found. Your organisation is not in it, or it is not listed."


class AllianceDeciderNeeded(Refused, Problem):
    """Only who administers their body decides for it."""

    status = 403
    code = "alliance.decider_needed"
    ja = "連携組織への参加を決められるのは、団体の管理者だけです。管理者に依頼してください。"
    en = "Only an administrator of your organisation may decide this. Please ask one."


class AllianceHostNeeded(Refused, Problem):
    """Only the host runs the alliance."""

    status = 403
    code = "alliance.host_needed"
    ja = "この操作は、連携組織の幹事団体の管理者だけができます。幹事団体に依頼してください。"
    en = "Only an administrator of the alliance's host may do this. Please ask the host."


class AllianceActNotAllowed(Problem):
    """The act cannot follow where the body stands now."""

    status = 409
    code = "alliance.act_not_allowed"
    ja = "いまの参加の状態では、この操作はできません。画面を読み込み直して、状態を確かめてください。"
    en = "This cannot follow where the organisation stands now. Please reload the page and look at its state."


class AllianceTermsChanged(Problem):
    """Other terms hold by now than those that were seen or accepted."""

    status = 409
    code = "alliance.terms_changed"
    ja = "参加の約束が新しくなっています。第{current}版を読み、同意してから進めてください。"
    en = "The terms have changed. Please read version {current} and accept it first."


class AllianceReasonNeeded(Problem):
    """A body is told why it is suspended or expelled."""

    status = 422
    code = "alliance.reason_needed"
    ja = "理由を入力してください。相手の団体に伝わります。"
    en = "Please give a reason; the organisation is told."


class AllianceTermsNeeded(Problem):
    """Nobody joins without terms."""

    status = 422
    code = "alliance.terms_needed"
    ja = "参加の約束を入力してください。参加する団体は、これに同意して加わります。"
    en = "Please enter the terms that every organisation accepts when it joins."


class AllianceHostStays(Problem):
    """The host hands over before it goes."""

    status = 409
    code = "alliance.host_stays"
    ja = "幹事団体は、そのままでは脱退や休止ができません。先に、ほかの参加団体に幹事を引き継いでください。"
    en = "The host cannot leave. Please hand the alliance over to another organisation first."


class AllianceHeirUnfit(Problem):
    """Only a body that takes part may run the alliance."""

    status = 409
    code = "alliance.heir_unfit"
    ja = "幹事は、参加中の団体にだけ引き継げます。参加の状態を確かめてください。"
    en = "The alliance can be handed over only to an organisation that takes part in it."


class AllianceChangedMeanwhile(Problem):
    """Somebody else changed it since it was looked at."""

    status = 409
    code = "alliance.changed_meanwhile"
    ja = "ほかの管理者が先に変更しました。最新の内容を確かめてから、もう一度変更してください。"
    en = "Another administrator has changed this meanwhile. Please look at it as it is now first."


class AllianceOver(Problem):
    """The alliance has ended."""

    status = 409
    code = "alliance.over"
    ja = "この連携組織は終了しています。ルームは読むことだけができます。"
    en = "This alliance has ended. Its rooms can only be read."


class AllianceSentUnknown(Problem):
    """A body sends its own active staff, its own departments, and nobody else's."""

    status = 422
    code = "alliance.sent_unknown"
    ja = "参加させる職員や部署が見つかりませんでした。自団体の職員と部署から選んでください。"
    en = "Please choose people and departments of your own organisation."


class AllianceBodyUnknown(Problem):
    """There is no such body to be invited."""

    status = 404
    code = "alliance.body_unknown"
    ja = "団体が見つかりませんでした。一覧から選び直してください。"
    en = "The organisation was not found. Please choose from the list."


class AllianceTooManyBodies(Problem):
    """The alliance is full."""

    status = 409
    code = "alliance.too_many_bodies"
    ja = "連携組織に加われる団体は{most}団体までです。脱退した団体を確かめてください。"
    en = "An alliance holds {most} organisations at most."


class AllianceModeratorNeeded(Problem):
    """Only moderators of the alliance do this."""

    status = 403
    code = "alliance.moderator_needed"
    ja = "この操作は、連携組織の進行役だけができます。幹事の団体に依頼してください。"
    en = "Only moderators of the alliance can do this. Please ask the host."


class AllianceTooManyModerators(Problem):
    """There are enough moderators."""

    status = 409
    code = "alliance.too_many_moderators"
    ja = "進行役は{most}人までです。ほかの進行役を外してから加えてください。"
    en = "An alliance has {most} moderators at most. Please remove another one first."


class AllianceReportNotFound(Problem):
    """There is no such report in this alliance."""

    status = 404
    code = "alliance.report_not_found"
    ja = "報告が見つかりませんでした。一覧を開き直してください。"
    en = "The report was not found. Please open the list again."


class AllianceReportDecided(Problem):
    """Another moderator has decided about it."""

    status = 409
    code = "alliance.report_decided"
    ja = "ほかの進行役が先に対応しました。一覧を開き直して、結果を確かめてください。"
    en = "Another moderator has dealt with this. Please open the list again."


class AllianceRoomBodyUnknown(Problem):
    """A room is for bodies that take part, and for whoever opens it."""

    status = 422
    code = "alliance.room_body_unknown"
    ja = "ルームを使う団体は、参加中の団体から選んでください。"
    en = "Please choose the organisations of the room among those that take part."


class QuestionNotFound(Problem):
    """There is no such question in the alliance, or it is not the viewer's to see."""

    status = 404
    code = "alliance.question_not_found"
    ja = "質問が見つかりませんでした。削除された可能性があります。"
    en = "The question was not found. It may have been removed."


class QuestionNotYours(Problem):
    """Whoever asked says that it is solved; masters of the room and moderators may, too."""

    status = 403
    code = "alliance.question_not_yours"
    ja = "解決の印を付けられるのは、質問した人、ルームの管理者、進行役です。"
    en = "Only whoever asked, a master of the room or a moderator can mark this."


class AnswerElsewhere(Problem):
    """The reply is not one of this question's."""

    status = 422
    code = "alliance.answer_elsewhere"
    ja = "解決になった返信は、この質問への返信から選んでください。"
    en = "Please choose the answer among the replies to this question."
