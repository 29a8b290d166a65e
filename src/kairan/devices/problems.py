"""Refusals about devices."""

from kairan.core.kit.problems import Problem


class DeviceNotFound(Problem):
    """No such device of one's own, or of one's own body."""

    status = 404
    code = "device.not_found"
    ja = "その端末は見つかりませんでした。一覧を読み込み直してください。"
    en = "That device was not found. Please reload the list."


class ConsentOutdated(Problem):
    """The words of the consent changed while the person was reading."""

    status = 409
    code = "device.consent_outdated"
    ja = "同意の内容が変わりました。新しい内容を読んで、もう一度申請してください。"
    en = "The consent has changed. Please read the new words and apply again."


class AlreadyDecided(Problem):
    """The device is approved, or was stopped by an administrator: applying changes nothing."""

    status = 409
    code = "device.already_decided"
    ja = "この端末は、すでに承認されたか、利用を止められています。止められているときは管理者にご相談ください。"
    en = "This device is approved already, or was stopped. If it was stopped, please ask an administrator."


class ReasonMissing(Problem):
    """Whoever is refused is told why."""

    status = 422
    code = "device.reason_missing"
    ja = "承認しない理由を入力してください。申請した人に伝わります。"
    en = "Please say why it is refused. The person who applied will see it."


class LentTooMany(Problem):
    """More things are lent than a body has."""

    status = 422
    code = "device.lent_too_many"
    ja = "公用の端末は{most}台まで登録できます。使わなくなったものを外してください。"
    en = "At most {most} lent devices can be listed. Please take out those no longer in use."


class WouldLockOut(Problem):
    """The rule would stop the administrator who sets it, on the device they set it with."""

    status = 409
    code = "device.would_lock_out"
    ja = "この設定では、いま使っている端末が使えなくなります。先に、この端末を「端末」の一覧で承認してください。"
    en = "This would stop the device you are using now. Please approve it in the list of devices first."
