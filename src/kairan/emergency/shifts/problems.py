"""What shifts refuse."""

from kairan.core.kit.problems import Problem


class ShiftNotFound(Problem):
    """There is none, or it is of another muster."""

    status = 404
    code = "muster.shift_not_found"
    ja = "この勤務は見つかりません。"
    en = "This shift was not found."


class ShiftsFull(Problem):
    """The muster has as many as can be looked through."""

    status = 409
    code = "muster.shifts_full"
    ja = "勤務は{most}件までです。終わったものを削除してください。"
    en = "There can be {most} shifts. Please delete those that are over."


class ShiftUnfit(Problem):
    """It ends before it begins, or goes on for longer than a day, or has no name."""

    status = 422
    code = "muster.shift_unfit"
    ja = "勤務の名前を入力し、終わりを始まりより後の24時間以内にしてください。"
    en = "Please give the shift a name, and an end after its beginning, within 24 hours."


class ShiftOverlap(Problem):
    """Somebody would work in two shifts at once."""

    status = 409
    code = "muster.shift_overlap"
    ja = "{who} さんは、同じ時間に「{shift}」に入っています。時間か人を選び直してください。"
    en = "{who} works in “{shift}” at that time. Please choose another time or somebody else."
