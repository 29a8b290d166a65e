"""What can be wrong in one line of a roster: refusals in words, shown beside the line, the column and the value."""

from kairan.core.kit.problems import Problem


class TooManyCells(Problem):
    """More cells than headings: mostly a comma without quotes."""

    status = 422
    code = "roster.line.too_many_cells"
    ja = '見出しより列が多くあります。値の中のコンマは、値ごと引用符（"）で囲んでください。'
    en = "There are more cells than headings. A value with a comma in it needs quotation marks."


class NumberTwice(Problem):
    """Two lines with one staff number."""

    status = 422
    code = "roster.line.number_twice"
    ja = "{line}行目と同じ職員番号です。"
    en = "Row {line} has the same staff number."


class LoginTwice(Problem):
    """Two lines with one login."""

    status = 422
    code = "roster.line.login_twice"
    ja = "{line}行目と同じログインIDです。"
    en = "Row {line} has the same login."


class NumberHeld(Problem):
    """The number belongs to somebody else of the body."""

    status = 422
    code = "roster.line.number_held"
    ja = "この職員番号は{name}さんが使っています。"
    en = "This staff number belongs to {name}."


class LoginHeld(Problem):
    """The login belongs to somebody else of the body."""

    status = 422
    code = "roster.line.login_held"
    ja = "このログインIDは{name}さん（職員番号 {number}）が使っています。"
    en = "This login belongs to {name} (staff number {number})."


class ZerosLost(Problem):
    """Excel takes 00123 for a number and writes 123."""

    status = 422
    code = "roster.line.zeros_lost"
    ja = "職員番号「{number}」の人がいます。Excelで先頭の0が消えていないか確かめてください。"
    en = "There is somebody with the staff number “{number}”. Please check whether Excel has dropped the zeros."


class LoginMissing(Problem):
    """Somebody new without a login."""

    status = 422
    code = "roster.line.login_missing"
    ja = "新しい職員にはログインIDが必要です。"
    en = "Somebody new needs a login."


class KeyMissing(Problem):
    """Neither a number nor a login: nobody knows who it is."""

    status = 422
    code = "roster.line.key_missing"
    ja = "職員番号もログインIDもないため、だれの行か分かりません。"
    en = "There is neither a staff number nor a login: nobody can tell who this is."


class NotStaff(Problem):
    """A guest's account."""

    status = 422
    code = "roster.line.guest"
    ja = "ゲストのログインIDです。名簿で扱えるのは職員だけです。"
    en = "This is a guest's login. A roster is for staff only."


class PathRepeats(Problem):
    """A department below one of its own name: a circle, or a slip of the keyboard."""

    status = 422
    code = "roster.line.path_repeats"
    ja = "部署の経路に「{name}」が二度出てきます。部署を自分自身の下には置けません。"
    en = "“{name}” occurs twice in the path. A department cannot stand below itself."


class PathAmbiguous(Problem):
    """The name of several departments."""

    status = 422
    code = "roster.line.path_ambiguous"
    ja = "「{name}」という部署がいくつもあります（{paths}）。上の部署から「/」で区切って書いてください。"
    en = "There are several departments “{name}” ({paths}). Please write the whole path, divided by “/”."


class PathTooDeep(Problem):
    """More levels than any town hall has."""

    status = 422
    code = "roster.line.path_too_deep"
    ja = "部署の階層が深すぎます（{most}段まで）。"
    en = "The path is too deep (at most {most} levels)."


class PathBroken(Problem):
    """An empty name between two slashes."""

    status = 422
    code = "roster.line.path_broken"
    ja = "部署の経路に空の名称があります。「総務部/情報政策課」のように書いてください。"
    en = "The path has an empty name in it. Please write it like “総務部/情報政策課”."


class PostTwice(Problem):
    """One department twice among the posts of a person."""

    status = 422
    code = "roster.line.post_twice"
    ja = "同じ部署が二度書かれています（{path}）。"
    en = "One department is named twice ({path})."


class PostWithoutDepartment(Problem):
    """A title without a department, or concurrent posts without a main one."""

    status = 422
    code = "roster.line.no_department"
    ja = "所属が空のときは、役職と兼務も空にしてください。"
    en = "Where the department is empty, post and concurrent posts must be empty, too."


class TooManyPosts(Problem):
    """More concurrent posts than anybody holds."""

    status = 422
    code = "roster.line.too_many_posts"
    ja = "所属は兼務を含めて{most}件までです。"
    en = "At most {most} posts, concurrent ones included."


class StatusUnknown(Problem):
    """Not one of the words for a state."""

    status = 422
    code = "roster.line.status_unknown"
    ja = "状態は「利用中」「休止中」「退職・転出」のいずれかにしてください。"
    en = "The state must be 利用中 (active), 休止中 (suspended) or 退職・転出 (left)."


class NewButLeft(Problem):
    """Somebody unknown who has already left."""

    status = 422
    code = "roster.line.new_but_left"
    ja = "登録のない人が退職・転出になっています。この行を削除してください。"
    en = "Somebody unknown is marked as left. Please delete the line."


class Oneself(Problem):
    """One does not lock oneself out."""

    status = 422
    code = "roster.line.oneself"
    ja = "自分自身は休止や退職にできません。別の管理者に依頼してください。"
    en = "You cannot suspend or close your own account. Please ask another administrator."


class LastOne(Problem):
    """A body must keep somebody who can administer it."""

    status = 422
    code = "roster.line.last_administrator"
    ja = "管理者がいなくなるため、休止や退職にできません。"
    en = "This would leave no administrator."


class GetaMark(Problem):
    """The mark that stands for a lost character was typed as if it were one."""

    status = 422
    code = "roster.line.geta"
    ja = "「〓」は、書き出すときに表せなかった文字の印です。正しい文字に直すか、UTF-8で書き出し直してください。"
    en = "“〓” stands for a character that was lost. Please put in the right one, or export as UTF-8 again."
