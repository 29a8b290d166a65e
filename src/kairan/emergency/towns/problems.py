"""What is refused of first reports."""

from kairan.core.kit.problems import Problem


class TownsUnknown(Problem):
    """No towns were named, and none are known of this body."""

    status = 422
    code = "towns.unknown"
    ja = "市町村が分かりません。第一報を求める市町村の名前を、1行に1つずつ入力してください。"
    en = "The towns are not known. Please name those that are asked, one in each line."


class TownsTooMany(Problem):
    """More towns than are looked through."""

    status = 422
    code = "towns.too_many"
    ja = "市町村は{most}までです。"
    en = "At most {most} towns can be asked."


class TownNotFound(Problem):
    """There is no such town, or one is not asked."""

    status = 404
    code = "towns.not_found"
    ja = "この市町村の第一報は求められていません。"
    en = "This town is not asked for its first report."


class TownMeanwhile(Problem):
    """Somebody reported for the town since it was read."""

    status = 409
    code = "towns.changed"
    ja = "ほかの人がこの市町村の第一報を先に入力しました。新しい内容を確かめて、もう一度入力してください。"
    en = "Somebody entered this town's report meanwhile. Please look at it and enter yours again."
