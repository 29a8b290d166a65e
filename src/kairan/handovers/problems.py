"""Refusals about hand-overs."""

from kairan.core.kit.problems import Problem


class HandoverNotFound(Problem):
    """No such hand-over, or it was neither written by nor handed to the viewer."""

    status = 404
    code = "handover.not_found"
    ja = "その引き継ぎは見つかりませんでした。異動が取り消された可能性があります。一覧を読み込み直してください。"
    en = "That hand-over was not found. The transfer may have been taken back; please reload the list."


class HandoverForStaff(Problem):
    """Guests hold no posts."""

    status = 403
    code = "handover.staff_only"
    ja = "引き継ぎは、職員だけが使えます。"
    en = "Hand-overs are for staff only."


class HandoverTooLong(Problem):
    """A note or a comment is longer than it holds."""

    status = 422
    code = "handover.too_long"
    ja = "引き継ぎの文章が長すぎます。{most}文字以内にしてください。"
    en = "The text of the hand-over is too long. Please use at most {most} characters."


class HandoverMarksFull(Problem):
    """More messages are marked than anybody would read."""

    status = 409
    code = "handover.marks_full"
    ja = "読んでほしいメッセージは{most}件までです。要らないものを外してから加えてください。"
    en = "At most {most} messages can be marked. Please remove some first."
