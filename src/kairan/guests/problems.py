"""Refusals about guests."""

from kairan.core.kit.problems import Problem, Refused


class GuestNotFound(Problem):
    """No such guest, or not one the viewer answers for."""

    status = 404
    code = "guest.not_found"
    ja = "ゲストが見つかりませんでした。責任者が替わったか、利用が終わっています。"
    en = "The guest was not found. Somebody else answers for them now, or their access has ended."


class InvitationNotFound(Problem):
    """No such invitation, or not one the viewer answers for."""

    status = 404
    code = "guest.invitation_not_found"
    ja = "招待が見つかりませんでした。すでに取り消されたか、担当が替わっています。"
    en = "The invitation was not found. It was withdrawn, or somebody else answers for it."


class NotInviter(Problem):
    """The body lets only certain people invite guests."""

    status = 403
    code = "guest.not_inviter"
    ja = "ゲストを招待できるのは、{who}だけです。この人に依頼してください。"
    en = "Only {who_en} may invite guests. Please ask one of them."


class GuestMailNeeded(Problem):
    """A guest is invited by mail."""

    status = 422
    code = "guest.mail_needed"
    ja = "ゲストのメールアドレスを、半角で正しく入力してください。"
    en = "Please enter the guest's mail address."


class GuestFieldNeeded(Problem):
    """The body they come from and the purpose are what makes a guest accountable."""

    status = 422
    code = "guest.field_needed"
    ja = "所属と利用の目的を入力してください。"
    en = "Please enter where the guest comes from and what for."


class GuestEndUnfit(Problem):
    """The last day lies in the past, or beyond what the body allows."""

    status = 422
    code = "guest.end_unfit"
    ja = "利用期限は、今日から{most}日以内（{latest}まで）の日付にしてください。"
    en = "Please choose a last day from today to {latest} ({most} days)."


class SponsorUnfit(Problem):
    """Only a member of staff in office can answer for a guest."""

    status = 422
    code = "guest.sponsor_unfit"
    ja = "責任者には、在職中の職員を選んでください。"
    en = "Please choose a member of staff who is in office."


class AlreadyStaff(Problem):
    """The address belongs to a member of staff, who needs no invitation."""

    status = 409
    code = "guest.already_staff"
    ja = "このメールアドレスは、職員「{name}」のものです。ルームの「メンバーを追加」から入れてください。"
    en = "This address belongs to {name}, a member of staff. Please add them to the room directly."


class AlreadyInvited(Problem):
    """An invitation to this address is open."""

    status = 409
    code = "guest.already_invited"
    ja = "「{name}」は、{by}がすでに招待しています。届いていないときは、その招待の「再送」を使ってください。"
    en = "{name} has already been invited by {by}. If nothing arrived, please send that invitation again."


class AlreadyGuest(Problem):
    """They are a guest already: they only get more rooms, if the viewer confirms, and their sponsor consents."""

    status = 409
    code = "guest.already_guest"
    ja = "「{name}」（{body}）は、すでにゲストです。責任者は{sponsor}です。招待は送らず、選んだルームに加えますか。"
    en = "{name} ({body}) is a guest already; {sponsor} answers for them. Add them to the chosen rooms?"


class GuestStopped(Problem):
    """The guest's account is suspended."""

    status = 409
    code = "guest.stopped"
    ja = "「{name}」の利用は休止されています。管理者に相談してください。"
    en = "The account of {name} is suspended. Please ask an administrator."


class GuestGone(Problem):
    """The guest's stay has ended since the invitation into more rooms was made."""

    status = 409
    code = "guest.gone"
    ja = "このゲストの利用は、招待のあとで終わっています。受け入れるときは、この招待を取り消して招待し直してください。"
    en = "This guest's stay has ended since. To have them here again, withdraw this invitation and invite them anew."


class InvitationSettled(Problem):
    """The invitation is not open any more, or waits for somebody's consent."""

    status = 409
    code = "guest.invitation_settled"
    ja = "この招待は、いまこの操作を行える状態ではありません。一覧を読み込み直してください。"
    en = "This cannot be done with the invitation as it is now. Please reload the list."


class SponsorFirst(Problem):
    """A guest without somebody who answers for them is not renewed."""

    status = 409
    code = "guest.sponsor_first"
    ja = "責任者が不在のため、延長できません。先に新しい責任者を決めてください。"
    en = "Nobody answers for this guest. Please name a new sponsor before renewing."


class GuestBySponsor(Problem):
    """A guest comes into further rooms by whoever answers for them."""

    status = 403
    code = "guest.by_sponsor"
    ja = "ゲスト「{name}」をルームに加えるときは、「ゲストを招く」から依頼してください。責任者の確認後に加わります。"
    en = "To add the guest {name}, please use “Invite a guest”: whoever answers for them must consent."


class LinkUnknown(Problem):
    """The link is not whole, or was never given out."""

    status = 404
    code = "guest.link_unknown"
    ja = "このリンクは正しくありません。メールのリンクが途中で切れていないか確かめてください。"
    en = "This link is not right. Please check that it was not cut in the mail."


class LinkExpired(Problem):
    """The link was not used in time."""

    status = 410
    code = "guest.link_expired"
    ja = "このリンクは期限が切れています。招待した方（{by}）に、再送を依頼してください。"
    en = "This link has expired. Please ask {by}, who invited you, to send a new one."


class LinkUsed(Problem):
    """The link was used; the account exists."""

    status = 410
    code = "guest.link_used"
    ja = "このリンクはすでに使われています。設定したパスワードでサインインしてください。"
    en = "This link has been used. Please sign in with the password you chose."


class LinkVoided(Problem):
    """A newer link was sent."""

    status = 410
    code = "guest.link_voided"
    ja = "新しいリンクを送っています。最後に届いたメールのリンクを開いてください。"
    en = "A newer link was sent. Please open the one in the latest mail."


class InvitationWithdrawn(Problem):
    """The invitation was taken back, or there is nothing left to come into."""

    status = 410
    code = "guest.invitation_withdrawn"
    ja = "この招待は取り消されています。ご不明なときは、招待した方（{by}）にお尋ねください。"
    en = "This invitation was withdrawn. If in doubt, please ask {by}, who invited you."


class TooManyLinks(Problem):
    """Too many wrong links from one address."""

    status = 429
    code = "guest.too_many_links"
    ja = "リンクの確認を一時的に止めています。{wait_s}秒ほど待ってから、もう一度お試しください。"
    en = "Links are not checked for the moment. Please wait about {wait_s} seconds and try again."


class OwnInvitation(Refused, Problem):
    """Nobody consents to their own invitation, also not who looks after guests."""

    status = 403
    code = "guest.own_consent"
    ja = "自分が出した招待には同意できません。ほかの担当者か管理者に確認を依頼してください。"
    en = "You cannot consent to your own invitation. Please ask another person who looks after guests."
