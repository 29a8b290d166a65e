"""What applications refuse."""

from kairan.core.kit.problems import Problem


class FormNotOffered(Problem):
    """There is no such form at this address, or not for whoever asks."""

    status = 404
    code = "application.no_form"
    ja = "このアドレスのフォームは見つかりません。アドレスを確かめるか、担当の窓口にお問い合わせください。"
    en = "There is no form at this address. Please check it, or ask the office."


class EnoughApplications(Problem):
    """One person may have so many applications of the form, and has them."""

    status = 409
    code = "application.enough"
    ja = "この手続きは、お一人で申請できる件数に達しています。取りやめた申請は数えません。"
    en = "You have as many applications of this form as one person may have. Withdrawn ones do not count."


class FormNotOpen(Problem):
    """The form is not open: not yet, over, closed or full."""

    status = 409
    code = "application.not_open"
    ja = "このフォームは、いま受け付けていません。入力した内容は保存されています。"
    en = "This form is not open now. What you entered is kept."


class NotAsChecked(Problem):
    """What would be submitted is not what was shown on the page it was checked on."""

    status = 409
    code = "application.not_as_checked"
    ja = "確認の画面を開いたあとで、内容が変わりました。もう一度、内容を確かめてから送信してください。"
    en = "What you entered has changed since you checked it. Please check it again, then submit."


class NotComplete(Problem):
    """Something is still to be answered."""

    status = 422
    code = "application.not_complete"
    ja = "まだ入力が必要なところがあります。"
    en = "Something is still to be answered."


class PlaceFull(Problem):
    """The place that was chosen has just been taken by others."""

    status = 409
    code = "application.place_full"
    ja = "選んだ枠「{place}」は、ただいま満員になりました。ほかの枠を選んでください。"
    en = "“{place}” has just been filled. Please choose another."


class PlaceWaits(Problem):
    """The place that was chosen has just been taken; one can wait for it, which the check page has not said yet."""

    status = 409
    code = "application.place_waits"
    ja = "選んだ枠「{place}」は、ただいま満員になりました。キャンセル待ちで申し込むこともできます。"
    en = "“{place}” has just been filled. You can still apply, and wait for a place."


class PlacesDrawn(Problem):
    """The places were drawn: whoever comes now was not among those they were drawn from."""

    status = 409
    code = "application.places_drawn"
    ja = "抽選が終わったため、この枠には申し込めません。"
    en = "The places were drawn already, so they can no longer be applied for."


class NothingToDraw(Problem):
    """The form has no such question, or its places are not given by lottery."""

    status = 404
    code = "application.nothing_to_draw"
    ja = "抽選で決める枠が見つかりません。公開している版の設定を確かめてください。"
    en = "There are no places to be drawn. Please check the published version."


class DrawTooEarly(Problem):
    """People can still apply."""

    status = 409
    code = "application.draw_too_early"
    ja = "受付が続いているため、まだ抽選できません。受付の終わりの後か、受付を止めてから抽選してください。"
    en = "It is still open. Places can be drawn after its end, or once it was closed."


class DraftGone(Problem):
    """There is no draft: it was never begun, or its time was over."""

    status = 404
    code = "application.no_draft"
    ja = "記入の途中の内容が見つかりません。時間がたったか、別の端末で記入した可能性があります。"
    en = "No draft was found: its time may be over, or it is on another device."


class OtherVersion(Problem):
    """The form was published again since its differences were shown."""

    status = 409
    code = "application.other_version"
    ja = "フォームがもう一度改訂されました。変わったところを、もう一度確かめてください。"
    en = "The form has changed once more. Please look at what differs again."


class EarlierVersionOver(Problem):
    """The version that was begun can be submitted no more."""

    status = 409
    code = "application.version_over"
    ja = "記入を始めたあとで、フォームが改訂されました。変わったところを確かめて、新しい版に移してください。"
    en = "The form has changed since you began it. Please look at what differs, and carry your answers over."


class DraftTooLarge(Problem):
    """More was typed than a form can hold."""

    status = 413
    code = "application.too_large"
    ja = "入力した文字が多すぎるため、保存できませんでした。短くして、もう一度お試しください。"
    en = "Too much was entered, so nothing was saved. Please make it shorter."


