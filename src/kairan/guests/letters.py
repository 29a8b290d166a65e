"""What is written to guests and to those who answer for them; in Japanese, as the body's own letters are."""

import msgspec

from kairan.core.kit.mail import Letter
from kairan.guests.model import LINK_DAYS

INVITATION = "guest_invitation"
NOTICE = "guest_notice"


class Delivery(msgspec.Struct, frozen=True):
    """Whether letters can be sent, and to which address their links lead; None: links are shown on the screen."""

    guest_url: str | None
    staff_url: str | None
    shown_url: str = ""  # where links on the screen lead; empty: to the entrance at which they are shown

    @property
    def is_mailed(self) -> bool:
        """Whether there is a mail server."""
        return self.guest_url is not None


def delivery_of(url: str, guest_url: str, *, is_mailed: bool) -> Delivery:
    """Return where the links in letters lead, and those on the screen, where no mail is sent."""
    for_guests = (guest_url or url).rstrip("/")
    return Delivery(for_guests, url.rstrip("/")) if is_mailed else Delivery(None, None, shown_url=for_guests)


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What a letter says about a guest."""

    about_id: str
    organization: str
    name: str
    body: str
    mail: str
    ends_on: str
    sponsor: str
    sponsor_mail: str | None = None


def path_of(token: str) -> str:
    """Return the path of a link. The token is behind the #: no server, proxy or log on the way sees it."""
    return f"/invitation#{token}"


def invitation_letter(facts: Facts, url: str, token: str, rooms: list[str], purpose: str, by: str) -> Letter:
    """Write the invitation with its one-time link."""
    text = f"""{facts.body}
{facts.name} 様

{facts.organization}の{by}から、業務チャット「回覧」へのご招待です。
下のリンクを開き、パスワードを決めると、ご利用いただけます。

{url}{path_of(token)}

　ルーム　　　{"、".join(rooms)}
　目的　　　　{purpose}
　利用期限　　{in_words(facts.ends_on)}まで
　責任者　　　{facts.sponsor}

・リンクは{LINK_DAYS}日間有効で、1回だけ使えます。ほかの方に転送しないでください。
・期限が過ぎたときは、{by}に再送をご依頼ください。
・お心当たりがないときは、このメールを破棄してください。

このメールは自動で送られています。返信はできません。
"""
    subject = f"【{facts.organization}】業務チャット「回覧」へのご招待"
    return Letter(to=facts.mail, subject=subject, text=text, about=INVITATION, about_id=facts.about_id)


def end_letters(facts: Facts, delivery: Delivery, days: int) -> list[Letter]:
    """Write to the guest and to whoever answers for them that the end is near."""
    when = f"{in_words(facts.ends_on)}（あと{days}日）"
    guest = f"""{facts.body}
{facts.name} 様

{facts.organization}の業務チャット「回覧」の利用期限は、{when}です。
期限を過ぎると、サインインできなくなります。引き続き利用される場合は、責任者の{facts.sponsor}にご相談ください。

{delivery.guest_url}

このメールは自動で送られています。返信はできません。
"""
    sponsor = f"""{facts.sponsor} 様

責任者となっているゲスト {facts.name} さん（{facts.body}）の利用期限は、{when}です。
続けて利用するときは、「ゲスト」の画面で延長してください。延長しないときは、何もする必要はありません。

{delivery.staff_url}/guests
"""
    subject = f"【{facts.organization}】ゲストの利用期限のお知らせ（あと{days}日）"
    return _both(facts, subject, guest, sponsor)


def roomless_letters(facts: Facts, delivery: Delivery, closes_on: str) -> list[Letter]:
    """Write that a guest is in no room any more and when their account closes."""
    guest = f"""{facts.body}
{facts.name} 様

{facts.organization}の業務チャット「回覧」で、参加しているルームがなくなりました。
新しく招待されない場合、{in_words(closes_on)}に利用を終了します。

このメールは自動で送られています。返信はできません。
"""
    sponsor = f"""{facts.sponsor} 様

責任者となっているゲスト {facts.name} さん（{facts.body}）は、参加しているルームがなくなりました。
新しく招待しない場合、{in_words(closes_on)}に利用を終了します。

{delivery.staff_url}/guests
"""
    subject = f"【{facts.organization}】ゲストが参加しているルームがありません"
    return _both(facts, subject, guest, sponsor)


def _both(facts: Facts, subject: str, guest: str, sponsor: str) -> list[Letter]:
    letters = [Letter(to=facts.mail, subject=subject, text=guest, about=NOTICE, about_id=facts.about_id)]
    if facts.sponsor_mail:
        to = facts.sponsor_mail
        letters.append(Letter(to=to, subject=subject, text=sponsor, about=NOTICE, about_id=facts.about_id))
    return letters


def in_words(day: str) -> str:
    """Write a day as people do: 2026年4月1日."""
    year, month, of_month = day.split("-")
    return f"{int(year)}年{int(month)}月{int(of_month)}日"
