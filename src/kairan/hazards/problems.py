"""What hazards refuse."""

from kairan.core.kit.problems import Problem


class TelegramTooLarge(Problem):
    """It is longer, or has more parts, than any the Agency sends."""

    status = 413
    code = "hazard.telegram_too_large"
    ja = "電文が大きすぎるため、読み取りませんでした（上限 {most} {unit}）。"
    en = "The telegram is too large to be read (at most {most} {unit})."


class TelegramTooDeep(Problem):
    """Its elements lie deeper in each other than any the Agency sends."""

    status = 422
    code = "hazard.telegram_too_deep"
    ja = "電文の入れ子が深すぎるため、読み取りませんでした（上限 {most} 段）。"
    en = "The telegram is nested too deeply to be read (at most {most} levels)."


class TelegramNotXml(Problem):
    """It is no well-formed XML: broken, cut off, or in an encoding that is not read."""

    status = 422
    code = "hazard.telegram_not_xml"
    ja = "電文をXMLとして読み取れません（{line}行目）。途中で切れているか、壊れています。"
    en = "The telegram is not well-formed XML (line {line}): it is cut off or broken."


class TelegramWithDoctype(Problem):
    """It declares a document type: nothing in it is ever resolved, so it is not read at all."""

    status = 422
    code = "hazard.telegram_with_doctype"
    ja = "電文に文書型宣言（DOCTYPE）があるため、読み取りませんでした。気象庁の電文にはありません。"
    en = "The telegram declares a document type (DOCTYPE), which the Agency's never do, and was not read."


class TelegramForeign(Problem):
    """It is XML, but no telegram of the Agency's format."""

    status = 422
    code = "hazard.telegram_foreign"
    ja = "気象庁防災情報XMLの電文ではありません。"
    en = "This is not a telegram of the Meteorological Agency's XML format."


class TelegramIncomplete(Problem):
    """A part is missing, or says what it cannot say, without which the telegram means nothing."""

    status = 422
    code = "hazard.telegram_incomplete"
    ja = "電文の「{part}」がないか、正しくないため、読み取りませんでした。"
    en = "“{part}” of the telegram is missing or wrong, so it was not read."


class DropRefused(Problem):
    """Whoever brings telegrams shows no key, or another than the settings name."""

    status = 401
    code = "hazard.drop_refused"
    ja = "電文の受け口の鍵が正しくありません。"
    en = "The key for bringing telegrams is wrong."


class DropClosed(Problem):
    """No key is set, so nobody may bring telegrams."""

    status = 404
    code = "hazard.drop_closed"
    ja = "電文の受け口は開かれていません。"
    en = "Telegrams are not taken in here."


class HazardRuleNotFound(Problem):
    """There is none, or it is another body's."""

    status = 404
    code = "hazard.rule_not_found"
    ja = "このルールは見つかりません。削除された可能性があります。"
    en = "This rule was not found. It may have been deleted."


class HazardRuleEmpty(Problem):
    """It names no kind of warning, so it would never do anything; or a grade that its kind does not have."""

    status = 422
    code = "hazard.rule_empty"
    ja = "知らせる情報の種類と段階を、1つ以上選んでください。"
    en = "Please choose at least one kind of warning and its level."


class HazardAreaWrong(Problem):
    """An area is no code of a prefecture or municipality, or there is none and the body has no code of its own."""

    status = 422
    code = "hazard.area_wrong"
    ja = "対象の地域を、都道府県か市区町村のコード（5桁または6桁）で指定してください。"
    en = "Please name the areas by the codes of prefectures or municipalities (5 or 6 digits)."


class TooManyHazardRules(Problem):
    """A body has as many rules as it may."""

    status = 409
    code = "hazard.too_many_rules"
    ja = "ルールは{most}件までです。使わないものを削除してください。"
    en = "There may be at most {most} rules. Please delete one that is not used."
