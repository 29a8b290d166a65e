"""Refusals about policy itself."""

from kairan.core.kit.problems import Problem


class PolicyChangedMeanwhile(Problem):
    """Somebody else changed the policy since it was read."""

    status = 409
    code = "policy.changed_meanwhile"
    ja = "ほかの管理者がポリシーを変更しました。画面を読み込み直して、もう一度変更してください。"
    en = "Another administrator has changed the policy. Please reload the page and make your change again."


class NetworkMalformed(Problem):
    """Not a network in the notation of RFC 4632."""

    status = 422
    code = "policy.network_malformed"
    ja = "「{network}」はネットワークとして読み取れません。192.0.2.0/24 のような形で入力してください。"
    en = "“{network}” is not a network. Please write it like 192.0.2.0/24."


class FaceUnknown(Problem):
    """There is no such face on this installation."""

    status = 422
    code = "policy.face_unknown"
    ja = "「{face}」という入口はありません。画面を読み込み直してください。"
    en = "There is no entrance “{face}”. Please reload the page."


class FacePresent(Problem):
    """The face is there: what was set for it is changed, not forgotten."""

    status = 409
    code = "policy.face_present"
    ja = "「{face}」は今も使われている入口です。決まりを消す代わりに、設定を変えてください。"
    en = "The entrance “{face}” is in use. Please change what is set for it instead of forgetting it."


class WouldLockOut(Problem):
    """The change would keep the very administrator who makes it from signing in here and taking it back."""

    status = 409
    code = "policy.would_lock_out"
    ja = (
        "この変更を保存すると、あなた自身がいまの環境から管理画面を使えなくなります。"
        "別の環境から変更するか、設定を見直してください。"
    )
    en = "With this you could no longer administer from where you are. Change it from elsewhere, or set it differently."


class NothingToUndo(Problem):
    """There is no such change in the history of the policy, or all of it has been set otherwise since."""

    status = 404
    code = "policy.nothing_to_undo"
    ja = "その変更は見つからないか、すでに元に戻っています。画面を読み込み直してください。"
    en = "There is no such change, or it is already undone. Please reload the page."
