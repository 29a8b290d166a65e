"""What stands around matrices, rankings, positions, places and proved addresses, in Japanese and English."""

from collections.abc import Mapping

KIND_WORDS: Mapping[str, tuple[str, str]] = {
    "ranking_note": (
        "1番にするものから順に、番号を選んでください。同じ番号は1つだけです。",
        "Please give each a number, the first one being 1. Use each number once.",
    ),
    "ranking_note_some": (
        "1番から{places}番まで、番号を選んでください。ほかは空欄のままにします。同じ番号は1つだけです。",
        "Please choose the numbers from 1 to {places}, each once, and leave the others empty.",
    ),
    "rank_none": ("－", "–"),
    "rank": ("{place}番", "No. {place}"),
    "position_note": (
        "緯度と経度が分かるときは数字で、分からないときは場所の説明（住所や目印）を入力してください。",
        "Please enter latitude and longitude if you know them, or else the address or a landmark.",
    ),
    "latitude": ("緯度（例：35.689500）", "Latitude, for example 35.689500"),
    "longitude": ("経度（例：139.691700）", "Longitude, for example 139.691700"),
    "place": ("場所の説明（住所や目印）", "Where it is (address or landmark)"),
    "locate": ("いまいる場所を入力する", "Use my location"),
    "locating": ("場所を調べています。", "Looking for your location."),
    "located": ("入力しました（誤差はおよそ{metres}m）。", "Entered, to about {metres} m."),
    "locate_denied": (
        "場所を調べることが許可されていません。場所の説明を入力してください。",
        "Your browser may not tell where you are. Please describe the place instead.",
    ),
    "locate_failed": (
        "場所が分かりませんでした。もう一度押すか、場所の説明を入力してください。",
        "Your location was not found. Please try again, or describe the place instead.",
    ),
    "map_open": ("地図で選ぶ", "Choose on a map"),
    "map_close": ("地図を閉じる", "Close the map"),
    "map_label": ("場所を選ぶ地図", "Map to choose the place"),
    "map_help": (
        "地図を押すと印が付き、緯度と経度が入ります。印は、動かすか、別の所を押して直せます。キーボードでは、矢印キーで地図を動かし、"
        "Enterキーで中央に印を付けます。",
        "Press the map to mark a place; latitude and longitude are entered. Drag the mark, or press elsewhere, to mend "
        "it. With a keyboard, move the map with the arrow keys and mark its centre with Enter.",
    ),
    "map_in": ("地図を拡大する", "Zoom in"),
    "map_out": ("地図を縮小する", "Zoom out"),
    "map_middle": ("中央に印を付ける", "Mark the centre"),
    "map_marked": ("印を付け、緯度と経度を入力しました。", "Marked. Latitude and longitude are entered."),
    "map_coarse": (
        "印を付けました。地図を拡大してもう一度押すと、場所をより正確に選べます。",
        "Marked. Zoom in and press again to choose the place more exactly.",
    ),
    "map_failed": (
        "地図を表示できません。緯度と経度か、場所の説明を入力してください。",
        "The map cannot be shown. Please enter latitude and longitude, or describe the place.",
    ),
    "map_credit": ("地図：{credit}", "Map: {credit}"),
    "full_waits": ("満員（キャンセル待ち {count}人）", "full ({count} waiting)"),
    "to_draw": ("抽選　定員{capacity}　申込み{applied}", "by lottery: {capacity} places, {applied} applied"),
    "to_draw_only": ("抽選　定員{capacity}", "by lottery: {capacity} places"),
    "drawn": ("抽選済み", "drawn already"),
    "will_wait": (
        "「{label}」の「{place}」は満員です。送信すると、キャンセル待ちになります（いま待っている人：{count}人）。",
        "“{place}” in “{label}” is full. If you submit, you will wait for a place ({count} are waiting now).",
    ),
    "will_draw": (
        "「{label}」は、受付が終わった後に抽選で決めます。",
        "Places in “{label}” are drawn by lottery once this has closed.",
    ),
    "place_waits": (
        "選んだ枠が、ただいま満員になりました。キャンセル待ちで申し込むときは、もう一度「送信する」を押してください。",
        "The place you chose has just been filled. To wait for a place, please press “Submit” again.",
    ),
    "places_drawn": (
        "抽選が終わったため、選んだ枠には申し込めません。お問い合わせ先にご連絡ください。",
        "The places were drawn already. Please ask the office.",
    ),
    "withdrawn": ("この申請は取り下げられています。", "This application was withdrawn."),
    "seat_taken": ("「{label}」の「{place}」を確保しています。", "You have a place: “{place}” in “{label}”."),
    "seat_applied": (
        "「{label}」の「{place}」の抽選に申し込んでいます。抽選は、受付が終わった後に行います。",
        "You take part in the lottery for “{place}” in “{label}”. It is drawn once this has closed.",
    ),
    "seat_waiting": (
        "「{label}」の「{place}」は、キャンセル待ちです（前に待っている人：{ahead}人）。",
        "You are waiting for “{place}” in “{label}”; {ahead} are before you.",
    ),
    "seat_lost": (
        "「{label}」の「{place}」は、抽選の結果、落選となりました。",
        "You were not drawn for “{place}” in “{label}”.",
    ),
    "seat_left": (
        "「{label}」の「{place}」は取り下げられています。",
        "Your place “{place}” in “{label}” was given back.",
    ),
    "prove": ("メールアドレスの確認", "Confirm your mail address"),
    "prove_lead": (
        "{mail} に、6桁の番号を送りました。届いた番号を入力してください。",
        "We have sent a code of six digits to {mail}. Please enter it.",
    ),
    "prove_ask": (
        "{mail} に、確認の番号を送ります。",
        "We will send a code to {mail}.",
    ),
    "prove_code": ("確認の番号（6桁）", "Code (six digits)"),
    "prove_send": ("番号を送る", "Send the code"),
    "prove_again": ("番号をもう一度送る", "Send a new code"),
    "prove_change": ("メールアドレスを直す", "Change the address"),
    "prove_note": (
        "メールが届かないときは、迷惑メールの設定と、アドレスの間違いを確かめてください。番号は30分のあいだ使えます。",
        "If no mail arrives, please check your spam folder and the address. The code can be used for 30 minutes.",
    ),
    "prove_sent": ("番号を送りました。", "The code was sent."),
    "prove_wrong": (
        "番号が違います。届いたメールの6桁の番号を確かめてください。",
        "This is not the code. Please check the six digits in the mail.",
    ),
    "prove_over": (
        "この番号は使えません。「番号をもう一度送る」を押して、新しい番号を受け取ってください。",
        "This code can no longer be used. Please have a new one sent.",
    ),
    "prove_letters": (
        "番号を送れる回数を超えました。メールアドレスを確かめるか、あす、もう一度お試しください。",
        "No more codes can be sent now. Please check the address, or try again tomorrow.",
    ),
    "prove_no_mail": (
        "いま、メールを送ることができないため、確認できません。入力した内容は保存されています。"
        "お問い合わせ先にご連絡ください。",
        "No mail can be sent now, so your address cannot be confirmed. What you entered is kept. Please ask us.",
    ),
}
