"""Refusals at the entrance."""

from typing import Self

from kairan.core.kit.problems import Problem


class SignedOut(Problem):
    """There is no session, or it ended."""

    status = 401
    code = "session.signed_out"
    ja = "サインインしていません。もう一度サインインしてください。"
    en = "You are signed out. Please sign in again."


class SignInRefused(Problem):
    """Login or password do not match; deliberately the same for every reason."""

    status = 401
    code = "session.refused"
    ja = "ログインIDまたはパスワードが違います。入力し直してください。"
    en = "The login or the password is not right. Please try again."


class OrganizationSuspended(Problem):
    """The body's use of the installation is suspended; told only to who proved to be of it."""

    status = 403
    code = "organization.suspended"
    ja = "団体の利用が停止されているため、サインインできません。団体のシステム担当へお問い合わせください。"
    en = "Your organisation's use of this service is suspended, so you cannot sign in. Please ask your IT section."


class OrganizationReadOnly(Problem):
    """The trial of the body ended and its grace is over: everything can be read, nothing changed."""

    status = 403
    code = "organization.read_only"
    ja = (
        "試用期間が終わったため、閲覧だけができます。これまでの内容は残っています。"
        "続けて使うには、団体の管理者から設置者（運用担当）に連絡してください。"
    )
    en = (
        "The trial has ended, so you can read but not change anything. Nothing is lost. "
        "To go on, your administrator can contact the operator of the installation."
    )


class NotForOperators(Problem):
    """Operators of the installation stand above every body and see inside none."""

    status = 403
    code = "operator.outside"
    ja = "設置者（運用担当）のアカウントでは、団体の中の画面を使えません。設置者の画面から操作してください。"
    en = "Operators of the installation cannot use what is inside organisations. Please use the operators' console."


class TooManyTries(Problem):
    """The account or the address was tried with wrong passwords too often; the same whether the account exists."""

    status = 429
    code = "session.too_many_tries"
    ja = "続けて間違えたため、サインインを一時的に止めています。{wait_s}秒ほど待ってから、もう一度お試しください。"
    en = "Too many wrong tries: signing in is paused. Please wait about {wait_s} seconds and try again."


class TooFast(Exception):  # noqa: N818  (a refusal, not an error)
    """Marks a Problem of the turnstile."""


class AccountTooFast(TooFast, Problem):
    """One account asks for more in a short time than a person does; `wait_s` is after how long it may go on."""

    status = 429
    code = "rate.account"
    ja = "短い時間に操作が続いたため、少しお待ちいただいています。{wait_s}秒ほど待ってから、もう一度お試しください。"
    en = "Too much was asked for in a short time. Please wait about {wait_s} seconds and try again."


class AddressTooFast(TooFast, Problem):
    """More comes from one address than from a whole office; `wait_s` is after how long it may go on."""

    status = 429
    code = "rate.address"
    ja = "お使いのネットワークからの利用が一時的に集中しています。{wait_s}秒ほど待ってから、もう一度お試しください。"
    en = "Very much is coming from your network at the moment. Please wait about {wait_s} seconds and try again."


class BodyTooFast(TooFast, Problem):
    """One body asks for more than its people do; `wait_s` is after how long it may go on."""

    status = 429
    code = "rate.organization"
    ja = "団体全体の利用が一時的に集中しています。{wait_s}秒ほど待ってから、もう一度お試しください。"
    en = "Your whole organisation is very busy at the moment. Please wait about {wait_s} seconds and try again."


class IssuedPasswordExpired(Problem):
    """The password an administrator issued was not used in time; told only to whoever knows it."""

    status = 403
    code = "password.issued_expired"
    ja = "このパスワードは、発行から時間がたったため使えなくなりました。団体の管理者に再発行を依頼してください。"
    en = "This password was issued too long ago and no longer works. Please ask your administrator for another one."


class PasswordUnchanged(Problem):
    """The new password is the one that was issued."""

    status = 422
    code = "password.unchanged"
    ja = "渡されたものと同じパスワードは使えません。自分だけが知るパスワードを決めてください。"
    en = "Please choose a password of your own, not the one you were given."


class AtAGate(Problem):
    """Something is outstanding in the session; `gate` names it: second_factor, new_password, enrol_factor, device."""

    status = 403
    code = "session.gate"
    ja = "サインインの手続きが残っています。画面を読み込み直して、手続きを済ませてください。"
    en = "Signing in is not complete yet. Please reload the page and finish it."


