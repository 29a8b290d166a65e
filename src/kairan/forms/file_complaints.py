"""Why a file was not taken (添付の誤り): words of `complaints`, apart because pages tell them at once."""

from collections.abc import Mapping

FILE_WORDS: Mapping[str, tuple[str, str]] = {
    "file_too_large": (
        "「{label}」の「{name}」は大きすぎるため、受け取れませんでした。1つ{most}MBまでです。",
        "“{name}” in “{label}” is too large. Each may have at most {most} MB.",
    ),
    "file_too_much": (
        "「{label}」の「{name}」は受け取れませんでした。このフォーム全体で送れるファイルは、合わせて{most}MBまでです。",
        "“{name}” in “{label}” was not taken: all files of this form together may have {most} MB.",
    ),
    "file_too_many": (
        "「{label}」で送れるファイルは{most}つまでです。",
        "At most {most} files can be sent for “{label}”.",
    ),
    "file_kind": (
        "「{label}」の「{name}」は、受け付けていない種類のファイルです。受け付けている種類のファイルにして、もう一度選んでください。",
        "“{name}” is of a kind that is not taken for “{label}”. Please choose a file of a kind that is.",
    ),
    "file_disguised": (
        "「{label}」の「{name}」は、名前と中身の種類が合わないため、受け取れませんでした。元のファイルを開いて保存し直してください。",
        "“{name}” in “{label}” does not contain what its name says. Please open the original and save it anew.",
    ),
    "file_picture": (
        "「{label}」の「{name}」を、写真として開けませんでした。JPEG か PNG で保存し直して、もう一度選んでください。",
        "“{name}” in “{label}” cannot be opened as a picture. Please save it as JPEG or PNG, then choose it again.",
    ),
    "file_infected": (
        "「{label}」の「{name}」は、ウイルス対策ソフトが危険と判定したため、受け取れませんでした。"
        "このファイルを外して、別のファイルを送るか、お問い合わせ先にご連絡ください。",
        "The virus checker found something dangerous in “{name}” in “{label}”, so it was not taken. "
        "Please remove it and send another file, or ask the office.",
    ),
    "file_empty": (
        "「{label}」の「{name}」は中身が空です。元のファイルを開けるか確かめて、もう一度選んでください。",
        "“{name}” in “{label}” is empty. Please check that the original opens, then choose it again.",
    ),
    "file_broken_off": (
        "「{label}」の「{name}」は、送信が途中で切れたため、受け取れていません。通信の状態を確かめて、もう一度選んでください。",
        "“{name}” in “{label}” did not arrive: the upload broke off. Please check the connection and choose it again.",
    ),
    "file_no_room": (
        "「{label}」の「{name}」は、いま受け取れませんでした。しばらくしてから、もう一度選んでください。",
        "“{name}” in “{label}” could not be taken just now. Please choose it again in a while.",
    ),
    "file_gone": (
        "「{label}」のファイルが見つかりません。もう一度選んでください。",
        "A file of “{label}” was not found. Please choose it again.",
    ),
}
"""In Japanese and English."""
