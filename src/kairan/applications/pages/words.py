"""What stands around a form, in Japanese and English; the form's own words are its makers'."""

from collections.abc import Mapping

from kairan.applications.pages.easy_words import EASY
from kairan.applications.pages.kind_words import KIND_WORDS
from kairan.applications.pages.topic_words import TOPIC_WORDS

WORDS: Mapping[str, tuple[str, str]] = {
    **KIND_WORDS,
    **TOPIC_WORDS,
    "skip": ("本文へ進む", "Skip to the content"),
    "required": ("必須", "required"),
    "optional": ("任意", "optional"),
    "begin": ("記入を始める", "Start"),
    "go_on": ("続きから記入する", "Go on"),
    "anew": ("最初から書き直す", "Start again"),
    "anew_note": ("いま途中まで記入されている内容は消えます。", "What you have entered so far will be deleted."),
    "next": ("次へ進む", "Next"),
    "back": ("前に戻る", "Back"),
    "save": ("ここまでを保存する", "Save"),
    "kept": ("ここまでを保存しました", "Saved"),
    "kept_lead": (
        "このブラウザーでは、フォームを開き直すと続きを記入できます。別の端末で続けるときは、次の番号を使います。",
        "In this browser, open the form again to go on. On another device, use this number.",
    ),
    "resume_code": ("再開の番号", "Number to go on"),
    "kept_until": (
        "最後に保存してから{days}日たつと、入力した内容は消えます。番号はほかの人に知らせないでください。",
        "What you entered is deleted {days} days after you saved it last. Please keep the number to yourself.",
    ),
    "mail_it": ("番号をメールで受け取る", "Get the number by mail"),
    "mail_address": ("メールアドレス", "Mail address"),
    "send_mail": ("メールを送る", "Send"),
    "mail_sent": ("メールを送りました。", "The mail was sent."),
    "mail_bad": ("メールアドレスの形で入力してください。", "Please enter a mail address."),
    "go_on_here": ("記入を続ける", "Go on"),
    "resume": ("別の端末で保存した続きを記入する", "Go on with what you saved on another device"),
    "resume_open": ("続きを開く", "Open"),
    "resume_bad": (
        "この番号の続きは見つかりません。番号を確かめてください。期限が過ぎたか、送信済みの可能性があります。",
        "Nothing was found for this number. Please check it; its time may be over, or it was submitted.",
    ),
    "my_page": ("マイページ（途中の申請・送信した申請）", "My page (what you have begun and sent)"),
    "identified": (
        "本人確認の結果から、わかる項目を入力しました。内容を確かめてください。",
        "What was certified when you were identified is filled in. Please check it.",
    ),
    "to_check": ("確認へ進む", "Check your answers"),
    "to_check_again": ("確認の画面に戻る", "Back to your answers"),
    "check": ("内容の確認", "Check your answers"),
    "check_lead": (
        "まだ送信されていません。内容を確かめて、下の「送信する」を押してください。",
        "Nothing has been sent yet. Please check your answers, then press “Submit” below.",
    ),
    "change": ("直す", "Change"),
    "submit": ("送信する", "Submit"),
    "not_answered": ("（入力なし）", "(not answered)"),
    "step": ("{total}ページ中 {at}ページ目", "Page {at} of {total}"),
    "to_mend": ("入力を直すところが{count}件あります", "{count} things to correct"),
    "more_asked": (
        "答えに応じて、このページに質問が増えました。続けて入力してください。",
        "Depending on your answers, this page asks more now. Please go on.",
    ),
    "done": ("受け付けました", "We have received it"),
    "number": ("受付番号", "Reference number"),
    "number_note": (
        "お問い合わせと、申請の状況を見るときに必要です。画面を印刷するか、2つの番号を控えてください。"
        "確認番号は、ほかの人に知らせないでください。",
        "You will need both to ask about this, and to see where it stands. Please print this page, or note them. "
        "Please keep the code to yourself.",
    ),
    "number_only_note": (
        "お問い合わせに必要です。画面を印刷するか、番号を控えてください。",
        "You will need it when you ask about this. Please print this page, or note the number.",
    ),
    "access_code": ("確認番号", "Code"),
    "see_case": ("申請の状況を見る", "See where it stands"),
    "another": ("続けて、もう1件申請する", "Make another application"),
    "another_lead": (
        "先ほど送信した内容のうち、同じ答えになるものに印を付けると、入力された状態で始められます。"
        "印を付けないものは使いません。次の画面で、いつでも直せます。",
        "Tick what is the same as in what you have just sent, and it will be filled in. Nothing else is taken over. "
        "You can change everything on the next pages.",
    ),
    "another_which": ("先ほどの答えを使うもの", "Answers to use again"),
    "another_some": ("印を付けた答えを使って始める", "Start with what is ticked"),
    "another_all": ("すべての答えを使って始める", "Start with all of them"),
    "another_none": ("答えを使わずに始める", "Start with none"),
    "received_at": ("受付日時", "Received"),
    "receipt_pdf": ("控えをPDFで保存する", "Save the receipt as PDF"),
    "withheld": (
        "（取り扱いに注意する回答のため、送信した直後だけ表示します）",
        "(needs care: shown right after sending only)",
    ),
    "confirmed": ("この受付番号の申請を受け付けています", "We have received this"),
    "confirmed_note": (
        "受付番号と受付日時だけを表示しています。申請の内容は、ここでは見られません。",
        "This page says that it was received, and when. What was sent is not shown here.",
    ),
    "answers": ("送信した内容", "What you sent"),
    "contact": ("お問い合わせ先", "Contact"),
    "privacy": ("個人情報の取扱い", "How your answers are used"),
    "needs": ("用意するもの", "What you need"),
    "kept_days": (
        "回答は、受付（処理が続くときは、最後の処理）から{days}日後に消去します。",
        "Answers are erased {days} days after they came in, or after the last step if they are being worked on.",
    ),
    "opens": ("受付期間", "Open"),
    "until": ("{at} まで", "until {at}"),
    "since": ("{at} から", "from {at}"),
    "coming": ("受付は {at} に始まります。", "This opens on {at}."),
    "over": ("受付は終わりました。", "This is over."),
    "closed": ("いまは受け付けていません。", "This is closed now."),
    "enough": (
        "この手続きは、お一人{most}件までです。この端末（マイページを使っているときは、その人）で、すでに{most}件受け付けています。取りやめた申請は数えません。",
        "One person may apply {most} times, and so many came from this device or account. Withdrawn ones do not count.",
    ),
    "enough_proved": (
        "この手続きは、お一人で申請できる件数に達しています。いまの内容は送信していません。取りやめた申請は数えません。",
        "You have applied as often as one person may. This was not submitted. Withdrawn applications do not count.",
    ),
    "following": ("続けて「{title}」に進む", "Go on to “{title}”"),
    "full": ("定員に達したため、受付を終わりました。", "This is full."),
    "ask": ("ご不明な点は、お問い合わせ先にご連絡ください。", "Please ask the office if you need help."),
    "ended": ("この手続きでは送信できません", "This cannot be submitted here"),
    "left": ("残り{count}", "{count} left"),
    "no_left": ("満員", "full"),
    "forms": ("手続き・申込みの一覧", "Forms"),
    "bodies": ("団体を選ぶ", "Choose an organisation"),
    "search": ("手続きを探す", "Search"),
    "found_none": ("見つかりませんでした。別のことばで探してください。", "Nothing found. Please try other words."),
    "none": ("いま公開されているフォームはありません。", "There are no forms now."),
    "other": ("その他", "Other"),
    "other_what": ("「その他」の内容", "What “other” is"),
    "add_member": ("{what}を追加する", "Add: {what}"),
    "remove_member": ("{what}を削除する", "Remove: {what}"),
    "no_members": ("まだ何も追加されていません。", "Nothing has been added yet."),
    "members_most": ("ここでは{count}まで追加できます。", "{count} can be added here at most."),
    "count_again": ("入力した内容で計算し直す", "Calculate again"),
    "came_along": ("（開いたリンクから引き継いだ内容です）", "(taken over from the link you opened)"),
    "link_note": (
        "申請者の画面には表示されません。リンクの「?{what}=」の後の値を引き継ぎます。",
        "Not shown to applicants: taken from “?{what}=” in the link.",
    ),
    "choose": ("選んでください", "Please choose"),
    "era": ("元号", "Era"),
    "western": ("西暦", "Western"),
    "year": ("年", "Year"),
    "month": ("月", "Month"),
    "day": ("日", "Day"),
    "hour": ("時", "Hour"),
    "minute": ("分", "Minute"),
    "date_note": (
        "例：2026年4月1日は「2026」「4」「1」、令和8年4月1日は元号を選んで「8」「4」「1」。",
        "For example 2026, 4, 1 for 1 April 2026.",
    ),
    "family": ("姓", "Family name"),
    "given": ("名", "Given names"),
    "family_kana": ("姓のフリガナ", "Family name in katakana"),
    "given_kana": ("名のフリガナ", "Given name in katakana"),
    "postcode": ("郵便番号", "Postal code"),
    "prefecture": ("都道府県", "Prefecture"),
    "city": ("市区町村", "City, town or village"),
    "street": ("町名・番地", "Street and number"),
    "building": ("建物名・部屋番号（ある場合）", "Building and room (if any)"),
    "again": ("確認のため、もう一度", "Once more, to be sure"),
    "agree_first": ("内容を読んでから印を付けてください。", "Please read it, then tick the box."),
    "changed": ("記入を始めたあとで、フォームが改訂されました", "This form has changed since you began it"),
    "changed_lead": (
        "変わったところを確かめて、新しい版に移すか、始めた版のまま続けるかを選んでください。",
        "Please look at what differs, then carry your answers over, or go on as you began.",
    ),
    "earlier_over": (
        "始めた版で送信できる期間は終わりました。変わったところを確かめて、新しい版に移してください。",
        "The version you began can be submitted no more. Please look at what differs, and carry your answers over.",
    ),
    "carried_along": (
        "入力した内容は、新しい版に引き継がれます。同意の文が変わったときは、もう一度同意を伺います。",
        "What you entered goes along. Where a text you agreed to has changed, you are asked again.",
    ),
    "added_questions": ("新しい質問", "New questions"),
    "gone_questions": ("なくなった質問（入力した内容は送られません）", "Questions no longer asked (not sent)"),
    "changed_questions": ("変わった質問", "Questions that changed"),
    "changed_texts": ("変わった説明", "Texts that changed"),
    "reordered": (
        "質問の順序や、質問が出る条件も変わりました。",
        "The order of questions, or when they are asked, has changed, too.",
    ),
    "only_details": ("入力のきまりなど、細かなところが変わりました。", "Only details have changed."),
    "was": ("前", "Before"),
    "is_now": ("今", "Now"),
    "nothing": ("（なし）", "(nothing)"),
    "carry_over": ("新しい版に移して続ける", "Carry over and go on"),
    "finish_earlier": ("始めた版のまま続ける", "Go on as I began"),
    "finish_until": (
        "始めた版のまま送信できるのは、{at} までです。",
        "As you began it, it can be submitted until {at}.",
    ),
    "see_changes": ("変わったところを見る", "See what differs"),
    "is_earlier": (
        "記入を始めたあとで、このフォームは改訂されました。",
        "This form has changed since you began it.",
    ),
    "carried": (
        "新しい版に移しました。入力した内容を確かめてください。",
        "Your answers were carried over. Please check them.",
    ),
    "invited_number": ("案内に書かれた番号", "Number in your invitation"),
    "invited_note": (
        "アルファベットと数字の12文字です。ハイフンはあってもなくてもかまいません。番号は1回だけ使えます。",
        "Twelve letters and digits, with or without hyphens. It can be used once.",
    ),
    "invited_go_on": (
        "この端末で始めた続きを記入するときは、番号を入力しなくてもかまいません。",
        "To go on with what was begun on this device, you may leave it empty.",
    ),
    "invited_needed": (
        "記入を始めるには、案内に書かれた番号を入力してください。",
        "To begin, please enter the number in your invitation.",
    ),
    "invited_unknown": (
        "この番号は確認できません。案内に書かれた番号を、もう一度確かめてください。",
        "This number is not known. Please check the number in your invitation.",
    ),
    "invited_used": (
        "この番号では、すでに回答が送信されています。お心当たりがないときは、お問い合わせ先にご連絡ください。",
        "An answer was submitted with this number already. If that was not you, please ask the office.",
    ),
    "anonymous": (
        "このフォームは無記名です。番号は、一人が1回だけ回答することを確かめるために使い、回答の内容とは結び付けて保存しません。",
        "Answers are anonymous. The number makes sure that everybody answers once; it is not kept with your answers.",
    ),
    "languages": ("言語（Language）", "Language（言語）"),
    "expired": (
        "記入の途中の内容が見つからないため、始めからの記入になっています（時間がたったか、すでに送信されています）。"
        "このページに入力した内容は残してあります。",
        "Your earlier entries were not found: they have expired, or were submitted already. "
        "What you entered on this page is kept.",
    ),
    "not_kept": (
        "サーバーの都合により、このページを保存できませんでした。入力した内容はこの画面に残っています。"
        "しばらくしてから、もう一度ボタンを押してください。",
        "This page could not be saved because of trouble on our server. What you entered is still here. "
        "Please press the button again in a while.",
    ),
    "too_large": (
        "入力した文字が多すぎるため、このページを保存できませんでした。短くして、もう一度ボタンを押してください。",
        "Too much was entered, so this page was not saved. Please make it shorter and press the button again.",
    ),
    "not_sent": (
        "サーバーの都合により、送信できませんでした。まだ受け付けていません。"
        "入力した内容は保存されていますので、しばらくしてから、もう一度送信してください。",
        "Because of trouble on our server this was not sent, and we have not received it. "
        "What you entered is saved; please send it again in a while.",
    ),
    "gone": (
        "記入の途中の内容が見つかりません。時間がたったか、すでに送信されています。",
        "Your earlier entries were not found: they have expired, or were submitted already.",
    ),
    "no_cookie": (
        "このブラウザーでは記入を続けられません。クッキー（Cookie）を使えるようにしてから、もう一度開いてください。",
        "Your browser does not accept cookies, which this form needs. Please allow them and open it again.",
    ),
    "print": ("この画面を印刷すると控えになります。", "Print this page to keep a copy."),
    "files_taken": ("{kinds}。1つ{most_mb}MBまで、{most}つまで。", "{kinds}; at most {most}, each up to {most_mb} MB."),
    "kinds_parted": ("・", ", "),
    "kind_picture": ("画像（JPEG、PNG）", "pictures (JPEG, PNG)"),
    "kind_pdf": ("PDF", "PDF"),
    "kind_word": ("Word などの文書", "documents (Word)"),
    "kind_sheet": ("Excel などの表", "spreadsheets (Excel)"),
    "kind_slides": ("PowerPoint などの資料", "slides (PowerPoint)"),
    "kind_text": ("テキスト", "plain text"),
    "choose_file": ("ファイルを選ぶ", "Choose a file"),
    "choose_photo": ("写真を選ぶ、または撮る", "Choose or take a photo"),
    "attach": ("選んだものを送っておく", "Send what was chosen"),
    "remove": ("外す", "Remove"),
    "attached": ("受け取ったファイル", "Files we have received"),
    "files_full": (
        "これ以上は送れません。替えるときは、先に外してください。",
        "No more can be sent. Remove one first.",
    ),
    "refused_files": (
        "次のファイルは、受付のあとの確認でウイルス対策ソフトが危険と判定したため、消去しました。担当の窓口にご連絡ください。",
        "A later check found something dangerous in these files, so they were deleted. Please contact the office.",
    ),
    "changed_since": (
        "確認の画面を開いたあとで、内容が変わりました。もう一度確かめてから送信してください。",
        "Your answers have changed since you opened this page. Please check them again, then submit.",
    ),
    "address_filled": (
        "郵便番号から住所を入れました。違うところは直して、番地を続けて入力してください。",
        "Filled in from the postal code. Please correct it if need be, and go on with the number of the house.",
    ),
    "by_topic": ("くらしの場面から探す", "Find by topic"),
    "work_noscript": (
        "自動送信を防ぐため、この画面を開いてから{seconds}秒ほどおいて送信してください。内容を確かめている間に過ぎます。",
        "To keep robots out, please submit about {seconds} seconds after this page was opened: "
        "checking your answers takes longer.",
    ),
    "work_busy": ("送信の準備をしています。数秒お待ちください。", "Getting ready to submit. This takes a few seconds."),
    "work_needed": (
        "まだ送信していません。準備が整わなかったため、もう一度「送信する」を押してください。",
        "Not submitted yet: it was not ready. Please press “Submit” once more.",
    ),
    "work_wait": (
        "まだ送信していません。自動送信を防ぐため、{seconds}秒ほどおいて、もう一度「送信する」を押してください。",
        "Not submitted yet. To keep robots out, please wait about {seconds} seconds, then press “Submit” once more.",
    ),
    "work_crowded": (
        "まだ送信していません。同じ回線からの送信が続いているため、数分おいて、もう一度「送信する」を押してください。",
        "Not submitted yet: many were submitted from your connection. "
        "Please wait some minutes, then press “Submit” again.",
    ),
    "place_gone": (
        "選んだ枠が、ただいま満員になりました。「直す」から、ほかの枠を選んでください。",
        "The place you chose has just been filled. Please choose another with “Change”.",
    ),
    "staff_only": ("庁内用", "Staff only"),
    "to_forms": ("一覧に戻る", "Back to the list"),
    "mended": ("エラー", "Error"),
}
"""Every word, in Japanese and English."""


def word(name: str, language: str, **detail: str | int) -> str:
    """Return a word of the pages: in Japanese, easy Japanese ("easy"), else in English."""
    japanese, english = WORDS[name]
    found = {"ja": japanese, "easy": EASY.get(name, japanese)}.get(language, english)
    return found.format(**detail)
