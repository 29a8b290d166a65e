"""Refusals about policy itself."""

from kairan.core.kit.problems import Problem, Refused

# What was refused, as it stands in the sentence: in Japanese, in English.
_ACTS = {
    "sign_in": ("サインイン", "signing in"),
    "administer": ("管理", "administering"),
    "read": ("このルームの閲覧", "reading this room"),
    "write": ("メッセージの送信", "sending messages"),
    "react": ("リアクション", "reactions"),
    "stamp": ("スタンプの送信", "sending stamps"),
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
    "build_forms": ("フォームの作成", "building forms"),
    "publish_forms": ("フォームの公開", "publishing forms"),
    "read_answers": ("申請の閲覧", "reading applications"),
    "export_answers": ("申請の書き出し", "exporting applications"),
}


class PolicyChangedMeanwhile(Problem):
    """Somebody else changed the policy since it was read."""

    status = 409
    code = "policy.changed_meanwhile"
    ja = (
        "{by}がポリシーを変更しました（{at}）。上書きしないよう、保存していません。"
        "画面を読み込み直して、もう一度変更してください。"
    )
    en = "{by_en} has changed the policy ({at}). Nothing was saved. Please reload the page and make your change again."


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
