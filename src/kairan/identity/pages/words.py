"""What the applicants' pages of identity say, in Japanese and English; what is not here, the pages of a case say."""

from collections.abc import Mapping

from kairan.counter.pages.words import word as word_of_case

WORDS: Mapping[str, tuple[str, str]] = {
    "gate_title_mail": ("はじめにメールアドレスを確かめます", "First, prove your mail address"),
    "gate_title_account": ("はじめにサインインします", "First, sign in"),
    "gate_title_card": ("はじめに本人確認をします", "First, show who you are"),
    "gate_card": (
        "この申請では、記入を始める前に、マイナンバーカードなどで本人確認をします。"
        "カードと、カードを読み取れるスマートフォン、4桁の暗証番号（利用者証明用）を用意してください。"
        "暗証番号をこの画面で入力することはありません。",
        "For this application you show who you are before you fill anything in, with your My Number card or the like. "
        "Have your card, a phone that reads it, and your 4-digit PIN at hand. The PIN is never entered on this page.",
    ),
    "gate_signed": (
        "この申請では、記入を始める前にマイナンバーカードで本人確認をし、送信の前に署名をします。"
        "カード、カードを読み取れるスマートフォン、4桁の暗証番号（利用者証明用）、6〜16桁の暗証番号（署名用）を用意してください。"
        "暗証番号をこの画面で入力することはありません。",
        "For this application you show who you are with your My Number card before you fill anything in, and sign what "
        "you filled in before it is sent. Have your card, a phone that reads it, your 4-digit PIN and your signing PIN "
        "(6 to 16 characters) at hand. No PIN is ever entered on this page.",
    ),
    "sign_title": ("最後に署名をします", "Last, sign it"),
    "sign_lead": (
        "内容を確かめたあと、デジタル認証アプリで署名用電子証明書による署名をします。署名してから送信します。"
        "署名用電子証明書は、15歳未満の方には発行されていません。引っ越しや氏名の変更で失効します。",
        "After you have checked everything you sign it with the certificate on your card, then send it. Nobody under "
        "15 has this certificate, and it ends when one moves or changes one's name.",
    ),
    "sign_go": ("署名に進む", "Go on to sign"),
    "sign_note": (
        "送信の前に、この内容に署名をします。署名したあとで内容を変えると、もう一度署名が必要です。",
        "This is signed before it is sent. If you change it afterwards, it has to be signed again.",
    ),
    "sign_done": (
        "この内容に署名しました。まだ送信していません。内容を変えると、もう一度署名が必要です。",
        "This was signed, and is not sent yet. If you change it, it has to be signed again.",
    ),
    "sign_leave": (
        "下のボタンを押すと、デジタル認証アプリが開きます。署名が終わると、この申請に戻ります。"
        "アプリに渡すのは、内容を表す値（ハッシュ値）だけです。",
        "The button opens the app. When you have signed, you come back to this application. "
        "The app is given a digest of what you filled in, and nothing else.",
    ),
    "sign_pin": (
        "署名用の暗証番号（6〜16桁の英数字）をアプリで入力します。5回続けて間違えると使えなくなり、窓口での手続が必要になります。",
        "You enter your signing PIN (6 to 16 characters) in the app. After five wrong tries it is locked until you "
        "have it reset at the office.",
    ),
    "sign_open": ("アプリを開いて署名する", "Open the app and sign"),
    "other_signer": (
        "本人確認をした人と、署名した人が違います。同じマイナンバーカードで署名してください。",
        "Who signed is not who was identified. Please sign with the same card.",
    ),
    "certificate_revoked": (
        "署名用電子証明書が失効しています。引っ越しや氏名の変更のあとは、市区町村の窓口で新しい証明書の発行を受けてください。",
        "The certificate on the card was revoked. After moving or changing your name, have a new one issued.",
    ),
    "certificate_over": (
        "署名用電子証明書の有効期限が切れています。市区町村の窓口で更新してください。",
        "The certificate on the card has lapsed. Please have it renewed at your municipality.",
    ),
    "revocation_unknown": (
        "いま、証明書が失効していないかを確かめられません。時間をおいて試すか、お問い合わせ先にご連絡ください。",
        "Nobody can say now whether the certificate was revoked. Please try later, or ask the office.",
    ),
    "signature_wrong": (
        "署名を確かめられなかったため、受け取りませんでした。もう一度署名してください。",
        "The signature could not be verified and was not taken. Please sign again.",
    ),
    "own_signed": ("署名", "Signature"),
    "own_signed_at": ("署名を確かめた日時", "Verified at"),
    "own_signed_digest": ("署名した文書の値（SHA-256）", "Digest of what was signed (SHA-256)"),
    "own_signed_before": (
        "署名したあとに、補正で内容が変わっています。署名は、送信したときの内容に対するものです。",
        "A correction changed it since. What was signed is what was sent.",
    ),
    "other_way": (
        "カードをお持ちでない方・15歳未満の方・証明書の期限が切れている方",
        "Without a card, or with one that has lapsed",
    ),
    "choose_way": ("本人確認の方法を選んでください", "Choose how"),
    "use": ("{label}で確認する", "Use {label}"),
    "no_ways": (
        "いま本人確認のサービスを利用できません。時間をおいて試すか、お問い合わせ先にご連絡ください。",
        "This cannot be used at the moment. Please try later, or ask the office.",
    ),
    "ready": ("{label}へ進みます", "On to {label}"),
    "ready_lead": (
        "下のボタンを押すと、{label}の画面が開きます。確認が終わると、この申請に戻ります。",
        "The button opens {label}. When you are done there, you come back to this application.",
    ),
    "ready_go": ("{label}を開く", "Open {label}"),
    "ready_number": ("再開の番号（控えてください）", "Number to go on (please note it)"),
    "ready_number_note": (
        "戻ったときに別のブラウザーが開いた場合は、この番号を入力すると続けられます。"
        "この番号を、ほかの人から聞いて入力したり、ほかの人に教えたりしないでください。",
        "If another browser opens when you come back, enter this number there to go on. "
        "Never enter a number that somebody gave you, and give yours to nobody.",
    ),
    "ready_minutes": ("{minutes}分以内に終えてください。", "Please finish within {minutes} minutes."),
    "back_title": ("本人確認から戻りました", "You are back"),
    "back_lead": (
        "ボタンを押すと、結果を受け取り、申請の記入に進みます。1分以内に押してください。",
        "Press the button to take the result in and go on. Please do so within a minute.",
    ),
    "back_go": ("記入に進む", "Go on"),
    "elsewhere": ("再開の番号を入力してください", "Enter your number to go on"),
    "elsewhere_ask": (
        "本人確認は終わりました。はじめとは別のブラウザーで開いているため、出発する前の画面に表示された番号を入力してください。",
        "You have been identified. This is another browser than you began in: please enter the number you were shown.",
    ),
    "elsewhere_warn": (
        "自分で申請を始めた覚えがないときは、入力せずにこの画面を閉じてください。",
        "If you did not begin an application yourself, close this page without entering anything.",
    ),
    "number_field": ("再開の番号", "Number to go on"),
    "number_wrong": ("番号が違うか、期限が切れています。", "The number is wrong, or its time is over."),
    "journey_over": (
        "本人確認の手続きの期限が切れたか、すでに使われています。もう一度はじめてください。",
        "This took too long, or was used already. Please begin again.",
    ),
    "not_proved": (
        "本人確認が完了しませんでした。取りやめた場合は、もう一度選んでください。",
        "You were not identified. If you stopped on the way, please choose again.",
    ),
    "unsafe": (
        "本人確認の結果を確かめられなかったため、受け取りませんでした。もう一度お試しください。",
        "The result could not be verified and was not taken. Please try again.",
    ),
    "away": (
        "本人確認のサービスにつながりません。しばらくしてから、もう一度お試しください。",
        "The service does not answer. Please try again in a while.",
    ),
    "lost": (
        "申請を始めた画面に戻って、もう一度お試しください。",
        "Please go back to the application and try again.",
    ),
    "to_front": ("申請の最初の画面に戻る", "Back to the start of the application"),
    "note_certified": (
        "本人確認の結果のとおりに入力されています：{labels}",
        "As certified when you were identified: {labels}",
    ),
    "note_changed": (
        "本人確認の結果から変更されています：{labels}。変更したことは、担当の部署にも表示されます。",
        "Changed from what was certified: {labels}. The office sees that it was changed.",
    ),
    "gate_mail": (
        "この申請では、記入を始める前に、メールアドレスを確かめます。届いたメールの番号を入力してください。",
        "For this application your mail address is checked first, by a code that is sent there.",
    ),
    "gate_account": (
        "この申請では、記入を始める前に、マイページにサインインします。"
        "メールアドレスに届く番号でサインインでき、登録の手続きは要りません。",
        "For this application you sign in to your page first, by a code that is sent to your mail address. "
        "Nothing is to be registered.",
    ),
    "account_title": ("マイページ", "My page"),
    "account_lead": (
        "申請の状況と、途中まで記入した申請を、どの端末でも見られます。サインインすると、マイページが作られます。",
        "Your applications and what you have begun, on any device. Your page is made when you sign in.",
    ),
    "account_note": (
        "このアドレスに、6桁の番号を送ります。パスワードはありません。",
        "A code of 6 digits is sent to this address. There is no password.",
    ),
    "account_send": ("番号を送る", "Send the code"),
    "account_no_mail": (
        "いま、メールを送れないため使えません。お問い合わせ先にご連絡ください。",
        "No mail can be sent at the moment. Please ask the office.",
    ),
    "account_by_number": ("受付番号で申請の状況を見る", "See an application by its number"),
    "account_code_title": ("届いた番号を入力してください", "Enter the code that was sent"),
    "account_code_lead": ("{mail} に、6桁の番号を送りました。", "A code of 6 digits was sent to {mail}."),
    "account_along": (
        "このブラウザーで始めた申請を、マイページに入れる（ほかの人と共用の端末では、外してください）",
        "Put what was begun in this browser on my page (not on a device that others use, too)",
    ),
    "account_go": ("サインインする", "Sign in"),
    "account_as": ("{mail} でサインインしています。", "You are signed in as {mail}."),
    "account_drafts": ("途中まで記入した申請", "What you have begun"),
    "account_no_drafts": ("途中の申請はありません。", "There is nothing begun."),
    "account_changed": ("最後の保存 {at}", "saved {at}"),
    "account_draft_delete": ("削除する", "Delete"),
    "account_applications": ("送信した申請", "What you have sent"),
    "account_no_applications": ("送信した申請はありません。", "There is nothing sent."),
    "account_again": ("前の答えを使って、もう一度申請する", "Apply again with these answers"),
    "account_manage": ("サインイン", "Signing in"),
    "account_leave": ("サインアウトする", "Sign out"),
    "account_leave_everywhere": ("ほかのすべての端末でサインアウトする", "Sign out on all other devices"),
    "account_delete": ("マイページを削除する", "Delete my page"),
    "account_delete_lead": (
        "途中まで記入した申請（{drafts}件）と、メールアドレスの登録が消えます。元には戻せません。",
        "What you have begun ({drafts}) and your mail address are deleted. This cannot be undone.",
    ),
    "account_delete_stays": (
        "送信した申請は、取り下げられません。役所で手続きが続きます。状況は、受付番号と確認番号で見られます。",
        "What you have sent is not withdrawn; the office goes on with it. You see it by its number and code.",
    ),
    "account_delete_go": ("削除する", "Delete"),
    "account_left": ("サインアウトしました。", "You are signed out."),
    "account_everywhere": ("ほかの端末でサインアウトしました。", "You are signed out everywhere else."),
    "account_draft_deleted": ("途中の申請を削除しました。", "It was deleted."),
    "account_deleted": ("マイページを削除しました。", "Your page was deleted."),
    "account_code_sent": (
        "新しい番号を送りました。前の番号は使えません。",
        "A new code was sent; the one before is void.",
    ),
    "account_mail_bad": ("メールアドレスの形で入力してください。", "Please enter a mail address."),
    "account_letters_over": (
        "メールを送れる回数を超えました。時間をおいて、もう一度お試しください。",
        "Too many letters were sent. Please try again later.",
    ),
    "account_sign_in_over": (
        "サインインの手続きの期限が切れました。もう一度はじめてください。",
        "This took too long. Please begin again.",
    ),
    "account_code_wrong": ("番号が違います。", "The code is wrong."),
    "account_code_over": (
        "この番号は使えません。新しい番号を送ってください。",
        "This code cannot be used any more. Please have a new one sent.",
    ),
    "letter_subject": ("【オンライン申請】確認の番号", "[Online applications] Your code"),
    "letter_text": (
        "画面に、次の番号を入力してください。\n\n　確認の番号　　{code}\n\n"
        "・番号は{minutes}分のあいだ使えます。新しい番号を送ると、前の番号は使えなくなります。\n"
        "・お心当たりがないときは、このメールを破棄してください。番号をほかの方に教えないでください。\n\n"
        "このメールは自動で送られています。返信はできません。\n",
        "Please enter this code on the page.\n\n  Code  {code}\n\n"
        "It is good for {minutes} minutes. If you did not ask for it, "
        "please ignore this mail, and give the code to nobody.\n\nThis mail was sent automatically.\n",
    ),
    "own_level_mail": ("メールアドレスの確認", "Mail address, by a code"),
    "own_level_account": ("マイページ（メールの番号）", "My page (code by mail)"),
    "own_notice": ("本人確認済みの申請です。", "You were identified for this application."),
    "own_act": ("証明された項目を見る", "See what was certified"),
    "own_title": ("本人確認", "Identity"),
    "own_by": ("方法", "By"),
    "own_at": ("確認した日時", "At"),
    "mark_certified": ("証明された内容のとおり", "as certified"),
    "mark_changed": ("申請者が変更", "changed by the applicant"),
    "mark_unsaid": ("入力なし", "not answered"),
    "own_certified": ("証明された内容：{said}", "Certified: {said}"),
    "fact_name": ("氏名", "Name"),
    "fact_address": ("住所", "Address"),
    "fact_birth_date": ("生年月日", "Date of birth"),
    "fact_gender": ("性別", "Gender"),
    "business_not_examined": (
        "gBizIDエントリーでは申請できません。gBizIDプライムか、gBizIDメンバーでサインインしてください。",
        "An entry account of gBizID is not enough. Please sign in as gBizID Prime or Member.",
    ),
    "fact_company": ("法人名・屋号", "Name of the business"),
    "fact_company_number": ("法人番号", "Corporate number"),
    "fact_company_address": ("所在地", "Address of the business"),
    "fact_mail": ("メールアドレス", "Mail address"),
    "nothing_certified": ("証明された項目はありません。", "Nothing was certified."),
}


def word(name: str, language: str, **detail: str | int) -> str:
    """Return a word of these pages, or of the pages of a case."""
    if name in WORDS:
        return WORDS[name][language not in {"ja", "easy"}].format(**detail)
    return word_of_case(name, language, **detail)
