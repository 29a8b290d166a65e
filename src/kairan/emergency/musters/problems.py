"""What musters refuse."""

from kairan.core.kit.problems import Problem


class StageNotFound(Problem):
    """There is none, or it is another body's."""

    status = 404
    code = "muster.stage_not_found"
    ja = "この配備の段階は見つかりません。"
    en = "This stage was not found."


class StagesFull(Problem):
    """There are as many stages as anybody keeps apart."""

    status = 409
    code = "muster.stages_full"
    ja = "配備の段階は{most}件までです。"
    en = "There can be {most} stages."


class StageUnfit(Problem):
    """A name is missing or too long, or two places are called alike."""

    status = 422
    code = "muster.stage_unfit"
    ja = "段階の名前と、互いに異なる参集場所を入力してください。名前は{most}文字までです。"
    en = "Please enter the stage's name and places that differ, each of at most {most} characters."


class MusterNotFound(Problem):
    """There is none, or it is another body's, or over."""

    status = 404
    code = "muster.not_found"
    ja = "この参集は見つかりません。終了した可能性があります。"
    en = "This muster was not found. It may be over."


class PlaceUnknown(Problem):
    """The muster has no such place."""

    status = 422
    code = "muster.place_unknown"
    ja = "この参集場所はありません。選び直してください。"
    en = "There is no such place. Please choose again."
