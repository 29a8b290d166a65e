"""Refusals about stamps and reactions."""

from kairan.core.kit.problems import Problem


class StampsOff(Problem):
    """The room is one without stamps."""

    status = 409
    code = "stamp.off"
    ja = "このルームでは、スタンプを使わないことになっています。文字でお送りください。"
    en = "This room is used without stamps. Please write instead."


class ReactionsOff(Problem):
    """The room is one without reactions."""

    status = 409
    code = "reaction.off"
    ja = "このルームでは、リアクションを使わないことになっています。返信でお伝えください。"
    en = "This room is used without reactions. Please reply instead."


class StampUnknown(Problem):
    """No such stamp, or not one of those the body uses."""

    status = 422
    code = "stamp.unknown"
    ja = "このスタンプは使えません。取り下げられた可能性があります。ほかのスタンプを選んでください。"
    en = "This stamp cannot be used; it may have been withdrawn. Please choose another."


class StampAlone(Problem):
    """A stamp goes by itself: no files, and nothing to confirm."""

    status = 422
    code = "stamp.alone"
    ja = "スタンプは、ファイルや確認の依頼と一緒には送れません。分けてお送りください。"
    en = "A stamp is sent by itself. Please send files and what is to be confirmed separately."


class StampNotEdited(Problem):
    """The words of a stamp are what it is."""

    status = 409
    code = "stamp.not_edited"
    ja = "スタンプは編集できません。削除して、送り直してください。"
    en = "A stamp cannot be edited. Please remove it and send another."


class StampNoPicture(Problem):
    """What was uploaded could not be decoded as a picture, or is far from square."""

    status = 422
    code = "stamp.no_picture"
    ja = "画像として読み取れませんでした。縦横の比が2倍までのPNG、JPEG、WebPなどの画像を選んでください。"
    en = "This is not a picture. Choose a PNG, JPEG or WebP no more than twice as long as it is wide."


class StampWordless(Problem):
    """Every stamp says something: it is read aloud, found and shown where pictures are not."""

    status = 422
    code = "stamp.wordless"
    ja = "スタンプの言葉を、{most}文字以内で入力してください。読み上げや検索に使われます。"
    en = "Please enter what the stamp says, up to {most} characters: it is read aloud and searched for."


class StampsTooMany(Problem):
    """A body's own stamps are few enough to be looked through."""

    status = 409
    code = "stamp.too_many"
    ja = "団体のスタンプは{most}個までです。使わないものを取り下げてから、追加してください。"
    en = "A body has at most {most} stamps of its own. Please withdraw some first."
