"""What places refuse."""

from kairan.core.kit.problems import Problem


class PlaceNotFound(Problem):
    """There is none, or it is another body's, or was taken off the list."""

    status = 404
    code = "place.not_found"
    ja = "この避難所は見つかりません。一覧から外された可能性があります。"
    en = "This place was not found. It may have been taken off the list."


class PlaceUnnamed(Problem):
    """It has no name, or one that is too long."""

    status = 422
    code = "place.unnamed"
    ja = "名称を{most}文字以内で入力してください。"
    en = "Please enter a name of at most {most} characters."


class PlaceWordsTooLong(Problem):
    """An address or a note is too long."""

    status = 422
    code = "place.words_too_long"
    ja = "{most}文字以内で入力してください。"
    en = "Please enter at most {most} characters."


class PlaceHalfPosition(Problem):
    """One half of a position alone says nothing."""

    status = 422
    code = "place.half_position"
    ja = "緯度と経度は、両方入力するか、両方空欄にしてください。"
    en = "Please enter both latitude and longitude, or neither."


class PlaceNotYours(Problem):
    """Only the headquarters and those named for the place say how it is."""

    status = 403
    code = "place.not_yours"
    ja = "この避難所の状況を入力できるのは、災害対策本部と、この避難所の担当者だけです。本部に知らせてください。"
    en = "Only the headquarters and those named for this place may report. Please tell the headquarters."


class PlaceInUse(Problem):
    """People are there: it is closed first."""

    status = 409
    code = "place.in_use"
    ja = "開設中の避難所は、一覧から外せません。先に閉鎖を入力してください。"
    en = "A place that is open cannot be taken off the list. Please report it closed first."


class TooManyPlaces(Problem):
    """A body has as many as can be looked through."""

    status = 409
    code = "place.too_many"
    ja = "避難所は{most}か所までです。使わないものを一覧から外してください。"
    en = "There may be at most {most} places. Please take off those that are not used."


class PlaceKeepersUnknown(Problem):
    """Somebody is not of the body, or not in use."""

    status = 422
    code = "place.keepers_unknown"
    ja = "選んだ人の中に、この団体で利用していない人がいます。選び直してください。"
    en = "Somebody is not in use in your organisation. Please choose again."


class PlaceListUnfit(Problem):
    """No column holds the names of places, so it is no list of them."""

    status = 422
    code = "place.list_unfit"
    ja = "「名称」の列が見つかりません。避難所の一覧のCSVか確かめてください（見つかった見出し: {found}）。"
    en = "There is no column “名称”. Please check that this is a list of shelters (headings found: {found})."


class PlaceListUncounted(Problem):
    """A list of open places says how many people are in each."""

    status = 422
    code = "place.list_uncounted"
    ja = "「人数」の列が見つかりません。開設状況のCSVには、名称と人数の列が必要です。"
    en = "There is no column “人数”. A list of open shelters needs names and numbers of people."


class PlaceListTooLarge(Problem):
    """The file is larger, or longer, than any body's list."""

    status = 413
    code = "place.list_too_large"
    ja = "一覧が大きすぎます（上限 {most} {unit}）。"
    en = "The list is too large (at most {most} {unit})."