class TooMuchSent(Problem):
    """A page came with more than all files of a form may have together."""

    status = 413
    code = "application.too_much_sent"
    ja = "送られたファイルが大きすぎます。合わせて{most_mib}MBまでです。前の画面に戻り、分けて送ってください。"
    en = "The files are too large: together at most {most_mib} MB. Please go back and send them in parts."


class WorkNeeded(Problem):
    """The form asks for a proof of work, and none came, or one that is over or of another draft."""

    status = 409
    code = "application.work_needed"
    ja = "送信の準備が整っていません。確認の画面をもう一度開いて、送信してください。"
    en = "It was not ready to be submitted. Please open the page to check your answers again, and submit."


class WorkTooSoon(Problem):
    """No proof of work came, and less time has passed than who has no script waits."""

    status = 409
    code = "application.work_wait"
    ja = "確認の画面を開いてから、{seconds}秒ほどおいて送信してください。"
    en = "Please wait about {seconds} seconds on the page to check your answers, then submit."


class FileNotShown(Problem):
    """No virus checker has seen it yet, or one refused it."""

    status = 409
    code = "application.file_not_shown"
    ja = "「{name}」は、安全の確認が済んでいないため、ここでは開けません。"
    en = "“{name}” has not passed the safety check, so it cannot be opened here."


class ApplicationNotFound(Problem):
    """There is none, or it is not the viewer's to see."""

    status = 404
    code = "application.not_found"
    ja = "この申請は見つかりません。"
    en = "This application was not found."


class FormNotPublished(Problem):
    """A form has no address that anybody could open yet."""

    status = 409
    code = "application.not_published"
    ja = "まだ公開していないため、ポスターを作れません。公開してから作ってください。"
    en = "It was never published, so there is nothing to put up. Please publish it first."


class TableTooLarge(Problem):
    """More came in than a sheet of a workbook holds."""

    status = 422
    code = "application.table_too_large"
    ja = "件数または質問が多く、Excelの表に入りません（{most}行まで）。CSVで書き出してください。"
    en = "There is more than a workbook holds ({most} rows). Please export it as CSV."


class MailNotGood(Problem):
    """A letter is wanted at what is no mail address."""

    status = 422
    code = "application.mail"
    ja = "メールアドレスの形で入力してください（例：taro@example.jp）。"
    en = "Please enter a mail address, for example taro@example.jp."


class NoteEmpty(Problem):
    """A note without a word."""

    status = 422
    code = "application.note_empty"
    ja = "メモを入力してください。"
    en = "Please write a note."


class NotesTooMany(Problem):
    """More was noted about an application than anybody reads."""

    status = 409
    code = "application.notes_too_many"
    ja = "1件の申請に書けるメモは{most}件までです。"
    en = "At most {most} notes can be written about one application."


class NotCrossable(Problem):
    """Two questions that cannot be crossed: not there, not counted, the same, too many choices, or both for several."""

    status = 422
    code = "application.not_crossable"
    ja = "この2つの質問はクロス集計できません。選ぶ質問を2つ選び、いくつでも選べる質問は片方だけにしてください。"
    en = "These questions cannot be crossed. Choose two questions with choices, at most one of them for several."


class CrossErased(Problem):
    """A survey of which answers were erased is counted as a whole only."""

    status = 409
    code = "application.cross_erased"
    ja = "回答の一部が消去されたアンケートは、少数の回答が分かるおそれがあるため、クロス集計できません。"
    en = "Answers of this survey were erased. Crossing the others could tell what these said, so it is not done."


class NotFreeText(Problem):
    """No question of free text that may be counted."""

    status = 422
    code = "application.not_free_text"
    ja = "この質問の言葉は数えられません。文字を自由に入力する質問を選んでください。"
    en = "The words of this question cannot be counted. Choose a question of free text."


class GroupNotFound(Problem):
    """There is no repeating group of this name in the form, or not for whoever asks."""

    status = 404
    code = "application.no_group"
    ja = "この名前の繰り返しの設問は、フォームにありません。"
    en = "The form has no repeating group of this name."
