"""Refusals before any handler: wrong origin, unknown entrance, no session, too fast."""

from collections.abc import Mapping

from kairan.core.kit.problems import Problem, Refused

CLEARED: Mapping[str, str] = {"Clear-Site-Data": '"cache"'}
"""What a browser is told when a session is over: pictures it may have kept are nobody's any more."""


class SignedOut(Problem):
    """There is no session, or it ended."""

    status = 401
    code = "session.signed_out"
    ja = "サインインしていません。もう一度サインインしてください。"
    en = "You are signed out. Please sign in again."


class OtherMember(Problem):
    """The page, or what waited in it, is of one person, and by now another has signed in with this browser."""

    status = 401
    code = "session.other_member"
    ja = "この端末で、別の人がサインインしています。画面を読み込み直してください。"
    en = "Somebody else has signed in with this browser. Please reload the page."


def session_over() -> SignedOut:
    """Return the refusal for whoever still shows a session's cookie: their browser is to keep nothing of it."""
    problem = SignedOut()
    problem.headers = CLEARED
    return problem


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


class NotForOperators(Refused, Problem):
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


class ForeignOrigin(Refused, Problem):
    """A change was asked for by a page of another site."""

    status = 403
    code = "request.foreign_origin"
    ja = "ほかのサイトからの操作は受け付けできません。この画面から操作してください。"
    en = "Requests from other sites are not accepted. Please use this site's own pages."


class AddressRefused(Refused, Problem):
    """The organisation opened this face to certain networks only, and the request came from elsewhere."""

    status = 403
    code = "policy.address_refused"
    ja = "この接続元（{address}）からは利用できません。庁内のネットワークから開くか、管理者にご相談ください。"
    en = "Kairan may not be used from your address ({address}). Use your office's network, or ask an administrator."


class HostUnknown(Refused, Problem):
    """The host name asked for belongs to no face of this installation."""

    status = 421
    code = "entrance.host_unknown"
    ja = "このアドレスからは利用できません。案内されたアドレスを確かめて、もう一度開いてください。"
    en = "Kairan is not available under this address. Please check the address you were given, and open that."


class NotJson(Problem):
    """A body that is not said to be JSON (`content-type: application/json`)."""

    status = 415
    code = "request.not_json"
    ja = "送信の形式が正しくありません。画面を読み込み直して、もう一度お試しください。"
    en = "The request must have the content type application/json. Please reload the page and try again."


class ProxyUnknown(Refused, Problem):
    """The request claims a face, or an address behind a proxy, and did not come from a proxy that may say so."""

    status = 403
    code = "entrance.proxy_unknown"
    ja = "正しい入口を通っていない接続のため、受け付けできません。案内されたアドレスから開いてください。"
    en = "This request did not come through a known entrance. Please open the address you were given."


class DeviceLost(SignedOut):
    """The device was reported lost: what the client keeps on it is to be cleared before anything else."""

    status = 401
    code = "device.lost"
    ja = "この端末は紛失の届け出を受けたため、サインインを終え、保存していた内容を消去しました。"
    en = "This device was reported lost. It was signed out, and what it had stored was cleared."
    headers: Mapping[str, str] = {"Clear-Site-Data": '"cache", "storage"'}