class ProofNeeded(Problem):
    """The last password or factor in this session was shown too long ago for this."""

    status = 403
    code = "session.proof_needed"
    ja = "大切な操作のため、もう一度、本人であることの確認が必要です。"
    en = "This is an important change, so please prove once more that it is you."


class SessionNotFound(Problem):
    """No such session of the viewer's own, or it ended."""

    status = 404
    code = "session.not_found"
    ja = "そのサインインは、すでに終わっています。"
    en = "That session has already ended."


class ForeignOrigin(Problem):
    """A change was asked for by a page of another site."""

    status = 403
    code = "request.foreign_origin"
    ja = "ほかのサイトからの操作は受け付けできません。この画面から操作してください。"
    en = "Requests from other sites are not accepted. Please use this site's own pages."


# What was refused, as it stands in the sentence: in Japanese, in English.
_ACTS = {
    "sign_in": ("サインイン", "signing in"),
    "administer": ("管理", "administering"),
    "read": ("このルームの閲覧", "reading this room"),
    "write": ("メッセージの送信", "sending messages"),
    "attach": ("ファイルの添付", "attaching files"),
    "view_file": ("ファイルの閲覧", "viewing files"),
    "download": ("ファイルのダウンロード", "downloading files"),
    "copy": ("文字のコピー", "copying text"),
    "forward": ("ファイルの転送", "forwarding files"),
    "search": ("検索", "searching"),
    "create_room": ("ルームの作成", "making rooms"),
    "join_room": ("ルームへの参加", "joining rooms"),
    "invite": ("メンバーの追加", "bringing people in"),
    "invite_guest": ("ゲストの招待", "inviting guests"),
    "see_directory": ("職員名簿の閲覧", "looking people up"),
    "notify": ("通知", "notices"),
    "notify_content": ("内容つきの通知", "notices with content"),
}


class Refused(Exception):  # noqa: N818  (a refusal, not an error)
    """Marks a Problem that the body's record tells of."""

    about: str | None = None  # the member it concerns, where nobody is signed in

    def concerning(self, member_id: str) -> Self:
        """Say whom it concerns."""
        self.about = member_id
        return self


class RefusedByPolicy(Refused, Problem):
    """The organisation's policy does not allow this here: at this face, on this device, in rooms of this class."""

    status = 403
    code = "policy.refused"
    ja = "団体のポリシーにより、この環境では{act_word}ができません。別の端末から行うか、管理者にご相談ください。"
    en = "Your organisation's policy does not allow {act_word} here. Use another device, or ask an administrator."

    def sentence(self, language: str) -> str:
        """Return the sentence, with the act in words."""
        ja, en = _ACTS[str(self.detail["act"])]
        template, word = (self.en, en) if language == "en" else (self.ja, ja)
        return template.format(act_word=word)


class AddressRefused(Refused, Problem):
    """The organisation opened this face to certain networks only, and the request came from elsewhere."""

    status = 403
    code = "policy.address_refused"
    ja = "この接続元（{address}）からは利用できません。庁内のネットワークから開くか、管理者にご相談ください。"
    en = "Kairan may not be used from your address ({address}). Use your office's network, or ask an administrator."


class OperatorsElsewhere(Refused, Problem):
    """The installation lets operators work through other entrances only; told to whoever proved to be one."""

    status = 403
    code = "entrance.operators_elsewhere"
    ja = "設置者（運用担当）は、この入口からは利用できません。決められた入口（庁内のアドレスなど）から開いてください。"
    en = "Operators may not work through this entrance. Please open the one that is meant for them."


class HostUnknown(Refused, Problem):
    """The host name asked for belongs to no face of this installation."""

    status = 421
    code = "entrance.host_unknown"
    ja = "このアドレスからは利用できません。案内されたアドレスを確かめて、もう一度開いてください。"
    en = "Kairan is not available under this address. Please check the address you were given, and open that."


class ProxyUnknown(Refused, Problem):
    """The request claims a face, or an address behind a proxy, and did not come from a proxy that may say so."""

    status = 403
    code = "entrance.proxy_unknown"
    ja = "正しい入口を通っていない接続のため、受け付けできません。案内されたアドレスから開いてください。"
    en = "This request did not come through a known entrance. Please open the address you were given."
