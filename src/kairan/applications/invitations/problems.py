"""What invitations refuse."""

from kairan.core.kit.problems import Problem


class InvitationNeeded(Problem):
    """The form is for invited people, and no number was given."""

    status = 403
    code = "invitation.needed"
    ja = "このフォームに記入するには、案内に書かれた番号が必要です。"
    en = "To fill in this form you need the number in your invitation."


class InvitationUnknown(Problem):
    """No invitation has this number, or it was withdrawn."""

    status = 404
    code = "invitation.unknown"
    ja = "この番号は確認できません。案内に書かれた番号を、もう一度確かめてください。"
    en = "This number is not known. Please check the number in your invitation."


class InvitationUsed(Problem):
    """Somebody has answered with this number."""

    status = 409
    code = "invitation.used"
    ja = "この番号では、すでに回答が送信されています。お心当たりがないときは、お問い合わせ先にご連絡ください。"
    en = "An answer was submitted with this number already. If that was not you, please ask the office."


class InvitationNotFound(Problem):
    """There is none, or it is not of this form."""

    status = 404
    code = "invitation.not_found"
    ja = "この招待は見つかりません。"
    en = "This invitation was not found."


class InvitationsTooMany(Problem):
    """The list would be longer than there can be."""

    status = 409
    code = "invitation.too_many"
    ja = "招待できるのは、1つのフォームで{most}人までです。"
    en = "At most {most} people can be invited to a form."


class InvitationsTooManyAtOnce(Problem):
    """The table is longer than what is read at once."""

    status = 422
    code = "invitation.too_many_at_once"
    ja = "一度に追加できるのは{most}人までです。表を分けて読み込んでください。"
    en = "At most {most} people can be added at once. Please split the table."


class InvitationsEmpty(Problem):
    """Nobody would be invited."""

    status = 422
    code = "invitation.empty"
    ja = "招待する人がいません。人数を入れるか、1人以上の行がある表を選んでください。"
    en = "Nobody would be invited. Please enter a number, or choose a table with at least one row."


class InvitationTable(Problem):
    """The table has no heading that is known."""

    status = 422
    code = "invitation.table"
    ja = "表の見出しに「氏名」か「メールアドレス」が見つかりません。1行目に見出しを書いてください。"
    en = "The table has neither a heading “name” nor “mail”. Please write headings in the first row."


class InvitationLine(Problem):
    """A line of the table cannot be taken; nothing was added."""

    status = 422
    code = "invitation.line"
    ja = "{line}行目の氏名かメールアドレスを確かめてください。まだだれも追加していません。"
    en = "Please check name and mail address in line {line}. Nobody was added."


class InvitationFile(Problem):
    """What was sent is no file in base64."""

    status = 400
    code = "invitation.file"
    ja = "ファイルを読み取れませんでした。もう一度選んでください。"
    en = "The file could not be read. Please choose it again."


class InvitationNoMail(Problem):
    """No letters go out from this server, or the form is not open."""

    status = 409
    code = "invitation.no_mail"
    ja = "メールを送れません。フォームが受付中であることと、このサーバーにメールの設定があることを確かめてください。"
    en = "No letters can be sent: the form is not open, or this server has no mail."
