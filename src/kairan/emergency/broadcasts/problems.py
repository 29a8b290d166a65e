"""What broadcasts refuse."""

from kairan.core.kit.problems import Problem


class BroadcastNotFound(Problem):
    """There is none, or the viewer has nothing to do with it."""

    status = 404
    code = "broadcast.not_found"
    ja = "この一斉連絡は見つかりません。"
    en = "This broadcast was not found."


class BroadcastUntitled(Problem):
    """It has no title, or one that is too long."""

    status = 422
    code = "broadcast.untitled"
    ja = "題名を{most}文字以内で入力してください。"
    en = "Please enter a title of at most {most} characters."


class BroadcastTooLong(Problem):
    """A text of it is too long."""

    status = 422
    code = "broadcast.too_long"
    ja = "{most}文字以内で入力してください。"
    en = "Please enter at most {most} characters."


class BroadcastChoices(Problem):
    """A question needs choices that differ."""

    status = 422
    code = "broadcast.choices"
    ja = "質問には、互いに異なる選択肢を2つ以上入力してください。"
    en = "A question needs at least two choices that differ."


class BroadcastPlanUnfit(Problem):
    """The rounds of the plan do not follow one another."""

    status = 422
    code = "broadcast.plan_unfit"
    ja = "再送の計画を確認してください。最初はアプリに「すぐ」、次からは前より後の時間にしてください。"
    en = "Please check the plan: the first round is at once and in the app, each further one later than the one before."


class BroadcastToNobody(Problem):
    """Nobody is among those it is sent to."""

    status = 422
    code = "broadcast.to_nobody"
    ja = "送る相手がいません。宛先を選び直してください。"
    en = "Nobody would receive it. Please choose again to whom it goes."


class AddresseeUnknown(Problem):
    """A department or a person is not of the body, or not in use, or beyond the viewer's task."""

    status = 422
    code = "broadcast.addressee_unknown"
    ja = "選んだ部署か人に送れません。廃止・退職したか、担当の範囲の外です。宛先を選び直してください。"
    en = "A department or person cannot be chosen: no longer in use, or beyond your task. Please choose again."


class BroadcastOver(Problem):
    """It was ended; nothing more is told."""

    status = 409
    code = "broadcast.over"
    ja = "この一斉連絡は終了しています。"
    en = "This broadcast is over."


class BroadcastToldJustNow(Problem):
    """Everybody is done, or somebody has just repeated it."""

    status = 409
    code = "broadcast.told_just_now"
    ja = "直前に送られたところか、対応していない人がもういません。"
    en = "It was told just now, or nobody is waited for any more."


class AnswerUnfit(Problem):
    """What was answered is not one of the choices, or something else is asked."""

    status = 422
    code = "broadcast.answer_unfit"
    ja = "選択肢から選んで回答してください。"
    en = "Please choose one of the answers."


class AnsweredThemselves(Problem):
    """The person has answered themselves; nobody answers over it."""

    status = 409
    code = "broadcast.answered_themselves"
    ja = "本人がすでに回答しています。"
    en = "They have answered themselves already."


class AnsweredTooOften(Problem):
    """One person's answer was changed very often."""

    status = 409
    code = "broadcast.too_often"
    ja = "回答の変更は{most}回までです。災害対策本部に直接連絡してください。"
    en = "An answer can be changed {most} times. Please call the headquarters."


class AnswerNotYours(Problem):
    """One answers for colleagues of one's department; the headquarters answers for everybody."""

    status = 403
    code = "broadcast.answer_not_yours"
    ja = "代わりに回答できるのは、同じ部署の人についてだけです。災害対策本部に知らせてください。"
    en = "You can answer only for people of your department. Please tell the headquarters."


class CallTaken(Problem):
    """Somebody else phones them, or has."""

    status = 409
    code = "broadcast.call_taken"
    ja = "{by} さんが担当しています。"
    en = "{by} has taken this."


class CallNotNeeded(Problem):
    """They have answered meanwhile."""

    status = 409
    code = "broadcast.call_not_needed"
    ja = "本人から連絡がありました。電話は不要です。"
    en = "They have answered meanwhile; no call is needed."


class CalledTooOften(Problem):
    """So much was noted of one person."""

    status = 409
    code = "broadcast.called_too_often"
    ja = "1人について記録できるのは{most}回までです。"
    en = "At most {most} calls can be noted for one person."


class LinkNotGood(Problem):
    """The link was never made, or is too old."""

    status = 404
    code = "broadcast.link_not_good"
    ja = "このリンクは使えません。期限が過ぎたか、アドレスが途中で切れています。アプリを開いて回答してください。"
    en = "This link cannot be used: too old, or cut off. Please open the app and answer there."


class TemplateNotFound(Problem):
    """There is none, or it is another body's."""

    status = 404
    code = "broadcast.template_not_found"
    ja = "この定型文は見つかりません。"
    en = "This template was not found."


class TemplatesFull(Problem):
    """The body has as many as can be looked through."""

    status = 409
    code = "broadcast.templates_full"
    ja = "定型文は{most}件までです。使わないものを削除してください。"
    en = "There can be {most} templates. Please delete those you do not use."
