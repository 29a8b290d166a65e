"""Refusals about a whole file. What is wrong in one line of it stands in `faults.py`."""

from kairan.core.kit.problems import Problem


class RosterTooLarge(Problem):
    """The file is larger than any roster of the rows that are taken at once."""

    status = 413
    code = "roster.too_large"
    ja = "ファイルが大きすぎます（上限{mib}MB）。職員の名簿のCSVかどうかを確かめてください。"
    en = "The file is too large (at most {mib} MB). Please check that it is the roster as CSV."


class RosterInterrupted(Problem):
    """The sender went away in the middle of the file."""

    status = 400
    code = "roster.interrupted"
    ja = "ファイルの送信が途中で切れました。何も変わっていません。もう一度送信してください。"
    en = "The file broke off on its way. Nothing has changed; please send it again."


class RosterNotCsv(Problem):
    """An Excel workbook, a picture, or anything else that is not text."""

    status = 422
    code = "roster.not_csv"
    ja = "CSVファイルではありません。Excelでは「名前を付けて保存」で「CSV UTF-8（コンマ区切り）」を選んでください。"
    en = "This is not a CSV file. In Excel, choose “Save as” and “CSV UTF-8 (comma delimited)”."


class RosterUtf16(Problem):
    """Excel's "Unicode text": UTF-16 with tabs."""

    status = 422
    code = "roster.utf16"
    ja = "文字コードがUTF-16です。Excelでは「CSV UTF-8（コンマ区切り）」を選んで保存し直してください。"
    en = "The file is UTF-16. In Excel, please save it again as “CSV UTF-8 (comma delimited)”."


class RosterMixed(Problem):
    """Some lines are UTF-8, others CP932: two files were joined, and one of them would be unreadable."""

    status = 422
    code = "roster.mixed_encodings"
    ja = (
        "文字コードが混ざっています。{utf8}行目はUTF-8、{cp932}行目はShift_JISです。"
        "一つの文字コードで保存し直してください。"
    )
    en = "The file mixes encodings: line {utf8} is UTF-8, line {cp932} is Shift_JIS. Please save it again in one."


class RosterUnreadable(Problem):
    """Neither UTF-8 nor CP932."""

    status = 422
    code = "roster.unreadable"
    ja = "{line}行目の文字を読み取れませんでした。UTF-8かShift_JISで保存し直してください。"
    en = "Line {line} cannot be read. Please save the file again as UTF-8 or Shift_JIS."


class RosterQuotesBroken(Problem):
    """A quotation mark is opened and never closed, or stands where none may."""

    status = 422
    code = "roster.quotes_broken"
    ja = '{line}行目あたりの引用符（"）の対応が取れていません。Excelで開いて保存し直すか、引用符を直してください。'
    en = "The quotation marks near row {line} do not match. Please open and save the file in Excel, or correct them."


class RosterEmpty(Problem):
    """No rows, or none behind the headings."""

    status = 422
    code = "roster.empty"
    ja = "職員の行がありません。1行目に見出し、2行目から職員を1人ずつ書いてください。"
    en = "There are no people in the file. Row 1 holds the headings, each row from the second one person."


class RosterTooLong(Problem):
    """More rows than are taken at once."""

    status = 422
    code = "roster.too_long"
    ja = "一度に取り込めるのは{most}人までです（このファイルは{rows}人）。部などで分けて取り込んでください。"
    en = "At most {most} people can be imported at once (the file has {rows}). Please divide it, by division say."


class RosterColumnMissing(Problem):
    """A heading without which nobody can be told apart or named."""

    status = 422
    code = "roster.column_missing"
    ja = "1行目に「{column}」の見出しがありません。見つかった見出し: {found}"
    en = "Row 1 has no heading “{column}”. The headings found are: {found}"


class RosterColumnTwice(Problem):
    """Two columns say the same thing; nobody knows which counts."""

    status = 422
    code = "roster.column_twice"
    ja = "「{column}」の列が二つあります。どちらか一つにしてください。"
    en = "There are two columns “{column}”. Please keep one of them."


class RosterFaulty(Problem):
    """There are lines that cannot be taken: all or nothing."""

    status = 422
    code = "roster.faulty"
    ja = "誤りのある行が{count}件あるため、取り込みませんでした。何も変わっていません。誤りを直してください。"
    en = "Nothing was imported: {count} cells are faulty. Nothing has changed. Please correct them."


class RosterOutdated(Problem):
    """The body has changed since the plan was shown, so that something else would happen than was agreed to."""

    status = 409
    code = "roster.outdated"
    ja = "確認したあとで、職員か部署が変わりました。何も取り込んでいません。もう一度、内容を確認してください。"
    en = "People or departments have changed since you looked. Nothing was imported; please look at the plan again."


class RosterUnconfirmed(Problem):
    """Something in the file is probably a slip, and nobody has said that it is meant."""

    status = 409
    code = "roster.unconfirmed"
    ja = "確かめていただく点が残っているため、取り込んでいません。内容を読み、「確かめました」に印を付けてください。"
    en = "Nothing was imported: there is something to be confirmed first. Please read it and tick the box."


class SheetsAddressUnconfirmed(Problem):
    """The settings name no address, and the one that would be printed was not confirmed; no password was issued."""

    status = 409
    code = "sheets.address_unconfirmed"
    ja = (
        "サーバーの設定に、職員が開くアドレスがありません。このままでは「{address}」と印刷されます。"
        "正しければ確認の印を付け、違うときは設置者に KAIRAN_URL の設定を依頼してください。"
    )
    en = (
        "The server's settings name no address for people to open: “{address}” would be printed. If that is right, "
        "please confirm it; otherwise ask the operator to set KAIRAN_URL."
    )


class NoSheets(Problem):
    """Nobody among those chosen gets a sheet."""

    status = 422
    code = "sheets.nobody"
    ja = "案内を印刷する人がいません。選び方を変えるか、自分のパスワードを決めた人も含めるかを確かめてください。"
    en = "There is nobody to print a sheet for. Choose others, or include those who have chosen their own password."


class SheetsOutdated(Problem):
    """Somebody was suspended, or chose a password, while the sheets were being made."""

    status = 409
    code = "sheets.outdated"
    ja = "用意しているあいだに対象の職員が変わりました。パスワードは変わっていません。もう一度印刷してください。"
    en = "The people concerned changed meanwhile. No password was changed; please print again."


class RosterNumber(Problem):
    """Whoever stops a large part of the body says how many they are."""

    status = 409
    code = "roster.number"
    ja = "この名簿を取り込むと、{count}人が利用できなくなります。人数を入力して確かめてください。"
    en = "Importing this stops {count} people. Please enter the number to confirm it."
