"""What applications refuse."""

from kairan.core.kit.problems import Problem


class FormNotOffered(Problem):
    """There is no such form at this address, or not for whoever asks."""

    status = 404
    code = "application.no_form"
    ja = "このアドレスのフォームは見つかりません。アドレスを確かめるか、担当の窓口にお問い合わせください。"
    en = "There is no form at this address. Please check it, or ask the office."


class FormNotOpen(Problem):
    """The form is not open: not yet, over, closed or full."""

    status = 409
    code = "application.not_open"
    ja = "このフォームは、いま受け付けていません。入力した内容は保存されています。"
    en = "This form is not open now. What you entered is kept."


class NotAsChecked(Problem):
    """What would be submitted is not what was shown on the page it was checked on."""

    status = 409
    code = "application.not_as_checked"
    ja = "確認の画面を開いたあとで、内容が変わりました。もう一度、内容を確かめてから送信してください。"
    en = "What you entered has changed since you checked it. Please check it again, then submit."


class NotComplete(Problem):
    """Something is still to be answered."""

    status = 422
    code = "application.not_complete"
    ja = "まだ入力が必要なところがあります。"
    en = "Something is still to be answered."


class PlaceFull(Problem):
    """The place that was chosen has just been taken by others."""

    status = 409
    code = "application.place_full"
    ja = "選んだ枠「{place}」は、ただいま満員になりました。ほかの枠を選んでください。"
    en = "“{place}” has just been filled. Please choose another."


class PlaceWaits(Problem):
    """The place that was chosen has just been taken; one can wait for it, which the check page has not said yet."""

    status = 409
    code = "application.place_waits"
    ja = "選んだ枠「{place}」は、ただいま満員になりました。キャンセル待ちで申し込むこともできます。"
    en = "“{place}” has just been filled. You can still apply, and wait for a place."


class PlacesDrawn(Problem):
    """The places were drawn: whoever comes now was not among those they were drawn from."""

    status = 409
    code = "application.places_drawn"
    ja = "抽選が終わったため、この枠には申し込めません。"
    en = "The places were drawn already, so they can no longer be applied for."


class NothingToDraw(Problem):
    """The form has no such question, or its places are not given by lottery."""

    status = 404
    code = "application.nothing_to_draw"
    ja = "抽選で決める枠が見つかりません。公開している版の設定を確かめてください。"
    en = "There are no places to be drawn. Please check the published version."


class DrawTooEarly(Problem):
    """People can still apply."""

    status = 409
    code = "application.draw_too_early"
    ja = "受付が続いているため、まだ抽選できません。受付の終わりの後か、受付を止めてから抽選してください。"
    en = "It is still open. Places can be drawn after its end, or once it was closed."


class DraftGone(Problem):
    """There is no draft: it was never begun, or its time was over."""

    status = 404
    code = "application.no_draft"
    ja = "記入の途中の内容が見つかりません。時間がたったか、別の端末で記入した可能性があります。"
    en = "No draft was found: its time may be over, or it is on another device."


class DraftTooLarge(Problem):
    """More was typed than a form can hold."""

    status = 413
    code = "application.too_large"
    ja = "入力した文字が多すぎるため、保存できませんでした。短くして、もう一度お試しください。"
    en = "Too much was entered, so nothing was saved. Please make it shorter."


class ApplicationNotFound(Problem):
    """There is none, or it is not the viewer's to see."""

    status = 404
    code = "application.not_found"
    ja = "この申請は見つかりません。"
    en = "This application was not found."


class MailNotGood(Problem):
    """A letter is wanted at what is no mail address."""

    status = 422
    code = "application.mail"
    ja = "メールアドレスの形で入力してください（例：taro@example.jp）。"
    en = "Please enter a mail address, for example taro@example.jp."
