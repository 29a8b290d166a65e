"""Refusals about files."""

from kairan.core.kit.problems import Problem


class FileNotFound(Problem):
    """No such file, or the viewer must not learn of it."""

    status = 404
    code = "file.not_found"
    ja = "ファイルが見つかりませんでした。削除されたか、閲覧できる範囲にありません。"
    en = "The file was not found. It was removed, or you cannot see it."


class FileTooLarge(Problem):
    """The file is beyond the limit of this installation."""

    status = 413
    code = "file.too_large"
    ja = "ファイルが大きすぎます。{most_mib}MB以下のファイルにしてください。"
    en = "The file is too large. Please choose one of at most {most_mib} MB."


class FileEmpty(Problem):
    """There is nothing in the file; on phones this is what an interrupted cloud download looks like."""

    status = 422
    code = "file.empty"
    ja = "ファイルの中身が空です。元のファイルを開けるか確かめて、もう一度お試しください。"
    en = "The file is empty. Please check that the original opens, then try again."


class UploadInterrupted(Problem):
    """Fewer bytes arrived than were announced; nothing was kept."""

    status = 400
    code = "file.interrupted"
    ja = "送信が途中で切れました。通信の状態を確かめて、もう一度お試しください。"
    en = "The upload was cut off. Please check the connection and try again."


class FileKindRefused(Problem):
    """Programs and scripts are not passed on, whatever their name says."""

    status = 422
    code = "file.kind_refused"
    ja = "「{name}」は実行できる種類のファイルのため、送れません。必要な場合は情報担当にご相談ください。"
    en = "“{name}” is a program or script and cannot be sent. If you need to, please ask your IT section."


class FileKindNotForGuests(Problem):
    """Guests send what is known to be harmless to open, and nothing else."""

    status = 422
    code = "file.kind_not_for_guests"
    ja = "「{name}」の種類のファイルは、ゲストの方は送れません。PDF や Office 文書などにして送ってください。"
    en = "Guests cannot send a file like “{name}”. Please send it as a PDF or an office document."


class TooMuchToday(Problem):
    """One account has sent as much within a day as nobody does who works."""

    status = 429
    code = "file.too_much_today"
    ja = "1日に送れるファイルの量（{most_mib}MB）を超えるため、送れません。明日もう一度お試しください。"
    en = "You have sent as much as one account may send in a day ({most_mib} MB). Please try again tomorrow."


class UploadTooSlow(Problem):
    """The bytes come so slowly that the place is needed for others."""

    status = 408
    code = "file.too_slow"
    ja = "通信が遅すぎるため、送信を打ち切りました。通信の状態の良い場所で、もう一度お試しください。"
    en = "The upload was too slow and was stopped. Please try again where the connection is better."


class FileDisguised(Problem):
    """The content is of another kind than the name or the sender says."""

    status = 422
    code = "file.disguised"
    ja = "「{name}」は、名前と中身の種類が合わないため、送れません。元のファイルを開いて保存し直してください。"
    en = "“{name}” does not contain what its name says, so it cannot be sent. Open the original and save it anew."


class FileInfected(Problem):
    """The virus checker found something in it."""

    status = 422
    code = "file.infected"
    ja = "「{name}」は、ウイルス対策ソフトが危険と判定したため、送れません。情報担当にお知らせください。"
    en = "The virus checker found something dangerous in “{name}”; it cannot be sent. Please tell your IT section."


class FileTooLargeToCheck(Problem):
    """The virus checker reads only shorter ones, and what it has not read is not taken."""

    status = 422
    code = "file.too_large_to_check"
    ja = "「{name}」は、ウイルス対策ソフトが調べられる大きさを超えているため、送れません。分けて送ってください。"
    en = "“{name}” is larger than the virus checker can look through. Please send it in parts."


class CheckerUnreachable(Problem):
    """There is a virus checker, and it does not answer now: nothing is taken unseen."""

    status = 503
    code = "file.checker_away"
    ja = "ウイルス対策ソフトが応答しないため、いまはファイルを送れません。しばらくしてからお試しください。"
    en = "The virus checker does not answer, so no file can be sent now. Please try again in a while."


class FileNotClean(Problem):
    """Not checked yet, or refused by a check: it can be neither read nor attached."""

    status = 409
    code = "file.not_clean"
    ja = "「{name}」は安全の確認が済んでいないため、使えません。"
    en = "“{name}” has not passed the safety check and cannot be used."


class TooManyFiles(Problem):
    """More files than one entry carries."""

    status = 422
    code = "file.too_many"
    ja = "一度に送れるファイルは{most}個までです。分けて送ってください。"
    en = "At most {most} files can be sent at once. Please send them in parts."


class QuotaExceeded(Problem):
    """The organisation has used the room it was given."""

    status = 507
    code = "file.quota_exceeded"
    ja = "団体に割り当てられた保存容量（{most_mib}MB）を超えるため、送れません。団体の管理者にお知らせください。"
    en = "Your organisation's storage ({most_mib} MB) is used up. Nothing was sent; please tell your administrator."
